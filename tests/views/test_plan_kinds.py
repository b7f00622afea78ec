"""A trip takes businesses and WiFi places beside destinations; each opens its own page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from services.app import AppServices
from services.kept_places import Kept, KeptKind
from services.models import LocalText
from services.spots import keep_business, keep_place, keep_station
from tests.views.harness import RunningApp, Start
from tests.views.trade import LAMA, UNPLACED, WARUNG, businesses
from views import routes

FORT, SHOP, WIFI, WIFI_NOWHERE = "fort-marlborough", "warung-contoh", "rsud-m-yunus", "rsud-manna"
ADD = "Tambah ke rencana"
SAME_ID: dict[str, Any] = {**WARUNG, "id": FORT, "name": "Warung Benteng"}


def order(app: RunningApp) -> list[tuple[str, str]]:
    """Return kind and id of the stops in their order."""
    return [(place.kind.value, place.id) for place in app.services.plan.all()]


def three(*shops: dict[str, Any]) -> Any:
    """Return what fills the plan with a destination, a business and a WiFi place."""

    async def fill(services: AppServices) -> None:
        await businesses(*(shops or (WARUNG,)))(services)
        fort, wifi = services.places.get(FORT), services.stations.get(WIFI)
        shop = services.businesses.get((shops or (WARUNG,))[0]["id"])
        assert fort and wifi and shop
        for kept in (keep_place(fort), keep_business(shop), keep_station(wifi)):
            await services.plan.add(kept)

    return fill


async def test_a_business_is_added_and_leads_to_the_plan(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.business(SHOP), prepare=businesses(WARUNG))
    await app.click(ADD)
    assert order(app) == [("business", SHOP)]
    await app.click("Ada di rencana. Lihat")
    assert app.session.page.route == routes.PLAN
    assert app.shows("1. Warung Contoh")
    assert app.shows("Makanan · Kota Bengkulu")


async def test_a_wifi_place_is_added_too(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.station(WIFI))
    await app.click(ADD)
    assert order(app) == [("station", WIFI)]


@pytest.mark.parametrize(
    "path", [routes.business(UNPLACED["id"]), routes.station(WIFI_NOWHERE)], ids=["business", "station"]
)
async def test_what_has_no_position_is_saved_only(start: Start, tmp_path: Path, path: str) -> None:
    app = await start(tmp_path, path=path, prepare=businesses(UNPLACED))
    assert app.shows("Simpan")
    assert not app.shows(ADD)


async def test_each_stop_opens_its_own_page_and_its_own_way(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.PLAN, prepare=three())
    assert app.shows("3 perhentian")
    assert app.shows("WiFi · ")
    await app.click("Arah ke Warung Contoh")
    assert app.device.opened[0].startswith("geo:-3.795")
    for label, path in (
        ("2. Warung Contoh", routes.business(SHOP)),
        ("3. RSUD dr. M. Yunus", routes.station(WIFI)),
    ):
        (face,) = [part for part in app.controls(ft.Semantics) if str(part.label).startswith(label)]
        await app.fire(face.content, "click")
        assert app.session.page.route == path
        await app.go(routes.PLAN)


async def test_one_of_two_with_the_same_id_is_moved_and_removed(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.PLAN, prepare=three(SAME_ID))
    await app.click("Naikkan Warung Benteng")
    assert order(app) == [("business", FORT), ("destination", FORT), ("station", WIFI)]
    assert app.shows("Warung Benteng sekarang nomor 1.")
    await app.click("Hapus Benteng Marlborough dari rencana")
    assert order(app) == [("business", FORT), ("station", WIFI)]
    assert app.shows("1. Warung Benteng")


async def test_a_business_that_is_gone_is_named(start: Start, tmp_path: Path) -> None:
    async def fill(services: AppServices) -> None:
        name = LocalText("Warung Lama", "Warung Lama")
        await services.plan.add(Kept(KeptKind.BUSINESS, "hilang", name))

    app = await start(tmp_path, path=routes.PLAN, prepare=fill)
    assert app.shows("Tempat ini tidak ada lagi di data provinsi.")
    await app.click("Hapus Warung Lama dari rencana")
    assert order(app) == []


async def test_the_text_that_is_passed_on_links_each_kind(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.PLAN, prepare=three())
    await app.click("Bagikan")
    (words,) = app.device.shared
    for path in (routes.destination(FORT), routes.business(SHOP), routes.station(WIFI)):
        assert f"http://gateway{path}" in words


async def test_what_was_saved_is_offered_whatever_its_kind(start: Start, tmp_path: Path) -> None:
    async def fill(services: AppServices) -> None:
        await businesses(WARUNG, UNPLACED)(services)
        for name in (SHOP, UNPLACED["id"]):
            shop = services.businesses.get(name)
            assert shop is not None
            await services.saved.add(keep_business(shop))

    app = await start(tmp_path, path=routes.PLAN, prepare=fill)
    adds = [part.tooltip for part in app.controls(ft.Container) if str(part.tooltip).startswith("Tambah ")]
    assert adds[0] == "Tambah Warung Contoh"
    assert "Tambah Kopi Contoh" not in adds, "a trip cannot lead to it"
    await app.click("Tambah Warung Contoh")
    assert order(app) == [("business", SHOP)]


@pytest.mark.parametrize(
    ("words", "name", "kept"),
    [
        ("warung conto", "Warung Contoh", ("business", SHOP)),
        ("rsud yunus", "RSUD dr. M. Yunus", ("station", WIFI)),
        ("bentang marlboro", "Benteng Marlborough", ("destination", FORT)),
    ],
)
async def test_every_kind_is_found_by_words(
    start: Start, tmp_path: Path, words: str, name: str, kept: tuple[str, str]
) -> None:
    app = await start(tmp_path, path=routes.PLAN, prepare=businesses(WARUNG, UNPLACED))
    await app.search(words)
    assert not app.shows("Kopi Contoh")
    await app.click(f"Tambah {name}")
    assert order(app) == [kept]
    assert not any(str(part.tooltip) == f"Tambah {name}" for part in app.controls(ft.Container))


async def test_a_plan_of_an_earlier_version_is_shown(start: Start, tmp_path: Path) -> None:
    names = {"id": "Benteng Marlborough", "en": "Fort Marlborough"}
    rows = {"places": [{"kind": "destination", "id": FORT, "name": names}], "by_hand": False}
    app = await start(tmp_path, path=routes.HOME)
    volume = app.services.platform.volume.root
    await app.services.platform.lock.release()
    (volume / "plan.json").write_text(json.dumps({"version": 1, "tables": {"prefs": rows}}))
    again = await start(tmp_path, path=routes.PLAN, prepare=businesses(LAMA))
    assert again.shows("1. Benteng Marlborough")
    await again.go(routes.business(LAMA["id"]))
    await again.click(ADD)
    assert sorted(order(again)) == [("business", LAMA["id"]), ("destination", FORT)]
