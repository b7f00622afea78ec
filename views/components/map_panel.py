"""The map: our basemap, the pins of a list, where I am. Every map has a list twin that says the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import flet as ft
import flet_map as fm

from services.clustering import Cluster
from services.models import Fix, Point
from views import lifecycle
from views.components.basics import Handler
from views.components.boundary import safe_component
from views.components.map import camera as cam
from views.components.map import chrome, frame
from views.components.map import pins as marks
from views.components.map.gestures import gestures
from views.components.map.movement import Follower
from views.components.map.pin_layers import awaited, pin_layers
from views.components.map.pins import Pin
from views.hooks import Box, use_box, use_cleanup, use_value
from views.state import Session, use_command, use_session

FOCUS_ZOOM = 12.5
HERE_ZOOM = 13.0


@dataclass(frozen=True, slots=True)
class Insets:
    """Pixels at the map's edges that other things cover: a sheet, a search field, a panel."""

    top: float = 0
    right: float = 0
    bottom: float = 0
    left: float = 0

    @property
    def middle(self) -> tuple[float, float]:
        """Return how far the free part's middle is from the map's, in pixels (right, down)."""
        return ((self.left - self.right) / 2, (self.top - self.bottom) / 2)


@safe_component
def MapPanel(
    label: str,
    pins: tuple[Pin, ...] = (),
    selected: str | None = None,
    on_pin_tap: Callable[[str], Any] | None = None,
    here: Fix | None = None,
    on_tap: Callable[[Point], Any] | None = None,
    start: cam.Camera | None = None,
    insets: Insets = Insets(),
    locatable: bool = True,
) -> ft.Control:
    """Return the interactive map; it fills its parent.

    ``label`` is all that a screen reader hears of it: say what it shows and where the list is.
    ``on_pin_tap`` gets a pin's id, ``on_tap`` the position of a tap beside the pins. ``start`` is where the
    camera begins (default: around the pins or ``here``); it stays where people bring it.
    """
    session = use_session()
    follower = use_box(lambda: Follower(start or first_look(session, pins, selected, here, insets))).current
    part, set_part = use_value(follower.part)
    follower.redraw = set_part
    locate = use_command(lambda: _locate(session, follower, insets))
    _use_focus(follower, pins, selected, insets)
    _use_arrival(follower, here if selected is None else None, insets)
    use_cleanup(follower.stop)
    tapped: Box[Callable[[str], Any] | None] = use_box(lambda: None)
    tapped.current = on_pin_tap
    layers = [
        *frame.use_ground(session, part),
        *frame.use_here(session, here),
        *_use_pins(session, pins, selected, part.level, follower, tapped, insets),
    ]
    follower.control = _moving_map(session, follower, layers, on_tap)
    return ft.Stack(
        expand=True,
        controls=[
            frame.silent(label, follower.control),
            chrome.attribution(session, frame.thanks(session), insets.bottom + 4),
            _buttons(session, follower, insets, locate.run if locatable else None),
        ],
    )


def _moving_map(
    session: Session, follower: Follower, layers: list[fm.MapLayer], on_tap: Callable[[Point], Any] | None
) -> fm.Map:
    async def tapped(event: fm.MapTapEvent) -> None:
        if on_tap is not None:
            await awaited(on_tap(_point(event)))

    return fm.Map(
        layers=layers,
        **frame.fixed(session, follower.first),
        interaction_configuration=ft.use_memo(gestures, []),
        on_position_change=follower.on_position_change,
        on_size_change=follower.on_size_change,
        on_tap=tapped if on_tap else None,
        size_change_interval=100,
    )


def _buttons(session: Session, follower: Follower, insets: Insets, locate: Handler | None) -> ft.Control:
    async def zoom_in() -> None:
        await follower.zoom(1, insets.middle)

    async def zoom_out() -> None:
        await follower.zoom(-1, insets.middle)

    return chrome.buttons(
        session,
        zoom_in,
        zoom_out,
        locate,
        top=insets.top + 12,
        right=insets.right + 16,
        bottom=insets.bottom + 16,
    )


