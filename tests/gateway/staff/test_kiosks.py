"""The desk's page of kiosks, and how they are in words."""

from __future__ import annotations

import base64
import json
import logging
import re
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway.kiosks.tables import Kiosk
from gateway.staff.kiosk_facts import KioskFacts, facts_of, span_text, worst_first
from tests.gateway.conftest import FixedClock
from tests.gateway.kiosks.world import NAME, PIN, PLACE, add_benteng, add_place, beat, kiosk_of
from tests.gateway.samples import NOW, client_of
from tests.gateway.staff.desk import DeskBrowser, audit_entries, services_of, signed_in

FORM = {
    "name": NAME,
    "title_id": "Benteng Marlborough",
    "title_en": "Fort Marlborough",
    "place_id": PLACE,
    "language": "id",
    "pin": PIN,
    "pin_again": PIN,
}


@pytest.fixture
async def desk(app: FastAPI) -> DeskBrowser:
    """An administrator of every agency, and a place for the kiosk."""
    async with services_of(app).database.write() as session:
        await add_place(session)
    return await signed_in(app, "kepala@kominfo.example", ("*", "administer"))


def _file(answer: httpx.Response) -> dict[str, Any]:
    """Return the settings file that a page offers once; what it shows is what is downloaded."""
    found = re.search(r'download="([^"]+)" href="data:application/json;base64,([^"]+)"', answer.text)
    assert found, answer.text
    assert found[1] == f"{NAME}.json"
    document: dict[str, Any] = json.loads(base64.b64decode(found[2]))
    assert document["key"] in answer.text
    return document


async def test_a_new_kiosk_gets_its_file_once_and_reports(
    app: FastAPI, desk: DeskBrowser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.DEBUG, "gateway")
    document = _file(await desk.post("/kiosks/new", FORM | {"controls_low": "1"}))
    key = document.pop("key")
    assert document.pop("public_url") is None
    async with client_of(app) as client:
        answer = await beat(client, key)
    assert answer.json() == document
    assert document["controls_low"] is True
    for page in ("/kiosks", f"/kiosks/edit/{NAME}"):
        text = (await desk.get(page)).text
        assert key not in text
        assert document["pin_hash"] not in text
        assert "Melapor 1 menit lalu" in text
    log = repr([(entry.action, entry.object_id, entry.detail) for entry in await audit_entries(app)])
    assert "kiosk.add" in log
    for secret in (PIN, key, document["pin_hash"]):
        assert secret not in log + caplog.text


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": "Benteng Marlborough"}, "name", "Hanya huruf kecil"),
        ({"title_id": " "}, "title_id", "Tulis judul"),
        ({"title_en": "x" * 81}, "title_en", "Tulis judul"),
        ({"place_id": "nowhere"}, "place_id", "tidak ada lagi"),
        ({"language": "fr"}, "language", "Pilih Bahasa"),
        ({"pin": "123456", "pin_again": "123456"}, "pin", "mudah ditebak"),
        ({"pin": "12", "pin_again": "12"}, "pin", "6 sampai 12 angka"),
        ({"pin_again": "190527"}, "pin_again", "tidak sama"),
    ],
)
async def test_a_bad_kiosk_is_refused_by_field(
    app: FastAPI, desk: DeskBrowser, changes: dict[str, str], field: str, words: str
) -> None:
    answer = await desk.post("/kiosks/new", FORM | changes)
    assert answer.status_code == 422
    assert re.search(rf'id="{field}-error">[^<]*{words}', answer.text), answer.text
    assert PIN not in answer.text
    assert await kiosk_of(services_of(app).database) is None


async def test_everything_wrong_is_said_at_once(desk: DeskBrowser) -> None:
    answer = await desk.post("/kiosks/new", {"name": "A b", "language": "id", "pin": "1"})
    assert set(re.findall(r'id="(\w+)-error"', answer.text)) == {"name", "title_id", "title_en", "pin"}


async def test_a_name_is_given_once(desk: DeskBrowser) -> None:
    assert (await desk.post("/kiosks/new", FORM)).status_code == 200
    answer = await desk.post("/kiosks/new", FORM)
    assert answer.status_code == 422
    assert "sudah dipakai" in answer.text


async def test_a_kiosk_is_described_anew(app: FastAPI, desk: DeskBrowser) -> None:
    key = await add_benteng(services_of(app).database)
    form = {"title_id": "Benteng", "title_en": "The fort", "place_id": "", "language": "en"}
    assert (await desk.post(f"/kiosks/edit/{NAME}", form)).status_code == 303
    async with client_of(app) as client:
        told = (await beat(client, key)).json()
    assert (told["title"], told["place_id"], told["language"]) == (
        {"id": "Benteng", "en": "The fort"}, None, "en",
    )  # fmt: skip
    entry = (await audit_entries(app))[-1]
    assert (entry.action, entry.object_id) == ("kiosk.edit", NAME)
    assert entry.detail == {"members": ["language", "place_id", "title_en", "title_id"]}
    answer = await desk.post(f"/kiosks/edit/{NAME}", form | {"place_id": "gone"})
    assert answer.status_code == 422
    assert "gone (tidak ada lagi)" in answer.text


