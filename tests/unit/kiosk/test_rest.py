"""Memory that goes with the visit, what a camera reads, pictures, heartbeat, and a clock that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from services.calendar_file import CalendarWords, calendar_file
from services.errors import GatewayError, LocationUnavailable, ReadOnly, Unreachable
from services.events import Upcoming
from services.kiosk.device import KioskDevice
from services.kiosk.handoff import TEXT_MAX_BYTES, Contains, NotHere, TakeAway, of_calendar, of_text, of_url
from services.kiosk.heartbeat import KEPT, Heartbeat
from services.kiosk.memory import MemoryFolder
from services.kiosk.settings import KioskSettings
from services.kiosk.slides import slides
from services.kiosk.wrong_clock import is_plausible
from services.models import Edition, Event, Place
from services.platform.native import NativeVolume
from services.platform.native_kiosk import memory_folder
from services.prefs import JSONDocument
from tests.fakes.clock import START, FakeClock
from tests.unit.kiosk.test_settings import OTHER_HASH, ROW
from tests.views.harness import FakeDevice

PACKAGED = date(2026, 11, 21)


# memory


async def test_nothing_is_left_of_a_visit_and_nothing_more_is_taken(tmp_path: Path) -> None:
    folder = MemoryFolder(tmp_path / "memory")
    visit = folder.new()
    await visit.commit(lambda: (visit.root / "drafts.json").write_text("rahasia"))
    visit.drop()
    assert list((tmp_path / "memory").rglob("*")) == []
    with pytest.raises(ReadOnly):
        await visit.commit(lambda: visit.root.mkdir())
    assert folder.new().root != visit.root


def test_what_a_killed_process_left_is_deleted(tmp_path: Path) -> None:
    old = MemoryFolder(tmp_path / "memory").new()
    (old.root / "outbox.json").write_text("rahasia")
    MemoryFolder(tmp_path / "memory")
    assert not old.root.exists()


@pytest.mark.parametrize(("kind", "found"), [("tmpfs", True), ("ext4", False), ("overlay", False)])
def test_only_a_memory_file_system_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, found: bool
) -> None:
    runtime = tmp_path / "run"
    runtime.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    mounts = tmp_path / "mounts"
    mounts.write_text(f"none {runtime} {kind} rw 0 0\n")
    folder = memory_folder(tmp_path / "data", mounts)
    assert (folder is not None and folder.parent == runtime) is found
    assert memory_folder(tmp_path / "data", tmp_path / "no table") is None


# hand-off


@pytest.mark.parametrize(
    ("url", "code", "contains"),
    [
        ("https://a.go.id/wisata/x", "https://a.go.id/wisata/x", Contains.LINK),
        ("geo:-3.78,102.25?q=-3.78,102.25(Benteng)", "geo:-3.78,102.25", Contains.POINT),
        ("tel:110", "tel:110", Contains.PHONE),
    ],
)
def test_an_address_becomes_what_any_phone_reads(url: str, code: str, contains: Contains) -> None:
    take = of_url(url)
    assert (take.code, take.contains) == (code, contains)


def test_shared_words_become_their_link_or_themselves() -> None:
    assert of_text("Benteng\nSejarah\nhttps://a.go.id/wisata/x") == TakeAway(
        "https://a.go.id/wisata/x", Contains.LINK, "https://a.go.id/wisata/x", "Benteng"
    )
    take = of_text("Benteng\nSejarah, Kota Bengkulu\n")
    assert (take.code, take.contains) == ("Benteng\nSejarah, Kota Bengkulu", Contains.TEXT)


def test_long_words_keep_their_name_and_fit() -> None:
    take = of_text("Benteng\n" + "kata " * 200 + "\n-3,78 102,25")
    assert take.code == "Benteng\n-3,78 102,25"
    assert len(of_text("é" * 1000).code.encode()) <= TEXT_MAX_BYTES
    assert of_text("").code == ""


def test_a_calendar_entry_is_small_and_whole() -> None:
    edition = Edition(date(2027, 6, 6), date(2027, 6, 15), estimated=True)
    event = _event(place="Lapangan Merdeka, " + "jalan " * 20)
    words = CalendarWords("Festival Tabut, dan lain-lain", "keterangan " * 40)
    take = of_calendar(calendar_file(event, edition, words, START))
    lines = take.code.split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VEVENT", "END:VEVENT")
    assert "DTSTART;VALUE=DATE:20270606" in lines
    assert "keterangan" not in take.code
    assert take.shown == "Festival Tabut, dan lain-lain"


async def test_the_device_of_a_kiosk_opens_keeps_and_finds_nothing() -> None:
    inner, shown = FakeDevice(), []
    device = KioskDevice(inner, shown.append)
    await device.open_url("tel:110")
    await device.share_text("Benteng")
    await device.copy_text("sandi")
    assert [take.code for take in shown] == ["tel:110", "Benteng", "sandi"]
    assert (inner.opened, inner.shared, inner.copied) == ([], [], [])
    for refused in (device.pick_photo(), device.pick_pdf(), device.save_file("a.json", b"{}")):
        with pytest.raises(NotHere):
            await refused
    with pytest.raises(LocationUnavailable):
        await device.locate()
    assert not await device.location_allowed()


# pictures


def place(name: str, lat: float, category: str = "beach") -> Place:
    row = {"id": name, "name": {"id": name}, "category": category, "summary": {"id": "x"}, "lat": lat}
    said = {"source": "s", "precision": "exact", "verified": "memory", "summary_source": "x"}
    return Place.from_wire(row | said | {"regency_code": "17.71", "lon": 102.0, "precision_m": 10})


def test_the_place_itself_comes_first_and_events_between() -> None:
    rows = [place("jauh", -3.0, "lake"), place("sini", -3.8, "history"), place("dekat", -3.79, "park")]
    rows += [place("sama", -3.7, "park"), place("lain", -3.5)]
    event = Upcoming(_event(), Edition(date(2027, 6, 6), date(2027, 6, 7), estimated=False))
    made = slides(rows, [event], rows[1])
    assert [one.title.id for one in made] == ["sini", "dekat", "Festival", "lain", "jauh"]
    assert made[0].distance_m is None
    assert made[1].distance_m is not None
    assert [one.title.id for one in slides(rows, [])] == ["dekat", "jauh", "lain", "sini"]
    assert slides([], []) == ()


def _event(**changes: Any) -> Event:
    row = {"id": "f", "name": {"id": "Festival"}, "category": "culture", "summary": {"id": "s"}}
    said = {"place": "p", "source": "x", "precision": "exact", "verified": "memory", "summary_source": "x"}
    return Event.from_wire(row | said | changes)


# heartbeat


class Gateway:
    def __init__(self, answer: Mapping[str, Any] | GatewayError) -> None:
        self.answer, self.calls = answer, []  # type: ignore[var-annotated]

    async def kiosk_heartbeat(self, name: str, key: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        self.calls.append((name, key, dict(body)))
        if isinstance(self.answer, GatewayError):
            raise self.answer
        return self.answer


async def test_a_heartbeat_says_what_was_agreed_and_keeps_the_answer(tmp_path: Path) -> None:
    document = JSONDocument(NativeVolume(tmp_path), "kiosk-state.json")
    gateway = Gateway(ROW | {"pin_hash": OTHER_HASH, "key": "never"})
    settings = KioskSettings.from_wire(ROW)
    newer = await Heartbeat(document, FakeClock(), "0.1.0").beat(gateway, settings, START, 2)
    body = {"app_version": "0.1.0", "content_at": START.isoformat(), "clock": START.isoformat(), "waiting": 2}
    assert gateway.calls == [("benteng", "local-key", body)]
    assert newer.pin_hash.matches("141421")
    assert document.get(KEPT)["pin_hash"] == OTHER_HASH
    assert "key" not in document.get(KEPT)


@pytest.mark.parametrize("answer", [Unreachable("x"), {}, ROW | {"name": "lain"}, ROW | {"pin_hash": None}])
async def test_a_heartbeat_that_fails_changes_nothing(tmp_path: Path, answer: Any) -> None:
    document = JSONDocument(NativeVolume(tmp_path), "kiosk-state.json")
    settings = KioskSettings.from_wire(ROW)
    assert (
        await Heartbeat(document, FakeClock(), "0.1.0").beat(Gateway(answer), settings, None, 0) == settings
    )
    assert document.get(KEPT) is None


async def test_without_a_key_nothing_is_sent(tmp_path: Path) -> None:
    document, gateway = JSONDocument(NativeVolume(tmp_path), "k.json"), Gateway(ROW)
    settings = KioskSettings.from_wire({key: value for key, value in ROW.items() if key != "key"})
    await Heartbeat(document, FakeClock(), "0.1.0").beat(gateway, settings, None, 0)
    assert gateway.calls == []


# the clock


@pytest.mark.parametrize(
    ("now", "plausible"),
    [
        (datetime(2026, 11, 21, 1, tzinfo=UTC), True),
        (datetime(2026, 11, 20, 16, 59, tzinfo=UTC), False),
        (datetime(1970, 1, 1, tzinfo=UTC), False),
        (datetime(2026, 11, 21, tzinfo=UTC) + timedelta(days=1000), True),
        (datetime(2038, 1, 19, tzinfo=UTC), False),
    ],
)
def test_a_clock_before_the_content_is_not_believed(now: datetime, plausible: bool) -> None:
    assert is_plausible(now, PACKAGED) is plausible
