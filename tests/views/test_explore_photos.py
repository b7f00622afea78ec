"""Photos of a destination: drawn first, loaded where it costs nothing, large with their origin."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from services.app import AppServices
from tests.fakes.media import MediaServer
from tests.gateway.samples import image
from tests.views.destinations import changed
from tests.views.harness import FakeDevice, RunningApp, Start
from views import routes

FORT = "fort-marlborough"
THUMB, LARGE, OTHER = (image("WEBP", size) for size in ((48, 36), (128, 96), (40, 40)))


def photo(thumb: bytes, large: bytes, caption: str) -> dict[str, Any]:
    names = [hashlib.sha256(content).hexdigest() for content in (large, thumb)]
    return {
        "hash": names[0],
        "thumb": names[1],
        "w": 128,
        "h": 96,
        "caption": {"id": caption, "en": f"{caption} (en)"},
        "credit": "Dinas Rekaan",
        "licence": "CC BY 4.0",
    }


PHOTOS = [photo(THUMB, LARGE, "Gerbang"), photo(OTHER, OTHER, "Parit")]


def pictures(app: RunningApp) -> list[bytes]:
    """Return the photos that are drawn on the page."""
    return [one.src for one in app.controls(ft.Image) if isinstance(one.src, bytes)]


def saving(services: AppServices) -> Any:
    async def prepare() -> None:
        await services.prefs.set("data_saver", True)
        await changed(FORT, photos=PHOTOS)(services)

    return prepare()


async def opened(start: Start, folder: Path, prepare: Callable[[AppServices], Any], network: Any) -> Any:
    server = MediaServer(THUMB, LARGE, OTHER)
    app = await start(
        folder,
        path=routes.destination(FORT),
        prepare=prepare,
        transport=server,
        device=FakeDevice(network=network),
    )
    return app, server


async def test_thumbnails_come_by_themselves_and_the_first_is_the_cover(start: Start, tmp_path: Path) -> None:
    app, server = await opened(start, tmp_path, changed(FORT, photos=PHOTOS), "wifi")
    assert len(server.asked) == 2
    assert all(url.startswith("http://gateway/v1/media/") for url in server.asked)
    assert sorted(pictures(app)) == sorted([THUMB, THUMB, OTHER])
    assert app.shows("Foto: Dinas Rekaan · CC BY 4.0")
    assert not app.shows("bukan foto tempat ini")
    labels = [one.semantics_label for one in app.controls(ft.Image) if one.semantics_label]
    assert labels == ["Gerbang"]


@pytest.mark.parametrize(
    ("prepare", "network"),
    [(saving, "wifi"), (changed(FORT, photos=PHOTOS), "mobile")],
)
async def test_where_data_is_saved_a_photo_comes_after_a_tap(
    start: Start, tmp_path: Path, prepare: Any, network: str
) -> None:
    app, server = await opened(start, tmp_path, prepare, network)
    assert server.asked == []
    assert pictures(app) == []
    await app.fire(_button(app, "Lihat foto 1"), "click")
    assert len(server.asked) == 1
    assert pictures(app) == [THUMB, THUMB]


async def test_a_tap_shows_it_large_with_words_and_origin(start: Start, tmp_path: Path) -> None:
    app, server = await opened(start, tmp_path, changed(FORT, photos=PHOTOS), "wifi")
    await app.fire(_button(app, "Perbesar foto: Gerbang"), "click")
    assert len(server.asked) == 3
    (dialog,) = [one for one in app.flet.page._dialogs.controls if isinstance(one, ft.AlertDialog)]
    (shown,) = [part for part in app._walk(dialog) if isinstance(part, ft.Image)]
    assert (shown.src, shown.semantics_label) == (LARGE, "Gerbang")
    said = [part.value for part in app._walk(dialog) if isinstance(part, ft.Text)]
    assert said == ["Gerbang", "Foto: Dinas Rekaan · CC BY 4.0"]


async def test_offline_the_drawing_stays_and_says_nothing_wrong(start: Start, tmp_path: Path) -> None:
    prepare = changed(FORT, photos=PHOTOS)
    app = await start(tmp_path, path=routes.destination(FORT), prepare=prepare, device=FakeDevice())
    assert pictures(app) == []
    assert _button(app, "Lihat foto 1")
    assert not app.shows("Tidak tersambung")
    await app.fire(_button(app, "Lihat foto 2"), "click")
    assert any("jaringan" in text.casefold() for text in app.texts())


async def test_a_place_without_photos_keeps_its_drawing(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.destination(FORT))
    assert app.shows("bukan foto tempat ini")
    assert pictures(app) == []


async def test_the_setting_is_kept(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.SETTINGS)
    await app.click("Foto hanya setelah diketuk")
    assert app.session.state.data_saver
    assert app.services.prefs.get("data_saver") is True


def _button(app: RunningApp, label: str) -> Any:
    named = next(one for one in app.controls(ft.Semantics) if one.label == label)
    return next(part for part in app._walk(named) if getattr(part, "on_click", None))
