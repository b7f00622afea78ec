"""Suggested routes: honest about what they are, computed lengths, map and list the same, used as a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flet as ft
import pytest
from flet_map import Map, MarkerLayer, PolylineLayer

from services.app import AppServices
from services.models import Itinerary
from tests.views.harness import RunningApp, Start
from tests.views.test_plan import order, planned
from views import routes

OLD_TOWN = routes.suggested_route("kota-tua-bengkulu")
STOPS = [
    "fort-marlborough",
    "monumen-thomas-parr",
    "view-tower",
    "masjid-jamik",
    "rumah-fatmawati",
    "rumah-bung-karno",
]


def _only(*rows: dict[str, Any]) -> Any:
    async def prepare(services: AppServices) -> None:
        await services._collections["routes"].replace_all(rows, "1", trusted=True)

    return prepare


def _length(app: RunningApp) -> str:
    itinerary = app.services.itineraries.get("kota-tua-bengkulu")
    assert itinerary is not None
    return app.session.text.distance(app.services.itineraries.trip(itinerary).total_m)


async def test_wisata_shows_the_first_and_leads_to_all(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    assert app.shows("Rute saran")
    assert app.shows(f"garis lurus sekitar {_length(app)}")
    await app.click("Semua (8)")
    assert app.session.page.route == routes.ROUTES
    assert app.session.page.title == "Rute saran · Rafflesia"
    assert app.shows("Belum ada yang memeriksanya di tempat.")
    assert app.texts().count("Saran, belum diperiksa di tempat") == 8
    await app.click("Kota tua Bengkulu")
    assert app.session.page.route == OLD_TOWN


async def test_who_searches_is_not_shown_routes_above(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.search("pantai")
    assert not app.shows("Rute saran")


async def test_large_text_gets_one_row(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    app.session.state.text_scale = 2.0
    await app.settle()
    assert app.shows("8 rute")
    assert not app.shows("Kota tua Bengkulu")
    await app.click("8 rute")
    assert app.session.page.route == routes.ROUTES


@pytest.mark.parametrize("width", [412, 1366])
async def test_a_route_says_what_it_is_and_its_map_is_its_list(
    start: Start, tmp_path: Path, width: float
) -> None:
    app = await start(tmp_path, path=OLD_TOWN, width=width)
    assert app.session.page.title == "Kota tua Bengkulu · Rafflesia"
    for words in (
        "Saran, belum diperiksa di tempat",
        f"6 tempat · 1 hari · garis lurus sekitar {_length(app)}",
        "Panjang ini jumlah garis lurus",
        "1. Benteng Marlborough",
        "6. Rumah Pengasingan Bung Karno",
        "garis lurus dari perhentian sebelumnya",
        "Tempat ibadah: berpakaian sopan",
        "belum ada yang memeriksanya di tempat",
        "Data bawaan per 21 November 2026",
    ):
        assert app.shows(words), words
    (drawn,) = app.controls(Map)
    layers = {type(layer): layer for layer in drawn.layers if layer.key in {"line", "stops"}}
    numbers = [text.value for marker in layers[MarkerLayer].markers for text in _texts(marker)]
    assert sorted(numbers) == ["1", "2", "3", "4", "5", "6"]
    assert len(layers[PolylineLayer].polylines[0].coordinates) == 6
    label = next(part.label for part in app.controls(ft.Semantics) if part.image and part.label)
    assert "6 tempat bernomor" in label


def _texts(marker: Any) -> list[ft.Text]:
    room = marker.content
    return [room.content.content]


async def test_it_is_used_as_the_plan_at_once_when_that_is_empty(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=OLD_TOWN)
    await app.click("Pakai sebagai rencana")
    assert app.session.page.route == routes.PLAN
    assert order(app) == STOPS
    assert app.services.plan.by_hand
    assert app.shows("6 perhentian")


async def test_a_plan_is_replaced_only_after_a_yes(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=OLD_TOWN, prepare=planned("danau-tes"))
    await app.click("Pakai sebagai rencana")
    dialog = _dialog(app)
    assert dialog.title.value == "Ganti rencana Anda?"
    assert dialog.content.value.startswith("1 tempat di rencana sekarang diganti")
    await app.fire(dialog.actions[0], "click")
    assert order(app) == ["danau-tes"]
    await app.click("Pakai sebagai rencana")
    await app.fire(_dialog(app).actions[1], "click")
    assert order(app) == STOPS
    assert app.session.page.route == routes.PLAN


def _dialog(app: RunningApp) -> ft.AlertDialog:
    dialogs = app._walk(app.flet.page._dialogs.controls)
    return [part for part in dialogs if isinstance(part, ft.AlertDialog)][-1]


async def test_the_first_place_opens_in_the_map_app_and_the_route_is_shared(
    start: Start, tmp_path: Path
) -> None:
    app = await start(tmp_path, path=OLD_TOWN)
    await app.click("Arah ke tempat pertama")
    assert "-3.787" in app.device.opened[0]
    await app.click("Bagikan")
    lines = app.device.shared[0].splitlines()
    assert lines[0] == "Kota tua Bengkulu"
    assert "Saran, belum diperiksa di tempat" in lines
    assert [line for line in lines if line[:1].isdigit()][-1] == "6. Rumah Pengasingan Bung Karno"
    assert f"Seluruhnya sekitar {_length(app)} garis lurus. Jalan sebenarnya lebih panjang." in lines
    assert lines[-1].endswith("/wisata/rute/kota-tua-bengkulu")


async def test_safety_is_said(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.suggested_route("dataran-tinggi-curup"))
    assert app.shows("Keselamatan: Bukit Kaba adalah gunung api.")


async def test_places_that_are_gone_are_said(start: Start, tmp_path: Path) -> None:
    row = {
        "id": "rute",
        "name": {"id": "Rute"},
        "summary": {"id": "Contoh."},
        "stops": [{"destination_id": "fort-marlborough"}, {"destination_id": "hilang"}],
        "days": 1,
        "author": "Dinas Pariwisata",
        "source": "contoh",
        "verified": "source",
    }
    Itinerary.from_wire(row)
    app = await start(tmp_path, path=routes.suggested_route("rute"), prepare=_only(row))
    assert app.shows("1 tempat rute ini tidak ada lagi di data provinsi.")
    assert app.shows("Dinas Pariwisata")
    assert app.shows("Ada sumbernya")
    assert not app.shows("Saran, belum diperiksa")
    nowhere = {**row, "id": "kosong", "stops": [{"destination_id": "hilang"}]}
    await _only(nowhere)(app.services)
    await app.go(routes.suggested_route("kosong"))
    assert not app.shows("Pakai sebagai rencana")
    assert not list(app.controls(Map))


async def test_an_unknown_route_leads_to_the_list(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.suggested_route("tidak-ada"))
    assert app.shows("Rute ini tidak ada")
    await app.click("Lihat semua rute")
    assert app.session.page.route == routes.ROUTES


async def test_the_search_finds_routes(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.search("rute kota tua")
    assert app.shows("Rute yang cocok")
    await app.click("Kota tua Bengkulu")
    assert app.session.page.route == OLD_TOWN


async def test_english(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=OLD_TOWN, language="en")
    assert app.shows("A suggestion, not checked on the ground")
    assert app.shows("6 places · 1 day · about")
    assert app.shows("A place of worship: dress modestly")
