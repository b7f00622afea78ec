"""Small and usual phones at the largest text: screens are drawn in the safe area, fields stay visible."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from services.app import AppServices
from tests.views.harness import SKIPPED, FakeDevice, Start, fix_at
from views import routes

SCREENS = (
    *routes.PLACES,
    routes.SETTINGS,
    routes.PRIVACY,
    routes.SOURCES,
    routes.EMERGENCY,
    routes.BLANK_SPOT,
    routes.MY_REPORTS,
    routes.SIGNAL_AREAS,
    routes.PUBLIC_CLOCK,
    routes.destination("fort-marlborough"),
    routes.public_service("pkb-tahunan"),
    routes.request("pengaduan-layanan"),
)
VIEWPORTS = [(360, 640), (412, 915)]


FIELDS = {
    routes.WIFI: 1,
    routes.EXPLORE: 1,
    routes.SERVICES: 1,
    routes.BLANK_SPOT: 1,
    routes.request("pengaduan-layanan"): 4,
}


async def at_largest_text(services: AppServices) -> None:
    await services.prefs.set("text_scale", 2.0)


def with_parents(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Yield every control at and below ``value`` with what it lies in, the outermost first."""
    yield value, above
    for part in children(value):
        yield from with_parents(part, (*above, value))


def children(control: ft.BaseControl) -> Iterator[ft.BaseControl]:
    for field in dataclasses.fields(control):
        value = None if field.name in SKIPPED else getattr(control, field.name, None)
        for part in value if isinstance(value, list | tuple) else [value]:
            if isinstance(part, ft.BaseControl):
                yield part


def scrolls(control: ft.BaseControl) -> bool:
    return isinstance(control, ft.ListView) or bool(getattr(control, "scroll", None))


def held_on_top(outer: Any, inner: Any) -> bool:
    """Return whether ``inner`` is held at the top of ``outer``, over what shrinks for the keyboard."""
    if isinstance(outer, ft.Stack):
        return getattr(inner, "top", None) is not None and inner.bottom is None
    if isinstance(outer, ft.Column):
        below = outer.controls[outer.controls.index(inner) + 1 :]
        return any(getattr(part, "expand", None) for part in below)
    return False


@pytest.mark.parametrize(("width", "height"), VIEWPORTS)
@pytest.mark.parametrize("path", SCREENS)
async def test_every_screen_is_drawn_at_twice_the_text(
    start: Start, tmp_path: Path, caplog: pytest.LogCaptureFixture, path: str, width: int, height: int
) -> None:
    device = FakeDevice(fix=fix_at(), allowed=True)
    app = await start(tmp_path, path=path, width=width, height=height, device=device, prepare=at_largest_text)
    assert app.session.page.height == height
    assert app.session.state.text_scale == 2.0
    assert app.view.route == path
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(app.texts()) > 3
    assert [type(control) for control in app.view.controls] == [ft.SafeArea]


async def test_the_page_of_unknown_addresses_is_inside_too(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/tidak-ada")
    assert next(app.controls(ft.SafeArea)).content is not None


@pytest.mark.parametrize(("path", "count"), FIELDS.items())
async def test_fields_scroll_clear_of_the_keyboard(
    start: Start, tmp_path: Path, path: str, count: int
) -> None:
    """The client makes the page smaller for the keyboard; what scrolls brings the focused field into it."""
    app = await start(tmp_path, path=path, width=360)
    fields = [above for control, above in with_parents(app.view) if isinstance(control, ft.TextField)]
    for above in fields:
        assert any(map(scrolls, above)) or any(held_on_top(*pair) for pair in pairwise(above))
    assert len(fields) == count
