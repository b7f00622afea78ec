"""The component catalogue in every theme, contrast, text size, width and language: no part may fail."""

from __future__ import annotations

import logging
from pathlib import Path

import flet as ft
import pytest

from services.app import AppServices
from tests.views.harness import Start
from views import lifecycle, palettes, routes, theme
from views.catalogue.foundations import ROLES
from views.catalogue.statuses import TONES
from views.components.artwork import DRAWN

FAILED = "tidak dapat ditampilkan"
LOOKS = [
    ("light", False, 1.0),
    ("dark", False, 1.0),
    ("light", True, 1.0),
    ("dark", True, 2.0),
    ("light", False, 2.0),
]


@pytest.mark.parametrize(("brightness", "high_contrast", "scale"), LOOKS)
async def test_every_part_draws_in_every_look(
    start: Start,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    brightness: str,
    high_contrast: bool,
    scale: float,
) -> None:
    async def prefer(services: AppServices) -> None:
        await services.prefs.set("theme", brightness)
        await services.prefs.set("high_contrast", high_contrast)
        await services.prefs.set("text_scale", scale)

    with caplog.at_level(logging.ERROR):
        app = await start(tmp_path, path=routes.CATALOGUE, prepare=prefer)
    assert not caplog.records
    colors = palettes.palette(brightness == "dark", high_contrast)
    assert app.view.bgcolor == colors.paper
    painted = {box.bgcolor for box in app.controls(ft.Container)}
    assert {getattr(colors, role) for role in ROLES} <= painted
    assert sum(FAILED in text for text in app.texts()) == 1  # the fallback is itself on show
    sizes = {text.style.size for text in app.controls(ft.Text) if text.style}
    assert theme.Type(scale).body.size in sizes


@pytest.mark.parametrize("width", [360, 700, 1366])
async def test_every_part_draws_at_every_width(start: Start, tmp_path: Path, width: float) -> None:
    app = await start(tmp_path, path=routes.CATALOGUE, width=width, language="en")
    assert app.shows("Component catalogue")
    assert sum(FAILED in text for text in app.texts()) == 1


async def test_it_shows_all_tones_and_drawings(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.CATALOGUE)
    for name in TONES:
        assert app.texts().count(name) >= 2  # on its soft surface and on the strong one
    pictures = [image.src for image in app.controls(ft.Image) if "category-" in image.src]
    assert len(set(pictures)) == len(DRAWN) + 1


async def test_the_switches_change_the_look_at_once(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.CATALOGUE)
    assert not app.session.state.dark
    await app.click("Gelap")
    assert app.session.state.dark
    assert app.view.bgcolor == palettes.DARK.paper
    await app.services.prefs.set("text_scale", 2.0)
    lifecycle.restore_preferences(app.session)
    await app.settle()
    assert app.session.type.scale == 2.0
    assert sum(FAILED in text for text in app.texts()) == 1


async def test_its_dangerous_button_asks_first_and_does_no_harm(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.CATALOGUE)
    await app.click("Hapus semuanya")
    assert app.services.outbox.items() == ()
    assert app.shows("Ditekan 0 kali")
    await app.click("Bagikan")
    assert app.shows("Ditekan 1 kali")


async def test_it_is_reached_from_the_sources(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.SOURCES)
    await app.click("Katalog komponen")
    assert app.session.page.route == routes.CATALOGUE
