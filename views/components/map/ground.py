"""The ground under the pins: land, roads, borders as flet-map layers in the page's colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import flet as ft
import flet_map as fm

from services.basemap import BasemapView, LatLon, Line
from views.palettes import MapColors

# Width in logical pixels at the whole zoom levels 7, 10, 13, 16; between them it grows evenly.
WIDTHS: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "trunk": (1.6, 2.8, 5.0, 10.0),
        "primary": (1.4, 2.4, 4.4, 9.0),
        "secondary": (0.9, 1.8, 3.4, 7.5),
        "tertiary": (0.7, 1.4, 2.8, 6.5),
        "minor": (0.5, 1.0, 1.7, 5.0),
    }
)
STRONG = ("trunk", "primary")
CASING_FROM_ZOOM = 9
# The land outline ends with the straight edges of a box around the province. This rough shape of the
# rest of Sumatra goes on from there (and covers the edges), so that a far look shows an island.
REST_OF_THE_ISLAND: Line = (
    (-1.85, 100.83),
    (-0.95, 100.35),
    (0.2, 99.4),
    (1.7, 98.8),
    (2.9, 97.5),
    (4.1, 96.1),
    (5.55, 95.3),
    (5.2, 97.4),
    (3.8, 98.8),
    (2.2, 100.5),
    (0.5, 103.2),
    (-0.8, 103.4),
    (-1.1, 104.4),
    (-2.3, 104.9),
    (-2.4, 105.9),
    (-3.2, 106.05),
    (-4.5, 105.85),
    (-5.8, 105.75),
    (-5.5, 105.3),
    (-5.8, 104.6),
    (-5.7, 104.45),
    (-2.2, 104.44),
    (-1.95, 104.4),
    (-1.85, 104.3),
)


def road_width(name: str, level: int) -> float:
    """Return the width of a road class at a whole zoom level, in logical pixels."""
    steps = WIDTHS.get(name, WIDTHS["minor"])
    place = min(max((level - 7) / 3, 0.0), len(steps) - 1.0)
    low = min(int(place), len(steps) - 2)
    return round(steps[low] + (steps[low + 1] - steps[low]) * (place - low), 1)


def layers(view: BasemapView, colors: MapColors, key: str) -> list[fm.MapLayer]:
    """Return the layers of one view, bottom first; ``key`` names the look: a change swaps them whole."""
    return [
        fm.PolygonLayer(key=f"land-{key}", polygons=_land(view, colors), simplification_tolerance=0),
        fm.PolylineLayer(
            key=f"borders-{key}", polylines=_borders(view, colors), simplification_tolerance=0.4
        ),
        fm.PolylineLayer(key=f"roads-{key}", polylines=_roads(view, colors), simplification_tolerance=0.4),
    ]


def coordinates(line: Sequence[LatLon]) -> list[fm.MapLatitudeLongitude]:
    """Return a line in the form flet-map sends.

    Plain mappings have the same wire form as ``MapLatitudeLongitude`` and cost a tenth to make: a view
    has thousands of vertices that nothing on the Python side reads again.
    """
    points: list[Any] = [{"latitude": lat, "longitude": lon} for lat, lon in line]
    return points


def _land(view: BasemapView, colors: MapColors) -> list[fm.PolygonMarker]:
    drawn = [
        fm.PolygonMarker(
            coordinates=coordinates(ring),
            color=colors.land,
            border_color=colors.coast,
            border_stroke_width=1.2,
        )
        for ring in view.land
    ]
    return [*drawn, fm.PolygonMarker(coordinates=coordinates(REST_OF_THE_ISLAND), color=colors.land)]


def _borders(view: BasemapView, colors: MapColors) -> list[fm.PolylineMarker]:
    lines = []
    for level, drawn in view.boundaries.items():
        strong = level == "regency"
        pattern = fm.DashedStrokePattern(segments=[7, 5] if strong else [3, 5])
        width = 1.3 if strong else 0.9
        lines += [_line(line, colors.boundary, width, pattern=pattern) for line in drawn]
    return lines


def _roads(view: BasemapView, colors: MapColors) -> list[fm.PolylineMarker]:
    level, lines = view.key.zoom, []
    for name, drawn in view.roads.items():
        strong = name in STRONG
        color = colors.trunk if strong else colors.road
        # A pale road would vanish on pale land: it always has a casing, a strong one when it is wide enough.
        casing = 1.4 if level >= CASING_FROM_ZOOM else 0.0
        lines += [
            _line(line, color, road_width(name, level), casing if strong else 1.2, colors.casing)
            for line in drawn
        ]
    return lines


def _line(
    line: Line,
    color: str,
    width: float,
    casing: float = 0.0,
    casing_color: str = "",
    *,
    pattern: fm.StrokePattern | None = None,
) -> fm.PolylineMarker:
    marker = fm.PolylineMarker(
        coordinates=coordinates(line),
        color=color,
        stroke_width=width,
        border_stroke_width=casing,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    if casing:
        marker.border_color = casing_color
    if pattern is not None:
        marker.stroke_pattern = pattern
    return marker
