"""Saved places: a heart on every place, a list that works offline, and what is gone."""

from __future__ import annotations

from pathlib import Path

import flet as ft
import pytest

from services.app import AppServices
from services.kept_places import Kept, KeptKind
from services.models import LocalText
from services.platform.base import ReadOnlyVolume
from tests.views.harness import RunningApp, Start
from views import routes, theme

FORT = routes.destination("fort-marlborough")
GONE = Kept(KeptKind.DESTINATION, "gone", LocalText("Pantai Hilang", "Lost Beach"))


def saved(app: RunningApp) -> list[str]:
    """Return what is saved."""
    return [place.id for place in app.services.saved.all()]


async def keep_gone(services: AppServices) -> None:
    """Save a place that the content does not have."""
    await services.saved.add(GONE)


async def test_a_destination_is_saved_and_let_go(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=FORT)
    await app.click("Simpan")
    assert saved(app) == ["fort-marlborough"]
    await app.click("Hapus dari tersimpan")
    assert saved(app) == []
    assert app.find("Simpan")


async def test_the_list_leads_to_what_was_saved_after_a_restart(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=FORT)
    await app.click("Simpan")
    await app.go(routes.station("rsud-m-yunus"))
    await app.click("Simpan")
    await app.services.platform.lock.release()
    again = await start(tmp_path, path=routes.EXPLORE)
    await again.click("Tersimpan (2)")
    assert again.session.page.route == routes.SAVED
    assert again.session.page.title == "Tersimpan · Rafflesia"
    texts = again.texts()
    station = again.services.stations.get("rsud-m-yunus")
    assert station is not None
    assert texts.index(station.name) < texts.index("Benteng Marlborough")
    assert again.shows("2 tempat tersimpan di HP ini")
    await again.click("WiFi · Kesehatan")
    assert again.session.page.route == routes.station("rsud-m-yunus")


async def test_nothing_saved_has_a_next_step(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.SAVED)
    assert app.shows("Belum ada tempat tersimpan")
    await app.click("Cari tempat")
    assert app.session.page.route == routes.EXPLORE


async def test_what_is_gone_is_named_and_can_be_removed(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.SAVED, prepare=keep_gone)
    assert app.shows("Pantai Hilang")
    assert app.shows("Tempat ini tidak ada lagi di data provinsi.")
    button = app.find("Hapus Pantai Hilang dari tersimpan")
    assert (button.width, button.height) == (theme.TOUCH_PX, theme.TOUCH_PX)
    await app.fire(button, "click")
    assert saved(app) == []
    assert app.shows("Belum ada tempat tersimpan")


async def test_rows_are_named_for_screen_readers(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=FORT)
    await app.click("Simpan")
    await app.go(routes.SAVED)
    labels = [part.label for part in app.controls(ft.Semantics) if part.button and part.label]
    assert any(label.startswith("Benteng Marlborough. Sejarah · ") for label in labels)


async def test_a_second_tab_says_why_nothing_is_saved(start: Start, tmp_path: Path) -> None:
    await start(tmp_path)
    app = await start(tmp_path, path=FORT)
    assert isinstance(app.services.platform.volume, ReadOnlyVolume)
    await app.click("Simpan")
    assert saved(app) == []
    assert app.shows(app.session.text("error.read_only"))


async def test_erasing_my_data_erases_saved_places(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path=routes.PRIVACY, prepare=keep_gone)
    assert app.shows("1 tempat tersimpan di HP ini")
    await app.click("Ekspor")
    assert b"Pantai Hilang" in app.device.saved["rafflesia-data-saya.json"]
    await app.click("Hapus semuanya")
    dialog = next(
        control for control in app._walk(app.flet.page._dialogs) if isinstance(control, ft.AlertDialog)
    )
    await app.fire(dialog.actions[1], "click")
    assert saved(app) == []
    assert app.shows("0 tempat tersimpan di HP ini")


@pytest.mark.parametrize("width", [360, 900, 1366])
async def test_every_width_in_english(start: Start, tmp_path: Path, width: int) -> None:
    app = await start(tmp_path, path=routes.SAVED, width=width, language="en", prepare=keep_gone)
    assert app.shows("Lost Beach")
    assert app.session.page.title == "Saved · Rafflesia"
