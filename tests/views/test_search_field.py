"""The one search field on every list that has one: it waits for the last letter and loses none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import flet as ft
import pytest

from tests.views.harness import TYPING_S, RunningApp, Start
from views.state import AppState

Wanted = Callable[[AppState], str]
LISTS = [
    ("/wifi", lambda state: state.wifi_filter.text),
    ("/wisata", lambda state: state.explore_text),
    ("/layanan", lambda state: state.services_text),
]
everywhere = pytest.mark.parametrize(("path", "wanted"), LISTS)


def field(app: RunningApp) -> ft.TextField:
    """Return the search field as it is drawn now."""
    found: ft.TextField = next(app.controls(ft.TextField))
    return found


@everywhere
async def test_the_search_waits_for_the_last_letter(
    start: Start, tmp_path: Path, path: str, wanted: Wanted
) -> None:
    app = await start(tmp_path, path=path)
    for words in ("pa", "pan"):  # faster than a render
        field(app)._values["value"] = words
        await app.flet.dispatch_event(field(app)._i, "change", words)
    assert wanted(app.session.state) == ""
    await app.settle(TYPING_S)
    assert wanted(app.session.state) == "pan"
    assert field(app).value == "pan"


@everywhere
async def test_a_render_between_two_letters_takes_none_away(
    start: Start, tmp_path: Path, path: str, wanted: Wanted
) -> None:
    app = await start(tmp_path, path=path)
    await app.type(field(app), "pan")
    # The client's newest text is here, its event is not yet; two renders pass, one of them with the answer.
    field(app)._values["value"] = "pant"
    app.session.state.syncing = not app.session.state.syncing
    await app.settle(TYPING_S)
    assert wanted(app.session.state) == "pan"
    assert field(app).value == "pant"


@pytest.mark.parametrize(
    ("path", "clear"), [("/wifi", "Hapus saringan"), ("/wisata", "Lihat semua"), ("/layanan", "Lihat semua")]
)
async def test_a_text_changed_elsewhere_is_shown(start: Start, tmp_path: Path, path: str, clear: str) -> None:
    app = await start(tmp_path, path=path)
    await app.search("zzzzzzqqq")
    await app.click(clear)
    assert field(app).value == ""
    await app.search("pantai")
    assert field(app).value == "pantai"


@everywhere
async def test_the_cross_clears_also_before_the_search_began(
    start: Start, tmp_path: Path, path: str, wanted: Wanted
) -> None:
    app = await start(tmp_path, path=path)
    await app.type(field(app), "pan")
    await app.click("Kosongkan pencarian")
    assert field(app).value == ""
    await app.settle(TYPING_S)
    assert wanted(app.session.state) == ""
    assert not any(box.tooltip == "Kosongkan pencarian" for box in app.controls(ft.Container))


async def test_the_cross_takes_back_a_search(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    await app.search("rumah sakit")
    assert not app.shows("48 tempat")
    await app.click("Kosongkan pencarian")
    assert app.shows("48 tempat")
    assert field(app).value == ""


async def test_the_villages_of_the_form_are_searched_by_the_same_field(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/lapor/baru")
    await app.click("Pilih desa saja")
    await app.search("air kopra")
    field(app)._values["value"] = "air kopras"
    app.session.state.data_version += 1
    await app.settle()
    assert field(app).value == "air kopras"


async def test_leaving_forgets_the_search_that_was_about_to_start(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/layanan")
    await app.type(field(app), "ktp")
    await app.go("/")
    await app.settle(TYPING_S)
    assert app.session.state.services_text == ""
