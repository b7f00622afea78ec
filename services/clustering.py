"""Markers for a map: what would overlap on the screen becomes one marker with a number."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from services.geo import Bounds
from services.mercator import to_pixels, to_point
from services.models import Point

CELL_PX = 64.0
MAX_MARKERS = 100
# A position coarser than this is drawn as a circle of that size, not as a pin.
COARSE_M = 200.0

_Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cluster:
    """One marker. ``members`` are positions in the given sequence, ascending; ``bounds`` holds them all."""

    point: Point
    members: tuple[int, ...]
    bounds: Bounds

    @property
    def count(self) -> int:
        """Number of things behind this marker."""
        return len(self.members)


def is_coarse(precision_m: float | None) -> bool:
    """Say whether a position of that precision is drawn as a circle (an unknown one is not)."""
    return precision_m is not None and precision_m > COARSE_M


def cluster(points: Sequence[Point], zoom: float, limit: int = MAX_MARKERS) -> list[Cluster]:
    """Return at most ``limit`` clusters of ``points`` for a whole ``zoom`` level (fractions are cut off).

    The grid hangs on the world map, not on the view, so panning never regroups anything, and the result
    does not depend on the order of ``points`` (but for the member numbers). Never more than ``limit``:
    the cells double until that holds.
    """
    level = math.floor(zoom)
    pixels = [to_pixels(point, level) for point in points]
    size = CELL_PX
    cells = _cells(pixels, size)
    while len(cells) > max(1, limit):
        size *= 2
        cells = _cells(pixels, size)
    groups = _merge_touching(cells, pixels, size / 2)
    return [_cluster(group, points, pixels, level) for group in groups]


def _cells(pixels: Sequence[tuple[float, float]], size: float) -> dict[_Cell, list[int]]:
    cells: dict[_Cell, list[int]] = defaultdict(list)
    for index, (x, y) in enumerate(pixels):
        cells[math.floor(x / size), math.floor(y / size)].append(index)
    return cells


def _merge_touching(
    cells: dict[_Cell, list[int]], pixels: Sequence[tuple[float, float]], gap: float
) -> list[list[int]]:
    """Merge neighbouring cells whose middles are nearer than ``gap`` pixels: a grid line cut them apart."""
    middles = {cell: _middle(members, pixels) for cell, members in cells.items()}
    taken: set[_Cell] = set()
    groups = []
    for cell in sorted(cells, key=lambda c: (-len(cells[c]), c)):
        if cell in taken:
            continue
        taken.add(cell)
        group = list(cells[cell])
        for other in _neighbours(cell):
            if other in cells and other not in taken and math.dist(middles[cell], middles[other]) < gap:
                taken.add(other)
                group += cells[other]
        groups.append(sorted(group))
    return sorted(groups)


def _neighbours(cell: _Cell) -> list[_Cell]:
    column, row = cell
    return [(column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1) if i or j]


def _middle(members: Sequence[int], pixels: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return (
        math.fsum(pixels[m][0] for m in members) / len(members),
        math.fsum(pixels[m][1] for m in members) / len(members),
    )


def _cluster(
    members: list[int], points: Sequence[Point], pixels: Sequence[tuple[float, float]], level: int
) -> Cluster:
    inside = [points[m] for m in members]
    lats, lons = [p.lat for p in inside], [p.lon for p in inside]
    # A single thing keeps its own position to the last digit.
    point = inside[0] if len(inside) == 1 else to_point(*_middle(members, pixels), level)
    return Cluster(point, tuple(members), Bounds(min(lats), min(lons), max(lats), max(lons)))
