"""A sheet over the map with three stops: drag the handle, or press the button."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import flet as ft

from views import theme
from views.components.basics import icon_button
from views.components.boundary import safe_component
from views.hooks import use_box, use_value
from views.state import Session, use_session

FLICK_PX_S = 500.0


class Stop(StrEnum):
    """How far the sheet is open."""

    PEEK = "peek"
    HALF = "half"
    FULL = "full"


ORDER = (Stop.PEEK, Stop.HALF, Stop.FULL)


def stop_height(stop: Stop, room: float, scale: float, top: float) -> float:
    """Return the sheet's height in ``room`` pixels; ``top`` stays free above a full sheet."""
    full = max(160.0, room - top)
    if stop is Stop.FULL:
        return full
    return (
        min(full, 104.0 * max(1.0, scale * 0.8)) if stop is Stop.PEEK else min(full, max(260.0, room * 0.5))
    )


def nearest_stop(height: float, velocity: float, heights: dict[Stop, float]) -> Stop:
    """Return where a released sheet settles. ``velocity`` in px/s, positive downwards; a flick goes on."""
    if abs(velocity) > FLICK_PX_S:
        beyond = [s for s in ORDER if (heights[s] > height) == (velocity < 0) and heights[s] != height]
        if beyond:
            return beyond[0] if velocity < 0 else beyond[-1]
    return min(ORDER, key=lambda stop: abs(heights[stop] - height))


@safe_component
def Sheet(
    stop: Stop,
    on_stop: Callable[[Stop], None],
    room: float,
    top: float,
    header: ft.Control,
    content: ft.Control,
) -> ft.Control:
    """Return the sheet: ``header`` beside the button, ``content`` below; a drag changes only its height."""
    session = use_session()
    scale = session.state.text_scale
    heights = {each: stop_height(each, room, scale, top) for each in ORDER}
    dragged, set_dragged = use_value(0.0)
    live = use_box(lambda: 0.0)

    def drag(event: ft.DragUpdateEvent[ft.GestureDetector]) -> None:
        height = (live.current or heights[stop]) - (event.primary_delta or 0)
        live.current = min(heights[Stop.FULL], max(heights[Stop.PEEK], height))
        set_dragged(live.current)

    def release(event: ft.DragEndEvent[ft.GestureDetector]) -> None:
        height = live.current or heights[stop]
        live.current = 0.0
        set_dragged(0.0)
        on_stop(nearest_stop(height, event.primary_velocity or 0, heights))

    handle = ft.GestureDetector(
        drag_interval=16,
        on_vertical_drag_update=drag,
        on_vertical_drag_end=release,
        mouse_cursor=ft.MouseCursor.RESIZE_UP_DOWN,
        content=_head(session, stop, on_stop, header),
    )
    return _box(session, dragged or heights[stop], bool(dragged), handle, content)


def _box(
    session: Session, height: float, dragged: bool, handle: ft.Control, content: ft.Control
) -> ft.Control:
    return ft.Container(
        left=0,
        right=0,
        bottom=0,
        height=height,
        # Never None: a box that stops being animated is another widget, and the drag in it would end.
        animate=ft.Animation(0 if dragged else theme.MOTION_MS, ft.AnimationCurve.EASE_OUT),
        bgcolor=session.colors.paper,
        border=ft.Border.all(1, session.colors.line),
        border_radius=ft.BorderRadius.only(top_left=theme.RADIUS_SHEET, top_right=theme.RADIUS_SHEET),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=ft.Column(
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[handle, ft.Container(expand=True, content=content)],
        ),
    )


def _head(session: Session, stop: Stop, on_stop: Callable[[Stop], None], header: ft.Control) -> ft.Control:
    grip = ft.Container(width=40, height=4, border_radius=2, bgcolor=session.colors.outline)
    return ft.Container(
        bgcolor=session.colors.paper,
        padding=ft.Padding.only(left=theme.GAP_L, right=theme.GAP_S, bottom=4),
        content=ft.Column(
            tight=True,
            spacing=0,
            controls=[
                ft.Container(height=18, alignment=ft.Alignment.CENTER, content=grip),
                ft.Row(
                    spacing=theme.GAP_S,
                    controls=[ft.Container(expand=True, content=header), _button(session, stop, on_stop)],
                ),
            ],
        ),
    )


def _button(session: Session, stop: Stop, on_stop: Callable[[Stop], None]) -> ft.Control:
    grow = stop is not Stop.FULL

    def step() -> None:
        on_stop(ORDER[ORDER.index(stop) + 1] if grow else Stop.PEEK)

    icon = ft.Icons.KEYBOARD_ARROW_UP_ROUNDED if grow else ft.Icons.KEYBOARD_ARROW_DOWN_ROUNDED
    words = session.text("wifi.sheet.grow" if grow else "wifi.sheet.shrink")
    return icon_button(session, icon, words, step, flat=True)
