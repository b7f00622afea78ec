"""The settings of a kiosk: strictly read, and which of two is taken."""

from __future__ import annotations

import json
from typing import Any

import pytest

from services.kiosk.pin import PinHash
from services.kiosk.settings import (
    KioskNotSetUp,
    KioskSettings,
    chosen,
    is_name,
    is_own,
    name_in_path,
    with_answer,
)
from services.models import LocalText, WireError

HASH = PinHash.of("271828", bytes(16), rounds=5).to_text()
OTHER_HASH = PinHash.of("141421", bytes(16), rounds=5).to_text()
ROW: dict[str, Any] = {
    "name": "benteng",
    "title": {"id": "Benteng", "en": "Fort"},
    "place_id": "fort-marlborough",
    "language": "en",
    "controls_low": True,
    "pin_hash": HASH,
    "key": "local-key",
}


def file(**changes: Any) -> bytes:
    return json.dumps({key: value for key, value in (ROW | changes).items() if value is not None}).encode()


def test_everything_is_read() -> None:
    read = KioskSettings.from_wire(ROW | {"idle_s": 5, "public_url": "https://a.go.id/app/", "more": 1})
    assert (read.name, read.title, read.place_id) == (
        "benteng",
        LocalText("Benteng", "Fort"),
        "fort-marlborough",
    )
    assert (read.language, read.controls_low, read.key) == ("en", True, "local-key")
    assert (read.times.idle_s, read.times.warning_s, read.times.hold_s) == (5, 10, 300)
    assert read.public_url == "https://a.go.id/app"
    assert read.pin_hash.matches("271828")


def test_secrets_are_not_in_what_is_logged() -> None:
    shown = repr(KioskSettings.from_wire(ROW))
    assert "local-key" not in shown
    assert HASH not in shown
    assert "digest" not in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Benteng"},
        {"name": "a--b"},
        {"name": "x" * 61},
        {"title": "Benteng"},
        {"title": {"en": "Fort"}},
        {"language": "nl"},
        {"controls_low": "yes"},
        {"pin_hash": "271828"},
        {"place_id": 7},
        {"key": 7},
        {"idle_s": "60"},
        {"idle_s": 0.5},
        {"hold_s": 999999},
        {"public_url": "javascript:alert(1)"},
        {"public_url": "https://a.go.id/?x=1"},
    ],
)
def test_what_is_not_agreed_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(WireError):
        KioskSettings.from_wire(ROW | wrong)
    with pytest.raises(KioskNotSetUp) as caught:
        chosen(file(**wrong), None, None)
    assert caught.value.message_id == "kiosk.refused.unreadable"


@pytest.mark.parametrize(
    ("local", "why"),
    [
        (None, "missing"),
        (b"", "missing"),
        (b"<!DOCTYPE html>", "missing"),
        (b"[]", "missing"),
        (b"\xff\xfe", "missing"),
        (file(pin_hash=None), "no_pin"),
        (file(name="lain"), "other"),
    ],
)
def test_without_good_settings_it_does_not_start(local: bytes | None, why: str) -> None:
    with pytest.raises(KioskNotSetUp) as caught:
        chosen(local, None, "benteng")
    assert caught.value.message_id == f"kiosk.refused.{why}"


def test_the_gateways_last_answer_wins_and_the_key_stays_local() -> None:
    kept = {key: value for key, value in ROW.items() if key != "key"} | {"pin_hash": OTHER_HASH}
    read = chosen(file(idle_s=7), kept, "benteng")
    assert read.pin_hash.matches("141421")
    assert (read.key, read.times.idle_s) == ("local-key", 7)
    assert chosen(None, kept, "benteng").key is None


@pytest.mark.parametrize("kept", [{"name": "benteng"}, ROW | {"name": "lain"}, ROW | {"pin_hash": "x"}])
def test_a_kept_answer_that_cannot_be_used_is_passed_over(kept: dict[str, Any]) -> None:
    assert chosen(file(), kept, "benteng").pin_hash.matches("271828")


def test_an_answer_changes_what_the_gateway_knows_and_nothing_else() -> None:
    settings = KioskSettings.from_wire(ROW | {"idle_s": 7})
    answer = ROW | {"language": "id", "key": "stolen", "idle_s": 3000, "public_url": "https://evil.example"}
    newer = with_answer(settings, answer)
    assert (newer.language, newer.key, newer.times.idle_s, newer.public_url) == ("id", "local-key", 7, None)
    with pytest.raises(WireError):
        with_answer(settings, ROW | {"name": "lain"})


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/kiosk/benteng-marlborough", "benteng-marlborough"),
        ("/kiosk/a1/", "a1"),
        ("kiosk/a", "a"),
        ("/kiosk/", None),
        ("/kiosk/A", None),
        ("/kiosk/a/b", None),
        ("/wisata/kiosk", None),
        ("/", None),
        (None, None),
    ],
)
def test_the_address_names_the_kiosk(path: str | None, name: str | None) -> None:
    assert name_in_path(path) == name


def test_names_and_own_addresses() -> None:
    assert is_name("a-1-b")
    assert not is_name("")
    assert all(map(is_own, ("localhost", "127.0.0.1", "::1", "[::1]", "app.localhost")))
    assert not any(map(is_own, ("rafflesia.go.id", "10.0.0.1", "localhost.evil.example")))
