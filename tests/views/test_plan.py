"""Rencana: choosing, short order, honest distances, moving, sharing, and what survives."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import flet as ft
import pytest

from services.app import AppServices
from services.geo import distance_m
from services.kept_places import Kept, KeptKind, TripPlan
from services.models import LocalText
from tests.views.harness import FakeDevice, RunningApp, Start, fix_at
from views import routes, theme

FORT, CAMP, FAR = "fort-marlborough", "pulau-enggano", "danau-tes"
NOWHERE = "air-terjun-koomang"
GONE = Kept(KeptKind.DESTINATION, "gone", LocalText("Pantai Hilang", "Lost Beach"))


def planned(*names: str) -> Callable[[AppServices], Awaitable[None]]:
    """Return what fills the plan with places of the seed."""

    async def fill(services: AppServices) -> None:
        for name in names:
            place = services.places.get(name)
            kept = Kept(KeptKind.DESTINATION, name, place.name) if place else GONE
            await services.plan.add(kept)

    return fill


def order(app: RunningApp) -> list[str]:
    """Return the ids of the plan in its order."""
    return [place.id for place in app.services.plan.all()]


def here() -> FakeDevice:
    """Return a device in the middle of the city that was allowed before."""
    return FakeDevice(fix=fix_at(), allowed=True)


async def test_an_empty_plan_offers_places_to_add(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.click("Rencana")
    assert app.session.page.route == routes.PLAN
    assert app.session.page.title == "Rencana perjalanan · Rafflesia"
    assert app.shows("Rencana masih kosong")
    assert not app.shows("Kosongkan")
    await app.search("bentang marlboro")
    await app.click("Tambah Benteng Marlborough")
    assert order(app) == [FORT]
    assert app.shows("1 perhentian")
    assert app.shows("1. Benteng Marlborough")


async def test_a_detail_adds_and_then_leads_to_the_plan(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.destination(FORT))
    await app.click("Tambah ke rencana")
    assert order(app) == [FORT]
    await app.click("Ada di rencana. Lihat")
    assert app.session.page.route == routes.PLAN


async def test_saved_places_are_offered_first(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.destination(FORT), device=here())
    await app.go(routes.destination("pantai-kaana"))
    await app.click("Simpan")
    await app.go(routes.PLAN)
    adds = [part.tooltip for part in app.controls(ft.Container) if str(part.tooltip).startswith("Tambah ")]
    assert adds[0] == "Tambah Pantai Kaana"
    assert len(adds) == 6


async def test_a_new_stop_finds_its_place_in_a_short_order(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, device=here(), path=routes.destination(CAMP))
    await app.click("Tambah ke rencana")
    await app.go(routes.destination(FORT))
    await app.click("Tambah ke rencana")
    assert order(app) == [FORT, CAMP]
    await app.go(routes.PLAN)
    assert app.shows("Mulai dari posisi Anda.")
    assert app.shows("Diurutkan supaya garis lurusnya terpendek.")
    assert app.shows("1,2 km garis lurus dari posisi Anda")
    fort, camp = (app.services.places.get(name) for name in (FORT, CAMP))
    assert fort is not None and fort.point is not None
    assert camp is not None and camp.point is not None
    far = app.session.text.distance(distance_m(fort.point, camp.point))
    assert app.shows(f"sekitar {far} garis lurus dari perhentian sebelumnya")
    assert app.shows("garis lurus. Jalan sebenarnya lebih panjang.")


async def test_islands_and_estimates_are_said(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.PLAN, prepare=planned(FORT, CAMP))
    assert app.shows("Enggano adalah pulau: ke sana naik kapal feri atau pesawat.")
    assert app.shows("Posisi perkiraan: bisa meleset sampai 20 km.")
    assert app.shows("jadi perjalanan mulai dari perhentian pertama")


async def test_moving_makes_the_order_ones_own(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, device=here(), path=routes.PLAN, prepare=planned(FORT, CAMP))
    up = app.find("Naikkan Pulau Enggano")
    assert (up.width, up.height) == (theme.TOUCH_PX, theme.TOUCH_PX)
    await app.fire(up, "click")
    assert order(app) == [CAMP, FORT]
    assert app.shows("Pulau Enggano sekarang nomor 1.")
    assert app.shows("Urutan ini pilihan Anda.")
    assert app.shows("Dari Enggano ke sini naik kapal feri atau pesawat.")
    await app.click("Urutkan supaya pendek")
    assert not app.shows("sekarang nomor")
    await app.click("Naikkan Pulau Enggano")
    await app.go(routes.destination("pantai-kaana"))
    await app.click("Tambah ke rencana")
    assert order(app) == [CAMP, FORT, "pantai-kaana"]
    await app.go(routes.PLAN)
    await app.click("Turunkan Pulau Enggano")
    assert order(app) == [FORT, CAMP, "pantai-kaana"]
    await app.click("Naikkan Pantai Kaana")
    await app.click("Urutkan supaya pendek")
    assert order(app)[0] == FORT
    assert app.shows("Diurutkan supaya garis lurusnya terpendek.")


async def test_the_ends_move_one_way_only(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.PLAN, prepare=planned(FORT, CAMP))
    names = [str(part.tooltip) for part in app.controls(ft.Container) if part.tooltip]
    assert "Naikkan Benteng Marlborough" not in names
    assert "Turunkan Pulau Enggano" not in names


async def test_without_a_position_or_gone_it_stands_apart(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.PLAN, prepare=planned(NOWHERE, FORT, "gone"))
    assert app.shows("1 perhentian")
    texts = app.texts()
    assert texts.index("Tidak bisa diurutkan") < texts.index("Air Terjun Koomang")
    assert app.shows("posisi belum diketahui")
    assert app.shows("Tempat ini tidak ada lagi di data provinsi.")
    await app.click("Hapus Pantai Hilang dari rencana")
    await app.click("Hapus Air Terjun Koomang dari rencana")
    assert order(app) == [FORT]
    assert not app.shows("Tidak bisa diurutkan")


async def test_the_plan_outlives_the_app(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.PLAN, prepare=planned(FORT, CAMP))
    await app.click("Turunkan Benteng Marlborough")
    await app.services.platform.lock.release()
    again = await start(tmp_path, path=routes.EXPLORE)
    assert again.shows("Rencana (2)")
    await again.go(routes.PLAN)
    assert order(again) == [CAMP, FORT]
    assert again.shows("Urutan ini pilihan Anda.")


async def test_sharing_gives_text_and_links_without_ones_position(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, device=here(), path=routes.PLAN, prepare=planned(FORT, CAMP, NOWHERE))
    await app.click("Bagikan")
    words = app.device.shared[0]
    assert words.startswith("Rencana perjalanan di Bengkulu\n1. Benteng Marlborough\n")
    assert f"http://gateway{routes.destination(FORT)}" in words
    assert "2. Pulau Enggano" in words
    assert "kapal feri" in words
    assert "Air Terjun Koomang: posisi belum diketahui" in words
    assert "posisi Anda" not in words
    assert words.endswith("garis lurus. Jalan sebenarnya lebih panjang.")


async def test_each_stop_hands_over_its_directions(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.PLAN, prepare=planned(FORT))
    await app.click("Arah ke Benteng Marlborough")
    assert app.device.opened[0].startswith("geo:-3.78")


async def test_clearing_asks_first(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.PLAN, prepare=planned(FORT, CAMP))
    await app.click("Kosongkan")
    assert order(app) == [FORT, CAMP]
    dialog = next(part for part in app._walk(app.flet.page._dialogs) if isinstance(part, ft.AlertDialog))
    await app.fire(dialog.actions[1], "click")
    assert order(app) == []
    assert app.shows("Rencana masih kosong")


async def test_a_full_plan_says_so(start: Start, tmp_path: Path) -> None:
    async def fill(services: AppServices) -> None:
        for place in services.places.all()[: TripPlan.MAX_STOPS]:
            await services.plan.add(Kept(KeptKind.DESTINATION, place.id, place.name))

    app = await start(tmp_path, path=routes.PLAN, prepare=fill)
    assert app.shows("Rencana memuat paling banyak 25 tempat.")
    assert not list(app.controls(ft.TextField))
    await app.go(routes.destination(app.services.places.all()[-1].id))
    await app.click("Tambah ke rencana")
    assert len(order(app)) == 25
    assert app.shows("Rencana memuat paling banyak 25 tempat.")


@pytest.mark.parametrize("width", [360, 900, 1366])
async def test_every_width_in_english(start: Start, tmp_path: Path, width: int) -> None:
    app = await start(
        tmp_path, path=routes.PLAN, width=width, language="en", prepare=planned(FORT, CAMP, NOWHERE, "gone")
    )
    assert app.shows("Enggano is an island")
    assert app.shows("Lost Beach")
    assert not app.shows("could not be shown")
