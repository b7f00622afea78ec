"""Wisata's filters: the sheet, its chips, the same set on list and map, and what is left out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import flet as ft

from services.explore_filter import DayKind, EventDays, ExploreFilter
from tests.views.harness import ASSETS, FakeDevice, RunningApp, Start, fix_at
from tests.views.test_explore import SEED, chip, names
from views import routes

CITY = [row["name"]["id"] for row in SEED if row["regency_code"] == "17.71"]


def sheet(app: RunningApp) -> list[Any]:
    """Return what can be clicked on the open sheet."""
    (open_,) = [
        one for one in app.flet.page._dialogs.controls if isinstance(one, ft.BottomSheet) and one.open
    ]
    return [part for part in app._walk(open_) if getattr(part, "on_click", None)]


def said(app: RunningApp) -> list[str]:
    """Return the words of the open sheet."""
    return [part.value for part in app._walk(app.flet.page._dialogs) if isinstance(part, ft.Text)]


async def press(app: RunningApp, words: str) -> None:
    """Press a button of the sheet."""
    await app.fire(next(one for one in sheet(app) if app._named(one, words)), "click")


def here() -> FakeDevice:
    return FakeDevice(fix=fix_at(), allowed=True)


async def test_a_regency_is_chosen_on_the_sheet_and_let_go_on_its_chip(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.click("Saring")
    await press(app, "Kota Bengkulu")
    assert app.shows(f"{len(CITY)} tujuan")
    assert set(names(app)) == set(CITY)
    await press(app, f"Lihat {len(CITY)} tujuan")
    assert app.shows("1 saringan")
    await app.fire(chip(app, "Kota Bengkulu"), "click")
    assert app.shows(f"{len(SEED)} tujuan")


async def test_list_and_map_show_the_same(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, width=1366, device=here())
    app.session.state.explore_filter = ExploreFilter(region_id="17.71", within_m=5_000)
    await app.settle()
    listed = names(app)
    assert 0 < len(listed) < len(CITY)
    labels = [one.label for one in app.controls(ft.Semantics) if one.label]
    assert any(f"Peta: {len(listed)} tujuan" in label for label in labels)


async def test_the_filter_survives_a_detail(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    app.session.state.explore_filter = ExploreFilter(region_id="17.71")
    await app.go(routes.destination("fort-marlborough"))
    await app.go(routes.EXPLORE)
    assert app.shows(f"{len(CITY)} tujuan")
    assert app.shows("1 saringan")


async def test_unknown_hours_are_counted(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.click("Saring")
    await press(app, "Buka sekarang")
    assert app.shows("0 tujuan")
    assert app.shows(f"{len(SEED)} tujuan tidak ditampilkan: jam bukanya belum diketahui.")
    await press(app, "Hapus saringan")
    assert app.shows(f"{len(SEED)} tujuan")


async def test_distance_waits_for_a_position(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, device=FakeDevice(fix=fix_at()))
    await app.click("Saring")
    assert not [one for one in sheet(app) if app._named(one, "10 km")]
    await press(app, "Pakai lokasi saya")
    await press(app, "10 km")
    assert app.session.state.explore_filter == ExploreFilter(within_m=10_000)
    without = sum(row.get("lat") is None for row in SEED)
    assert app.shows(f"{without} tujuan tidak ditampilkan: posisinya belum diketahui.")
    assert app.shows("10 km dari sini")


async def test_events_of_a_month(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    app.session.state.explore_category = "beach"
    await app.click("Saring")
    await press(app, "Pilih bulan lain")
    await press(app, "Juni 2027")
    assert app.session.state.explore_category is None
    assert app.session.state.explore_filter.days == EventDays(DayKind.MONTH, date(2027, 6, 1))
    assert app.shows("1 acara")
    assert app.shows("Festival Tabut")
    assert names(app) == []
    rows = json.loads((ASSETS / "content" / "events.json").read_text(encoding="utf-8"))["items"]
    unknown = sum(not row["dates_known"] for row in rows)
    assert app.shows(f"{unknown} acara tidak ditampilkan: tanggalnya belum diketahui.")


async def test_words_and_filters_together(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    app.session.state.explore_filter = ExploreFilter(region_id="17.71")
    await app.search("pantai")
    assert "Pantai Panjang" in names(app)
    assert set(names(app)) < set(CITY)
    assert not app.shows("yang cocok:")


async def test_a_region_that_was_searched_for_filters(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.search("teluk segara")
    await app.click("Kecamatan · Kota Bengkulu")
    assert app.session.page.route == routes.EXPLORE
    assert app.session.state.explore_text == ""
    assert "Benteng Marlborough" in names(app)
    await app.click("WiFi di Kecamatan Teluk Segara")
    assert app.session.page.route == routes.WIFI
    assert app.session.state.wifi_filter.text == "Teluk Segara"


async def test_a_village_without_destinations_offers_its_regency(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    app.session.state.explore_filter = ExploreFilter(region_id="17.01.01.2001")
    await app.settle()
    assert app.shows("belum ada tujuan yang tercatat")
    await app.click("Lihat seluruh Bengkulu Selatan")
    assert app.session.state.explore_filter == ExploreFilter(region_id="17.01")
    assert names(app)


async def test_what_is_around_a_destination(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.destination("fort-marlborough"))
    await app.click("Lihat semua dalam 25 km")
    assert app.session.page.route == routes.EXPLORE
    assert app.shows("25 km dari Benteng Marlborough")
    assert 10 < len(names(app)) < len(SEED)
    await app.click("1 saringan")
    assert "Jarak dari Benteng Marlborough" in said(app)


async def test_a_phone_switches_between_list_and_map_of_one_set(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    app.session.state.explore_filter = ExploreFilter(region_id="17.71", open_now=True)
    await app.settle()
    left_out = f"{len(CITY)} tujuan tidak ditampilkan: jam bukanya belum diketahui."
    assert app.shows(left_out)
    await app.click("Peta")
    assert app.shows(left_out)
    app.session.state.explore_filter = ExploreFilter(region_id="17.71")
    await app.settle()
    placed = sum(row["regency_code"] == "17.71" and row.get("lat") is not None for row in SEED)
    labels = [one.label for one in app.controls(ft.Semantics) if one.label]
    assert any(f"Peta: {placed} tujuan" in label for label in labels)
    await app.click("Daftar")
    assert set(names(app)) == set(CITY)
