"""Events above the destinations: only what comes soon opens the section."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path

import flet as ft
import pytest

from services.app import AppServices
from tests.fakes.clock import FakeClock
from tests.views.harness import Start
from views import routes
from views.explore.events import days_words


def in_days(days: int) -> Callable[[AppServices], Awaitable[None]]:
    """Return what moves the clock on from 21 November 2026; after 20 days, 8 March is 87 days away."""

    async def move(services: AppServices) -> None:
        assert isinstance(services.clock, FakeClock)
        services.clock.time += timedelta(days=days)

    return move


async def test_nothing_soon_shows_nothing(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    assert app.texts().count("Acara") == 1  # the tab
    assert not app.shows("Tanggal belum diketahui")


async def test_the_next_event_comes_first_and_unknown_days_wait(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, prepare=in_days(20))
    texts = app.texts()
    assert texts.index("Acara", texts.index("Acara") + 1) < texts.index(
        "Hari jadi Kabupaten Bengkulu Selatan"
    )
    assert texts.index("8 Maret 2027") < texts.index("sekitar 6–15 Juni 2027")
    assert texts.index("sekitar 6–15 Juni 2027") < texts.index("18 November 2027")
    assert "Manna" in texts
    assert "Festival Gurita" not in texts
    await app.click("Tanggal belum diketahui")
    texts = app.texts()
    assert "Festival Gurita" in texts
    assert "Terakhir diketahui: 19–23 Juli 2018" in texts
    await app.click("Tanggal belum diketahui")
    assert "Festival Gurita" not in app.texts()


async def test_doubt_is_said(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, prepare=in_days(20))
    texts = app.texts()
    at = texts.index("Hari jadi Provinsi Bengkulu")
    assert "Belum dicek ke sumber resmi" in texts[at : at + 4]
    at = texts.index("Festival Tabut")
    assert "Ada sumbernya" in texts[at : at + 4]


async def test_known_days_are_saved_for_a_calendar(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, prepare=in_days(20))
    await app.click("Simpan Festival Tabut ke kalender")
    content = app.device.saved["festival-tabut-2027.ics"].replace(b"\r\n ", b"").decode()
    assert "DTSTART;VALUE=DATE:20270606\r\nDTEND;VALUE=DATE:20270616\r\n" in content
    assert "Tanggal ini perkiraan dan bisa bergeser." in content
    assert "Ada sumbernya" in content
    await app.click("Simpan Hari jadi Kabupaten Bengkulu Selatan ke kalender")
    assert b"bisa bergeser" not in app.device.saved["hut-bengkulu-selatan-2027.ics"]


async def test_unknown_days_have_no_calendar_and_say_why(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, prepare=in_days(20))
    why = "Tanggalnya belum diketahui, jadi belum bisa disimpan ke kalender."
    assert not app.shows(why)
    await app.click("Tanggal belum diketahui")
    assert app.shows(why)
    tips = [str(part.tooltip) for part in app.controls(ft.Container) if part.tooltip]
    assert any("Festival Tabut ke kalender" in tip for tip in tips)
    assert not any("Festival Gurita" in tip for tip in tips)


async def test_who_searches_sees_what_was_found_only(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, prepare=in_days(20))
    await app.search("benteng")
    assert app.texts().count("Acara") == 1
    await app.search("")
    assert app.texts().count("Acara") == 2


async def test_english(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, language="en", prepare=in_days(20))
    assert app.shows("about 6–15 June 2027")
    assert app.shows("Date not known yet")


@pytest.mark.parametrize("width", [360, 1366])
async def test_every_width(start: Start, tmp_path: Path, width: int) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, width=width, prepare=in_days(20))
    assert app.shows("Festival Tabut")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2027, 3, 8), date(2027, 3, 8), "8 Maret 2027"),
        (date(2027, 6, 6), date(2027, 6, 15), "6–15 Juni 2027"),
        (date(2028, 5, 25), date(2028, 6, 3), "25 Mei – 3 Juni 2028"),
        (date(2027, 12, 30), date(2028, 1, 2), "30 Desember 2027 – 2 Januari 2028"),
    ],
)
async def test_spans_say_nothing_twice(
    start: Start, tmp_path: Path, first: date, last: date, words: str
) -> None:
    app = await start(tmp_path)
    assert days_words(app.session, first, last) == words
