"""Borders of regencies and districts: every stretch once, although two regions share it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely import Geometry
from shapely.geometry import MultiPolygon

from gateway.packing.rings import Coordinates, encode_line, polygons_of, quantised, rings_of
from gateway.packing.roads import joined_lines

LEVELS = ("regency", "district")
TOLERANCE_DEG = 0.0002
"""Borders keep their course within about 22 m."""
COAST_DEG = 0.006
"""An outer border nearer to the shore than this (660 m) is the shore: the land outline draws it."""

Edge = tuple[tuple[int, int], tuple[int, int]]


def build_boundaries(
    areas: Mapping[str, MultiPolygon],
    lines: Iterable[tuple[str, Coordinates]],
    land: Geometry | None,
    scale: int,
) -> list[dict[str, Any]]:
    """Return the ``boundaries`` member of the pack.

    With ``areas`` (a clean coverage of polygons by region code) borders are its unique edges; ``lines``
    (level, line), as OSM has them, are taken when there are no areas. ``land`` tells the province's
    border with its neighbours from the shore; without it the outer border is left out.
    """
    by_level: dict[str, list[Coordinates]] = {level: [] for level in LEVELS}
    for level, line in border_edges(areas, land, scale) if areas else lines:
        by_level[level].append(line)
    packed = ((level, _packed(found, scale)) for level, found in by_level.items() if found)
    return [{"level": level, "lines": encoded} for level, encoded in packed if encoded]


def finest(areas: Mapping[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Return the areas of the lowest level present (villages before districts before regencies)."""
    longest = max(len(code) for code in areas)
    return {code: area for code, area in areas.items() if len(code) == longest}


def border_edges(
    areas: Mapping[str, MultiPolygon], land: Geometry | None, scale: int
) -> list[tuple[str, Coordinates]]:
    """Return (level, two-vertex line) for every edge between regions of different regency or district."""
    sides = _sides(areas, scale)
    inner = [(level, edge) for edge, codes in sides.items() if (level := _level(codes))]
    outer = _inland([edge for edge, codes in sides.items() if len(codes) == 1], land, scale)
    return [
        (level, np.asarray(edge, dtype=np.float64) / scale)
        for level, edge in [*inner, *(("regency", edge) for edge in outer)]
    ]


def _sides(areas: Mapping[str, MultiPolygon], scale: int) -> dict[Edge, set[str]]:
    """Return which regions lie along every edge of a coverage; edges are integer vertex pairs."""
    sides: defaultdict[Edge, set[str]] = defaultdict(set)
    for code, area in areas.items():
        for ring in rings_of(polygons_of(area)):
            vertices = [(int(x), int(y)) for x, y in quantised(ring, scale)]
            for a, b in pairwise(vertices):
                sides[min(a, b), max(a, b)].add(code)
    return sides


def _level(codes: set[str]) -> str | None:
    if len({code[:5] for code in codes}) > 1:
        return "regency"
    return "district" if len({code[:8] for code in codes}) > 1 else None


def _inland(edges: list[Edge], land: Geometry | None, scale: int) -> list[Edge]:
    if land is None or not edges:
        return []
    middles: npt.NDArray[np.float64] = np.asarray(edges, dtype=np.float64).mean(axis=1) / scale
    points = shapely.points(middles)
    shapely.prepare(land)
    inside = shapely.contains(land, points) & (shapely.distance(points, land.boundary) > COAST_DEG)
    return [edge for edge, is_inland in zip(edges, inside, strict=True) if is_inland]


def _packed(lines: Iterable[Coordinates], scale: int) -> list[list[int]]:
    simple = shapely.simplify(joined_lines(lines), TOLERANCE_DEG, preserve_topology=False)
    encoded = (encode_line(shapely.get_coordinates(line), scale) for line in simple if not line.is_empty)
    return sorted(line for line in encoded if line)
