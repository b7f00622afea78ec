"""Roads of the basemap: joined where they meet, thinned to what a phone screen can show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from shapely import Geometry
from shapely.geometry import LineString

from gateway.packing.mapdata import ROAD_CLASSES
from gateway.packing.rings import Coordinates, encode_line

MAJOR_TOLERANCE_DEG = 0.00005
"""Major roads keep their course within about 5 m."""
MINOR_TOLERANCE_DEG = 0.0001
"""Minor roads keep their course within about 11 m."""
MINOR_LEAST_DEG = 0.0003
"""A lone minor road shorter than this (33 m) is left out: it would be a dot."""


def build_roads(roads: Iterable[tuple[str, Coordinates]], scale: int) -> list[dict[str, Any]]:
    """Return the ``roads`` member of the pack, biggest class first; classes without a line are left out."""
    by_class: dict[str, list[Coordinates]] = {name: [] for name in ROAD_CLASSES}
    for name, line in roads:
        by_class[name].append(line)
    drawn = ((name, thinned_lines(lines, name == "minor")) for name, lines in by_class.items() if lines)
    packed = ((name, _encoded(lines, scale)) for name, lines in drawn)
    return [{"class": name, "lines": lines} for name, lines in packed if lines]


def thinned_lines(lines: Iterable[Coordinates], is_minor: bool) -> list[Geometry]:
    """Return the lines joined end to end and simplified; the order of the input does not matter."""
    tolerance = MINOR_TOLERANCE_DEG if is_minor else MAJOR_TOLERANCE_DEG
    simple = shapely.simplify(joined_lines(lines), tolerance, preserve_topology=False)
    least = MINOR_LEAST_DEG if is_minor else 0.0
    return [line for line in simple if not line.is_empty and line.length > least]


def joined_lines(lines: Iterable[Coordinates]) -> list[Geometry]:
    """Return lines merged wherever exactly two ends meet; a line given twice counts once."""
    unique = {line.tobytes(): line for line in map(_directed, lines) if len(line) >= 2}
    if not unique:
        return []
    ordered = [LineString(unique[key]) for key in sorted(unique)]
    merged = shapely.line_merge(shapely.multilinestrings(ordered))
    return list(shapely.get_parts(merged))


def _directed(line: Coordinates) -> Coordinates:
    """Return the line from its smaller to its larger end, so that both directions compare equal."""
    points = np.ascontiguousarray(line, dtype=np.float64)
    if points[0].tolist() > points[-1].tolist():
        points = np.ascontiguousarray(points[::-1])
    return points


def _encoded(lines: Iterable[Geometry], scale: int) -> list[list[int]]:
    encoded = (encode_line(_directed(shapely.get_coordinates(line)), scale) for line in lines)
    return sorted(line for line in encoded if line)
