"""What becomes of what was written is told where it is known, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fakes.surroundings import FakeSurroundings
from tests.views.harness import FakeDevice, Start, fix_at
from tests.views.report_items import filed
from views import routes

PRIVATE, IF_ROOM = "mungkin mode pribadi", "boleh menghapus data"
CLOSE = "Boleh ditutup"


@pytest.mark.parametrize("path", [routes.BLANK_SPOT, routes.request("lapor-wifi-mati")])
async def test_a_private_window_is_told_above_a_form(start: Start, tmp_path: Path, path: str) -> None:
    app = await start(tmp_path, path=path, surroundings=FakeSurroundings(private=True))
    assert app.shows(PRIVATE)
    await app.go(routes.WIFI)
    assert not app.shows(PRIVATE), "who only looks loses nothing"


@pytest.mark.parametrize("path", [routes.BLANK_SPOT, routes.HOME])
async def test_an_ordinary_window_says_nothing(start: Start, tmp_path: Path, path: str) -> None:
    app = await start(tmp_path, path=path, surroundings=FakeSurroundings(lasting=False))
    assert not app.shows(PRIVATE)
    assert not app.shows(IF_ROOM), "nothing waits"


async def test_a_saved_report_in_a_private_window_is_not_safe(start: Start, tmp_path: Path) -> None:
    device = FakeDevice(fix=fix_at(), allowed=True)
    surroundings = FakeSurroundings(private=True, lasting=False)
    app = await start(tmp_path, path=routes.BLANK_SPOT, device=device, surroundings=surroundings)
    await app.click("BLANK")
    await app.click("Simpan laporan")
    assert app.shows("Tersimpan di HP ini")
    assert app.shows(PRIVATE)
    assert not app.shows(CLOSE)


@pytest.mark.parametrize("lasting", [True, False])
async def test_a_waiting_report_is_told_apart_by_the_browsers_promise(
    start: Start, tmp_path: Path, lasting: bool
) -> None:
    surroundings = FakeSurroundings(lasting=lasting)
    app = await start(tmp_path, prepare=filed, surroundings=surroundings)
    await app.settle()
    assert surroundings.said.count("keep") == 1
    assert app.shows("1 laporan menunggu jaringan")
    assert app.shows(IF_ROOM) is not lasting


@pytest.mark.parametrize("words", ["Simpan", "Tambah ke rencana"])
async def test_a_kept_place_asks_for_lasting_storage_once(start: Start, tmp_path: Path, words: str) -> None:
    surroundings = FakeSurroundings(lasting=False)
    app = await start(tmp_path, path=routes.destination("fort-marlborough"), surroundings=surroundings)
    assert "keep" not in surroundings.said
    await app.click(words)
    await app.go(routes.destination("masjid-jamik"))
    await app.click(words)
    assert surroundings.said.count("keep") == 1


async def test_the_saved_places_tell_what_the_browser_may_do(start: Start, tmp_path: Path) -> None:
    surroundings = FakeSurroundings(lasting=False)
    app = await start(tmp_path, path=routes.destination("fort-marlborough"), surroundings=surroundings)
    await app.click("Simpan")
    await app.go(routes.SAVED)
    assert app.shows(IF_ROOM)


async def test_the_form_still_promises_where_nothing_is_known(start: Start, tmp_path: Path) -> None:
    device = FakeDevice(fix=fix_at(), allowed=True)
    surroundings = FakeSurroundings(lasting=False)
    app = await start(tmp_path, path=routes.BLANK_SPOT, device=device, surroundings=surroundings)
    await app.click("BLANK")
    await app.click("Simpan laporan")
    assert app.shows(CLOSE)
    assert app.shows(IF_ROOM)
