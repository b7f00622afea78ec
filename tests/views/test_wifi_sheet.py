"""The sheet: three stops, drag, flick, and the same by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import flet as ft
import pytest

from tests.views.harness import RunningApp, Start
from views.wifi.sheet import ORDER, Stop, nearest_stop, stop_height

HEIGHTS = {Stop.PEEK: 100.0, Stop.HALF: 400.0, Stop.FULL: 700.0}


@pytest.mark.parametrize(
    ("height", "velocity", "stop"),
    [
        (120, 0, Stop.PEEK),
        (300, 0, Stop.HALF),
        (620, 0, Stop.FULL),
        (390, -900, Stop.HALF),
        (410, -900, Stop.FULL),
        (410, 900, Stop.HALF),
        (390, 900, Stop.PEEK),
        (700, -900, Stop.FULL),
        (100, 900, Stop.PEEK),
    ],
)
def test_a_released_sheet_settles_nearby_and_a_flick_goes_on(
    height: float, velocity: float, stop: Stop
) -> None:
    assert nearest_stop(height, velocity, HEIGHTS) is stop


@pytest.mark.parametrize("room", [320, 640, 835, 1200])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_stops_grow_and_never_pass_the_search_field(room: float, scale: float) -> None:
    heights = [stop_height(stop, room, scale, 124) for stop in ORDER]
    assert heights == sorted(heights)
    assert heights[-1] <= max(160, room - 124)


def sheet(app: RunningApp) -> Any:
    """Return the sheet's outermost box."""
    return next(
        box
        for box in app.controls(ft.Container)
        if (box.left, box.right, box.bottom) == (0, 0, 0) and box.height
    )


def handle(app: RunningApp) -> Any:
    return next(part for part in app.controls(ft.GestureDetector) if part.on_vertical_drag_update)


def drag(delta: float) -> dict[str, Any]:
    return {"l": {"x": 0, "y": 0}, "g": {"x": 0, "y": 0}, "pd": delta}


def release(velocity: float) -> dict[str, Any]:
    return {"l": {"x": 0, "y": 0}, "g": {"x": 0, "y": 0}, "v": {"x": 0, "y": velocity}, "pv": velocity}


async def test_a_drag_follows_the_finger_then_settles(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    half = sheet(app).height
    await app.fire(handle(app), "vertical_drag_update", drag(-60))
    assert sheet(app).height == pytest.approx(half + 60)
    assert sheet(app).animate.duration == 0
    await app.fire(handle(app), "vertical_drag_update", drag(-3000))
    full = sheet(app).height
    await app.fire(handle(app), "vertical_drag_end", release(0))
    assert sheet(app).height == full > half
    assert sheet(app).animate.duration > 0
    await app.fire(handle(app), "vertical_drag_update", drag(100))
    await app.fire(handle(app), "vertical_drag_end", release(2000))
    assert sheet(app).height == half


async def test_the_button_steps_up_and_back_down(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    half = sheet(app).height
    await app.click("Perbesar daftar")
    assert sheet(app).height > half
    await app.click("Kecilkan daftar")
    assert sheet(app).height < half
    await app.click("Perbesar daftar")
    assert sheet(app).height == half


async def test_another_window_height_moves_the_stops(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    stack = next(part for part in app.controls(ft.Stack) if part.on_size_change)
    await app.fire(stack, "size_change", {"w": 412.0, "h": 600.0})
    assert sheet(app).height == 300


async def test_the_map_s_buttons_stay_above_the_sheet(start: Start, tmp_path: Path) -> None:
    app = await start(tmp_path, path="/wifi")
    column = next(
        box
        for box in app.controls(ft.Container)
        if box.right == 16 and isinstance(box.content, ft.Column) and box.bottom
    )
    assert column.bottom > sheet(app).height
