"""A still map of a route: numbered stops and the straight lines between them. Its list twin says the same."""

from __future__ import annotations

from dataclasses import replace

import flet as ft
import flet_map as fm

from views.components.boundary import safe_component
from views.components.map import camera as cam
from views.components.map import frame
from views.components.map.pins import Pin, at, circles, pin_marker
from views.state import Session, use_session

LARGEST_W = 720.0
EDGE_PX = 28.0  # a pin at the edge of the look stays whole
LINE_PX = 3.0


@safe_component
def RouteMap(label: str, pins: tuple[Pin, ...], height: float = 240, width: float = LARGEST_W) -> ft.Control:
    """Return the map around numbered ``pins``, at most ``width`` × ``height`` logical pixels."""
    session = use_session()
    look = route_look(pins, min(session.state.width, width), height)
    layers = [
        *frame.use_ground(session, cam.Part.around(look)),
        *ft.use_memo(lambda: route_layers(session, pins), [pins, session.colors, session.text.language]),
    ]
    return frame.still_map(session, label, f"{pins[0].id}-{look.zoom:.2f}-{look.width_px:.0f}", layers, look)


def route_look(pins: tuple[Pin, ...], width: float, height: float) -> cam.Camera:
    """Return the closest look that shows all pins whole."""
    inner = cam.fit([pin.point for pin in pins], width - 2 * EDGE_PX, height - 2 * EDGE_PX)
    return replace(inner, width_px=width, height_px=height)


def route_layers(session: Session, pins: tuple[Pin, ...]) -> list[fm.MapLayer]:
    """Return the dashed line through ``pins``, circles for coarse positions, and a marker for every pin."""
    line = fm.PolylineMarker(
        coordinates=[at(pin.point) for pin in pins],
        color=session.colors.secondary,
        stroke_width=LINE_PX,
        stroke_pattern=fm.DashedStrokePattern(segments=[9, 7]),
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    # The first stop lies on top of the ones that are close to it.
    markers = [pin_marker(session, pin, False, None) for pin in reversed(pins)]
    return [
        fm.CircleLayer(key="circles", circles=circles(session, pins, None)),
        fm.PolylineLayer(key="line", polylines=[line], simplification_tolerance=0),
        fm.MarkerLayer(key="stops", markers=markers),
    ]
