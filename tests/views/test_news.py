"""News: calm on the first screen, by programme on their own, every one with its source, date and place."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest
from flet_map import Map

from tests.views.harness import RunningApp, Start
from tests.views.news_items import AT, HEALTH, ROADS, notice, progress, told
from views import routes

BRIDGE = progress("jembatan", "Jembatan contoh", "done", hours_ago=2, programme_id="jalan", **AT)
LINK = "https://example.org/berita"
CLINIC = progress("klinik", "Klinik contoh", hours_ago=3, programme_id="sehat", regency_code="17.02")
POWER = notice("listrik", "Pemadaman contoh", link=LINK)
ALL = told(BRIDGE, CLINIC, POWER, programmes=(ROADS, HEALTH))


def _order(app: RunningApp, *words: str) -> list[str]:
    return [text for text in app.texts() if text in words]


async def test_home_says_calmly_that_there_is_nothing(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path)
    assert app.shows("Belum ada kabar. Yang terbit muncul di sini.")
    await app.click("Kabar provinsi")
    assert app.session.page.route == routes.NEWS
    assert app.session.page.title == "Kabar provinsi · Rafflesia"
    assert app.shows("Belum ada kabar")
    assert app.shows("Data bawaan per 21 November 2026")


async def test_home_shows_the_newest_three_and_the_way_to_all(start: Start, tmp_path: Path) -> None:
    rows = [notice(f"n{number}", f"Kabar {number}", number) for number in range(1, 6)]
    app = await start(tmp_path, prepare=told(*rows[::-1]))
    assert _order(app, *(f"Kabar {number}" for number in range(1, 6))) == ["Kabar 1", "Kabar 2", "Kabar 3"]
    await app.click("Semua kabar")
    assert app.session.page.route == routes.NEWS
    assert app.shows("5 kabar")
    await app.click("Kabar 4")
    assert app.session.page.route == routes.news_item("n4")


async def test_news_stand_by_programme_in_the_order_of_the_province(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.NEWS, prepare=ALL)
    told_in_order = _order(
        app, "Program Sehat", "Klinik contoh", "Program Jalan", "Jembatan contoh", "Kabar lain"
    )
    # The chips name the programmes first.
    assert told_in_order[2:] == [
        "Program Sehat",
        "Klinik contoh",
        "Program Jalan",
        "Jembatan contoh",
        "Kabar lain",
    ]
    assert app.shows("Jalan provinsi diperbaiki.")
    assert app.shows("Selesai per 20 November 2026")
    assert app.shows("Sedang berjalan per 20 November 2026")
    assert app.shows("Dinas Contoh · 2 jam lalu")
    assert not app.shows("%")


async def test_a_name_without_a_source_says_so(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.NEWS, prepare=ALL)
    assert app.texts().count("Belum dicek ke sumber resmi") == 1
    assert app.texts().count("Nama program menurut: Contoh SK") == 2


async def test_a_programme_without_news_is_told_too(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.NEWS, prepare=told(programmes=(ROADS,)))
    assert app.shows("Program Jalan")
    assert app.shows("Belum ada kabar tentang program ini.")
    assert app.shows("0 kabar")


async def test_chips_choose_a_programme_and_a_regency(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.NEWS, prepare=ALL)
    await _choose(app, "Program Jalan")
    assert app.shows("Jembatan contoh")
    assert not app.shows("Klinik contoh")
    assert not app.shows("Pemadaman contoh")
    await _choose(app, "Kabupaten Rejang Lebong")
    assert app.shows("Tidak ada kabar yang cocok")
    await app.click("Lihat semua kabar")
    assert app.shows("3 kabar")
    await _choose(app, "Kabupaten Rejang Lebong")
    assert app.shows("Klinik contoh")
    assert not app.shows("Jembatan contoh")
    await _choose(app, "Kabupaten Rejang Lebong")
    assert app.shows("3 kabar")


async def _choose(app: RunningApp, words: str) -> None:
    """Tap the chip that says ``words``; rows may say them too."""
    chips = [part for part in app.controls(ft.Semantics) if part.toggled is not None]
    (chip,) = (one for one in chips if words in [getattr(part, "value", None) for part in app._walk(one)])
    await app.fire(chip.content, "click")


async def test_an_item_says_how_far_where_and_who(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.news_item("jembatan"), prepare=ALL)
    assert app.session.page.title == "Jembatan contoh · Rafflesia"
    for words in (
        "Selesai per 20 November 2026",
        "Isi Jembatan contoh.",
        "Program Jalan",
        "Ruas contoh, Kota Bengkulu",
        "60 m",
        "Dinas Contoh",
        "Terbit ",
    ):
        assert app.shows(words), words
    assert len(list(app.controls(Map))) == 1
    await app.click("Tunjukkan arah")
    assert "-3.788" in app.device.opened[0]
    await app.click("Bagikan")
    shared = app.device.shared[0].splitlines()
    assert shared[:3] == ["Jembatan contoh", "Selesai per 20 November 2026", "Ruas contoh, Kota Bengkulu"]
    assert shared[-1].endswith("/berita/jembatan")


async def test_a_source_on_the_web_is_opened(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.news_item("listrik"), prepare=ALL)
    assert not list(app.controls(Map))
    await app.click("Buka sumber")
    assert app.device.opened == [LINK]


async def test_what_is_over_says_so_and_what_is_not_there_leads_on(start: Start, tmp_path: Path) -> None:
    over = notice("usai", "Kabar lama", 48, expires_at=notice("x", "x", 24)["published_at"])
    app = await start(tmp_path, path=routes.news_item("usai"), prepare=told(over))
    assert app.shows("Kabar ini berakhir")
    assert app.shows("Isi Kabar lama.")
    await app.go(routes.news_item("tidak-ada"))
    assert app.shows("Kabar ini tidak ada")
    await app.click("Lihat semua kabar")
    assert app.session.page.route == routes.NEWS


async def test_english(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.NEWS, prepare=ALL, language="en")
    assert app.shows("Roads Programme")
    assert app.shows("Done on 20 November 2026")
    assert app.shows("Bridge") is False
    assert app.shows("Jembatan contoh (English)")
    assert app.shows("3 items")


@pytest.mark.parametrize(("rows", "shown"), [((BRIDGE,), True), ((CLINIC, POWER), False)])
async def test_wisata_leads_to_what_can_be_visited(
    start: Start, tmp_path: Path, rows: tuple[dict[str, object], ...], shown: bool
) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, prepare=told(*rows))
    assert app.shows("Kabar pembangunan") is shown
    if shown:
        assert app.shows("1 tempat pembangunan yang bisa didatangi")
        await app.click("Kabar pembangunan")
        assert app.session.page.route == routes.NEWS


async def test_the_search_finds_news_and_programmes(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, prepare=ALL)
    await app.search("klinik contoh")
    assert app.shows("Kabar yang cocok")
    await app.click("Klinik contoh")
    assert app.session.page.route == routes.news_item("klinik")
    await app.go(routes.EXPLORE)
    await app.search("program jalan")
    assert app.shows("Program yang cocok")
    await app.click("Program Jalan")
    assert app.session.page.route == routes.NEWS
    assert app.shows("1 kabar")
    assert not app.shows("Klinik contoh")


async def test_a_row_is_one_button_with_all_its_words(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.NEWS, prepare=ALL)
    labels = [part.label for part in app.controls(ft.Semantics) if part.button and part.label]
    assert (
        "Jembatan contoh. Selesai per 20 November 2026. Ruas contoh, Kota Bengkulu. Dinas Contoh · 2 jam lalu"
    ) in labels