@safe_component
def MapPreview(label: str, pin: Pin, here: Fix | None = None, height: float = 180) -> ft.Control:
    """Return a small picture of the map around one pin: nothing in it moves or can be tapped."""
    session = use_session()
    look = preview_look(session, pin, height)
    layers = [
        *frame.use_ground(session, cam.Part.around(look)),
        *frame.use_here(session, here),
        *ft.use_memo(
            lambda: pin_layers(session, (pin,), pin.id, int(look.zoom), None),
            [pin, session.colors, session.state.text_scale, session.text.language],
        ),
    ]
    return frame.still_map(session, label, f"{pin.id}-{look.zoom}", layers, look)


def first_look(
    session: Session, pins: tuple[Pin, ...], selected: str | None, here: Fix | None, insets: Insets
) -> cam.Camera:
    """Return where a map begins: at the chosen pin, else around me, else around all pins."""
    width = max(200.0, float(session.page.width or 412) - insets.left - insets.right)
    height = max(160.0, float(session.page.height or 800) - insets.top - insets.bottom)
    chosen = next((pin.point for pin in pins if pin.id == selected), None)
    if chosen is not None:
        look = cam.Camera(chosen, HERE_ZOOM, width, height)
    elif here is not None and cam.strayed(here.point) is None:
        look = cam.Camera(here.point, HERE_ZOOM, width, height)
    else:
        look = cam.fit([pin.point for pin in pins], width, height)
    return replace(look, center=cam.lifted(look.center, look.zoom, *insets.middle))


def preview_look(session: Session, pin: Pin, height: float) -> cam.Camera:
    """Return a look that shows the whole circle of a coarse position."""
    radius = pin.precision_m or 0
    look = cam.Camera(pin.point, 14.6, min(session.state.width, 720), height)
    while look.zoom > cam.MIN_ZOOM and radius > marks.COARSE_M and radius / look.metres_per_px > height * 0.4:
        look = look.zoomed(-0.5)
    return look


async def _locate(session: Session, follower: Follower, insets: Insets) -> None:
    await lifecycle.locate(session)
    here = session.state.here
    if here is not None and cam.strayed(here.point) is None:
        await follower.move(here.point, max(follower.camera.zoom, HERE_ZOOM), insets.middle)


def _use_focus(follower: Follower, pins: tuple[Pin, ...], selected: str | None, insets: Insets) -> None:
    """Bring the chosen pin into the free part of the map."""
    shown = use_box(lambda: selected or "")

    async def focus() -> None:
        pin = next((pin for pin in pins if pin.id == selected), None)
        before, shown.current = shown.current, selected or ""
        if pin is not None and selected != before:
            await follower.move(pin.point, max(follower.camera.zoom, FOCUS_ZOOM), insets.middle)

    ft.use_effect(focus, dependencies=[selected])


def _use_arrival(follower: Follower, here: Fix | None, insets: Insets) -> None:
    """Go to my place once when it becomes known, unless somebody is already looking elsewhere."""
    known = use_box(lambda: here is not None)

    async def arrive() -> None:
        if here is None or known.current:
            return
        known.current = True
        if not follower.touched and cam.strayed(here.point) is None:
            await follower.move(here.point, HERE_ZOOM, insets.middle)

    ft.use_effect(arrive, dependencies=[here is not None])


def _use_pins(
    session: Session,
    pins: tuple[Pin, ...],
    selected: str | None,
    level: int,
    follower: Follower,
    tapped: Any,
    insets: Insets,
) -> list[fm.MapLayer]:
    def on_tap(pin: str | Cluster) -> Any:
        if isinstance(pin, str):
            return tapped.current(pin) if tapped.current else None
        closer = min(cam.MAX_ZOOM, follower.camera.zoom + 2)
        return follower.move(pin.point, closer, insets.middle)

    look = [session.colors, session.state.text_scale, session.text.language]
    return ft.use_memo(
        lambda: pin_layers(session, pins, selected, level, on_tap), [pins, selected, level, insets, *look]
    )


def _point(event: fm.MapTapEvent) -> Point:
    return Point(event.coordinates.latitude, event.coordinates.longitude)
