"""Wisata: list, search, categories, order, precision, paging, map twin, one destination, sharing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import flet as ft
import pytest

from services.app import AppServices
from services.collection import DataAge
from services.models import Place
from tests.views.harness import ASSETS, FakeDevice, Start, fix_at
from views import routes
from views.components.artwork import DRAWN, artwork_file
from views.components.sentences import first_sentence
from views.explore.findings import ICONS

SEED = json.loads((ASSETS / "content" / "destinations.json").read_text(encoding="utf-8"))["items"]


def here() -> FakeDevice:
    """Return a device in the middle of the city that was allowed before."""
    return FakeDevice(fix=fix_at(), allowed=True)


def names(app: Any) -> list[str]:
    """Names of the drawn rows, in their order."""
    known = {row["name"]["id"] for row in SEED}
    return [text for text in app.texts() if text in known]


def chip(app: Any, words: str) -> Any:
    """Return what is clicked on a chip: the chips stand before the cards."""
    return next(box for box in app.controls(ft.Container) if box.on_click and app._named(box, words))


async def test_the_list_counts_pages_and_says_its_age(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    assert app.shows(f"{len(SEED)} tujuan")
    assert app.shows("Data bawaan per")
    assert len(names(app)) == 100
    await app.click("Tampilkan lebih banyak")
    assert len(names(app)) == len(SEED)
    assert names(app) == sorted(names(app), key=str.casefold)


async def test_a_typing_error_still_finds(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.search("bentang marlboro")
    assert "Benteng Marlborough" in names(app)
    assert len(names(app)) < 10
    await app.search("")
    assert len(names(app)) == 100


async def test_nothing_found_offers_everything_again(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    await app.search("qqqqqqqq")
    assert app.shows("Tidak ada yang cocok")
    await app.click("Lihat semua")
    assert app.shows(f"{len(SEED)} tujuan")
    assert next(app.controls(ft.TextField)).value == ""


async def test_a_category_filters_and_a_second_tap_lets_go(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE)
    beaches = sum(row["category"] == "beach" for row in SEED)
    await app.fire(chip(app, "Pantai"), "click")
    assert app.shows(f"{beaches} tujuan")
    await app.fire(chip(app, "Pantai"), "click")
    assert app.shows(f"{len(SEED)} tujuan")


async def test_without_a_position_it_invites(start: Start, tmp_path: Path) -> None:
    device = FakeDevice(fix=fix_at())
    app = await start(tmp_path, path=routes.EXPLORE, device=device)
    assert app.shows("Urutkan dari yang terdekat")
    await app.click("Pakai lokasi saya")
    assert not app.shows("Urutkan dari yang terdekat")
    assert app.shows("ke barat") or app.shows("ke utara")


async def test_a_refused_position_becomes_words(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, device=FakeDevice(refusal="denied"))
    await app.click("Pakai lokasi saya")
    assert app.shows("Izin lokasi ditolak")
    assert len(names(app)) == 100


async def test_nearest_first_or_by_name(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, device=here())
    assert names(app)[:3] != sorted(names(app), key=str.casefold)[:3]
    await app.click("Terdekat")
    assert names(app) == sorted(names(app), key=str.casefold)


async def test_rows_say_what_is_not_exact(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.EXPLORE, device=here())
    await app.click("Tampilkan lebih banyak")
    without = [row for row in SEED if row.get("lat") is None]
    assert app.texts().count("posisi belum diketahui") == len(without)
    coarse = [row for row in SEED if row.get("lat") and row["precision_m"] > 200]
    assert app.texts().count("posisi perkiraan") == len(coarse)
    assert sum(text.startswith("sekitar ") for text in app.texts()) == len(coarse)


async def test_no_data_is_said(start: Start, tmp_path: Path) -> None:
    def forget(services: AppServices) -> None:
        services.places._places = NoRows()

    app = await start(tmp_path, path=routes.EXPLORE, prepare=forget)
    assert app.shows("Belum ada data wisata")


class NoRows:
    """A collection that holds nothing yet."""

    def __init__(self) -> None:
        self.age = DataAge(None, None)

    def rows(self) -> tuple[Place, ...]:
        return ()

    def get(self, row_id: str) -> None:
        return None

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        return callback


async def test_one_destination_tells_all_it_knows(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.destination("fort-marlborough"), device=here())
    for words in ("Benteng Marlborough", "Fort Marlborough", "Sejarah", "parit kering", "Posisi teliti"):
        assert app.shows(words), words
    assert app.shows("Teluk Segara")
    assert app.shows("WiFi terdekat")
    assert app.shows("Calon lokasi · belum ada stasiun")
    assert app.shows("Tujuan lain di sekitar")
    assert app.shows("Ada sumbernya")
    assert app.shows("bukan foto tempat ini")


async def test_directions_and_sharing_happen_on_a_tap_only(start: Start, tmp_path: Path) -> None:
    device = FakeDevice()
    app = await start(tmp_path, path=routes.destination("fort-marlborough"), device=device)
    assert device.opened == []
    assert device.shared == []
    await app.click("Tunjukkan arah")
    assert device.opened[0].startswith("geo:-3.78")
    await app.click("Bagikan")
    assert "Benteng Marlborough" in device.shared[0]
    assert "-3.78725, 102.25174" in device.shared[0]
    assert device.shared[0].endswith("/wisata/fort-marlborough")


async def test_a_place_without_position_gives_no_directions(start: Start, tmp_path: Path) -> None:
    unknown = next(row for row in SEED if row.get("lat") is None)
    app = await start(tmp_path, path=routes.destination(unknown["id"]))
    assert app.shows("Posisi tepatnya belum diketahui")
    assert not app.shows("Tunjukkan arah")
    assert not app.shows("WiFi terdekat")
    assert app.shows("Bagikan")


async def test_safety_comes_as_a_warning(start: Start, tmp_path: Path) -> None:
    careful = next(row for row in SEED if row.get("safety"))
    app = await start(tmp_path, path=routes.destination(careful["id"]))
    assert app.shows(f"Keselamatan: {careful['safety']['id']}")
    calm = next(row for row in SEED if not row.get("safety"))
    await app.go(routes.destination(calm["id"]))
    assert not app.shows("Keselamatan")


async def test_an_unknown_destination_leads_back(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.destination("tidak-ada"))
    assert app.shows("Tujuan ini tidak ada")
    await app.click("Ke daftar wisata")
    assert app.session.page.route == routes.EXPLORE


async def test_a_desktop_shows_list_map_and_detail_together(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.destination("fort-marlborough"), width=1366)
    assert app.shows(f"{len(SEED)} tujuan")
    assert app.shows("Fort Marlborough")
    labels = [control.label for control in app.controls(ft.Semantics) if control.label]
    assert any(f"Peta: {len(SEED) - 12} tujuan" in label for label in labels)


async def test_every_destination_opens(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, device=here())
    for row in SEED[::20]:
        await app.go(routes.destination(row["id"]))
        assert app.shows(row["name"]["id"])
        assert not app.shows("tidak dapat ditampilkan")


async def test_english_is_complete(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.destination("fort-marlborough"), language="en")
    assert app.shows("History")
    assert app.shows("A dry moat")
    assert app.shows("Nearest WiFi")


@pytest.mark.parametrize("scale", [1.0, 2.0])
async def test_large_text_puts_the_drawing_above_the_words(
    start: Start, tmp_path: Path, scale: float
) -> None:
    async def enlarge(services: AppServices) -> None:
        await services.prefs.set("text_scale", scale)

    app = await start(tmp_path, path=routes.EXPLORE, prepare=enlarge)
    heights = {picture.height for picture in app.controls(ft.Image) if "category" in picture.src}
    assert (92 in heights) is (scale == 1.0)


def test_every_category_has_its_drawing_icon_and_words() -> None:
    assert {row["category"] for row in SEED} <= DRAWN
    assert set(ICONS) == DRAWN
    for name in [*DRAWN, "a category of tomorrow"]:
        assert (ASSETS / artwork_file(name)).exists(), name
    on_disk = {path.name for path in (ASSETS / "artwork").glob("category-*.svg")}
    assert on_disk == {Path(artwork_file(name)).name for name in [*DRAWN, "other"]}


@pytest.mark.parametrize("path", sorted((ASSETS / "artwork").glob("*.svg")), ids=lambda path: path.stem)
def test_drawings_hold_only_what_every_client_draws(path: Path) -> None:
    root = ElementTree.parse(path).getroot()
    names = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    assert names <= {"svg", "g", "path", "circle", "ellipse", "rect"}
    assert len(path.read_bytes()) < 16_000
    for element in root.iter():
        assert not {"style", "class", "filter", "clip-path", "mask"} & set(element.attrib)
    if path.stem.startswith("category-"):
        assert root.attrib["viewBox"] == "0 0 320 180"
        assert root[0].attrib["width"] == "320"  # the sky fills the picture: no gap on any surface


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Danau ini tenang sekali di pagi hari. Ada perahu.", "Danau ini tenang sekali di pagi hari."),
        ("Letaknya di Jl. Sudirman, dekat pasar. Ramai.", "Letaknya di Jl. Sudirman, dekat pasar."),
        ("Sepi", "Sepi"),
    ],
)
def test_the_first_sentence_is_a_whole_one(words: str, first: str) -> None:
    assert first_sentence(words) == first