async def test_pin_and_key_are_replaced(app: FastAPI, desk: DeskBrowser) -> None:
    database = services_of(app).database
    key = await add_benteng(database)
    before = await kiosk_of(database)
    assert before is not None
    again = {"pin": "905261", "pin_again": "905262"}
    assert (await desk.post(f"/kiosks/pin/{NAME}", again)).status_code == 422
    again["pin_again"] = again["pin"]
    assert (await desk.post(f"/kiosks/pin/{NAME}", again)).status_code == 303
    document = _file(await desk.post(f"/kiosks/key/{NAME}"))
    assert document["pin_hash"] != before.pin_hash
    async with client_of(app) as client:
        assert (await beat(client, key)).status_code == 401
        assert (await beat(client, document["key"])).status_code == 200
    actions = [entry.action for entry in await audit_entries(app)]
    assert actions[-2:] == ["kiosk.pin", "kiosk.key"]


async def test_removing_asks_for_a_tick(app: FastAPI, desk: DeskBrowser) -> None:
    await add_benteng(services_of(app).database)
    assert (await desk.post(f"/kiosks/remove/{NAME}")).status_code == 303
    assert await kiosk_of(services_of(app).database) is not None
    assert "beri tanda centang" in (await desk.get("/kiosks")).text
    assert (await desk.post(f"/kiosks/remove/{NAME}", {"sure": "1"})).status_code == 303
    assert await kiosk_of(services_of(app).database) is None
    for path in (f"/kiosks/edit/{NAME}", "/kiosks/edit/%00"):
        assert (await desk.get(path)).status_code == 404
    assert "Belum ada kiosk" in (await desk.get("/kiosks")).text


async def test_silent_kiosks_come_first(app: FastAPI, desk: DeskBrowser, clock: FixedClock) -> None:
    database = services_of(app).database
    key = await add_benteng(database, title_id="Z diam")
    for name in ("a-belum", "b-hidup"):
        await desk.post("/kiosks/new", FORM | {"name": name, "title_id": name})
    async with client_of(app) as client:
        await beat(client, key)
        clock.advance(hours=3)
        other = re.search(r"&#34;key&#34;: &#34;([\w-]+)&#34;", (await desk.post("/kiosks/key/b-hidup")).text)
        assert other
        await beat(client, other[1], name="b-hidup")
    page = (await desk.get("/kiosks")).text
    assert "1 dari 3 kiosk diam." in page
    assert page.index("Z diam") < page.index("a-belum") < page.index("b-hidup")
    assert "Diam 3 jam" in page
    assert "Belum pernah melapor" in page
    await desk.post("/language", {"language": "en"})
    assert "Silent for 3 hours" in (await desk.get("/kiosks")).text


def _facts(language: str = "en", ago: timedelta = timedelta(minutes=4), **changes: Any) -> KioskFacts:
    seen = {
        "last_seen_at": NOW - ago,
        "app_version": "0.1.0",
        "content_at": NOW,
        "clock_ahead_s": 0,
        "waiting": 0,
    }
    kiosk = Kiosk(name=NAME, title_id="A", title_en="B", created_at=NOW, **(seen | changes))
    return facts_of(kiosk, NOW, language)


@pytest.mark.parametrize(
    ("ago", "state", "seen", "last"),
    [
        (timedelta(seconds=2), "well", "Reported 1 minute ago", "today 11:59"),
        (timedelta(minutes=59), "well", "Reported 59 minutes ago", "today 11:01"),
        (timedelta(hours=1), "silent", "Silent for 1 hour", "today 11:00"),
        (timedelta(hours=13), "silent", "Silent for 13 hours", "20 Nov 2026 23:00"),
        (timedelta(hours=48), "silent", "Silent for 2 days", "19 Nov 2026 12:00"),
    ],
)
def test_when_it_was_heard_of(ago: timedelta, state: str, seen: str, last: str) -> None:
    facts = _facts(ago=ago)
    assert (facts.state, facts.seen, facts.last) == (state, seen, last)


@pytest.mark.parametrize(
    ("age", "words", "is_trouble"),
    [
        (timedelta(hours=23), "Content of today", False),
        (timedelta(hours=25), "Content is 1 day old", False),
        (timedelta(days=13), "Content is 13 days old", False),
        (timedelta(days=14), "Content is 14 days old", True),
        (timedelta(days=-2), "Content is dated in the future", True),
    ],
)
def test_how_old_the_content_is(age: timedelta, words: str, is_trouble: bool) -> None:
    facts = _facts(content_at=NOW - age)
    assert (facts.content, "content" in facts.troubles) == (words, is_trouble)


@pytest.mark.parametrize(
    ("ahead", "words", "is_trouble"),
    [
        (119, "Clock is right", False),
        (-119, "Clock is right", False),
        (120, "Clock is 2 minutes ahead", True),
        (-7200, "Clock is 2 hours behind", True),
        (-56 * 365 * 86_400, "Clock is 20440 days behind", True),
    ],
)
def test_what_the_clock_shows(ahead: int, words: str, is_trouble: bool) -> None:
    facts = _facts(clock_ahead_s=ahead)
    assert (facts.clock, "clock" in facts.troubles) == (words, is_trouble)


def test_what_waits_and_what_is_unknown() -> None:
    assert _facts(waiting=0).waiting == ""
    assert _facts("id", waiting=3).waiting == "3 menunggu dikirim"
    assert _facts(content_at=None).content == "Age of the content unknown"
    never = _facts(last_seen_at=None)
    assert (never.state, never.last, never.content, never.clock) == ("never", "", "", "")
    rows = sorted([_facts(), never, _facts(ago=timedelta(days=1))], key=worst_first)
    assert [one.state for one in rows] == ["silent", "never", "well"]


def test_spans_in_both_languages() -> None:
    assert span_text(timedelta(days=3), "id") == "3 hari"
    assert span_text(timedelta(hours=1, minutes=59), "en") == "1 hour"
