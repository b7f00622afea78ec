"""Which village is here? Polygons of the ``villages`` pack, looked up without a network.

All vertices live in two flat integer arrays (about 1 MB for the province). A grid of cells
names the few villages whose box touches a cell; of those, the even-odd rule decides.
"""

from __future__ import annotations

import gzip
import json
import math
from array import array
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services import polyline
from services.geo import METRES_PER_DEGREE
from services.models import Point

FORMAT = "rafflesia-villages/1"
CELL_DEG = 0.02


class VillagePackError(ValueError):
    """The pack is not of the agreed form; the message names what."""


@dataclass(frozen=True, slots=True)
class NearVillage:
    """A village near a point that lies in none."""

    code: str
    distance_m: float


@dataclass(frozen=True, slots=True)
class _Box:
    west: int
    south: int
    east: int
    north: int


class VillagePolygons:
    """Immutable polygons of villages, looked up by position."""

    def __init__(self, pack: Mapping[str, Any]) -> None:
        """Read a decoded pack (see docs/api.md); raises :class:`VillagePackError`."""
        if pack.get("format") != FORMAT:
            raise VillagePackError(f"format: expected {FORMAT}")
        self.licence = str(pack.get("licence", ""))
        self.attribution = str(pack.get("attribution", ""))
        self._codes: list[str] = []
        self._boxes: list[_Box] = []
        self._rings: list[tuple[int, int]] = []  # first vertex and one past the last
        self._ring_of: array[int] = array("l", [0])  # village v owns rings _ring_of[v] … _ring_of[v + 1]
        self._xs: array[int] = array("i")
        self._ys: array[int] = array("i")
        try:
            self._scale = int(pack["scale"])
            if self._scale < 1:
                raise ValueError(f"scale {self._scale}")
            for village in pack["villages"]:
                self._add(str(village["code"]), village["rings"])
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise VillagePackError(f"villages: {error}") from error
        self._cell = max(1, round(CELL_DEG * self._scale))
        self._grid = self._build_grid()

    @classmethod
    def from_bytes(cls, packed: bytes) -> VillagePolygons:
        """Read the gzip-compressed JSON of a pack; raises :class:`VillagePackError`."""
        try:
            pack = json.loads(gzip.decompress(packed))
        except (OSError, EOFError, ValueError) as error:
            raise VillagePackError(f"not gzip-compressed JSON: {error}") from error
        if not isinstance(pack, Mapping):
            raise VillagePackError("not an object")
        return cls(pack)

    def __len__(self) -> int:
        """Return the number of villages."""
        return len(self._codes)

    def find(self, point: Point) -> str | None:
        """Return the code of the village that holds ``point``, None at sea or outside the province."""
        x, y = point.lon * self._scale, point.lat * self._scale
        for village in self._grid.get((math.floor(x / self._cell), math.floor(y / self._cell)), ()):
            box = self._boxes[village]
            if box.west <= x <= box.east and box.south <= y <= box.north and self._holds(village, x, y):
                return self._codes[village]
        return None

    def nearest(self, point: Point, within_m: float) -> NearVillage | None:
        """Return the village whose border is nearest to ``point``, None when all are beyond ``within_m``."""
        per_y = METRES_PER_DEGREE / self._scale
        per_x = per_y * math.cos(math.radians(point.lat))
        x, y = point.lon * self._scale, point.lat * self._scale
        best: NearVillage | None = None
        for village in self._around(x, y, within_m / per_x, within_m / per_y):
            away = self._border_m(village, x, y, per_x, per_y)
            if away <= within_m and (best is None or away < best.distance_m):
                best = NearVillage(self._codes[village], away)
        return best

    def _add(self, code: str, rings: list[list[int]]) -> None:
        first = len(self._xs)
        for ring in rings:
            vertices = polyline.decode(ring)
            if len(vertices) < 3:
                raise ValueError(f"{code}: a ring needs three vertices")
            start = len(self._xs)
            self._xs.extend(x for x, _ in vertices)
            self._ys.extend(y for _, y in vertices)
            self._rings.append((start, len(self._xs)))
        if len(self._xs) == first:
            raise ValueError(f"{code}: no rings")
        xs, ys = self._xs[first:], self._ys[first:]
        self._codes.append(code)
        self._boxes.append(_Box(min(xs), min(ys), max(xs), max(ys)))
        self._ring_of.append(len(self._rings))

    def _build_grid(self) -> dict[tuple[int, int], array[int]]:
        grid: dict[tuple[int, int], array[int]] = defaultdict(lambda: array("H"))
        for village, box in enumerate(self._boxes):
            for column in range(box.west // self._cell, box.east // self._cell + 1):
                for row in range(box.south // self._cell, box.north // self._cell + 1):
                    grid[column, row].append(village)
        return dict(grid)

    def _holds(self, village: int, x: float, y: float) -> bool:
        """Apply the even-odd rule to all rings of ``village``, outer and inner alike."""
        xs, ys = self._xs, self._ys
        inside = False
        for start, stop in self._rings[self._ring_of[village] : self._ring_of[village + 1]]:
            before_x, before_y = xs[stop - 1], ys[stop - 1]
            for i in range(start, stop):
                here_y = ys[i]
                if (here_y > y) != (before_y > y):
                    here_x = xs[i]
                    if x < here_x + (y - here_y) * (before_x - here_x) / (before_y - here_y):
                        inside = not inside
                before_x, before_y = xs[i], here_y
        return inside

    def _around(self, x: float, y: float, reach_x: float, reach_y: float) -> list[int]:
        cell = self._cell
        columns = range(math.floor((x - reach_x) / cell), math.floor((x + reach_x) / cell) + 1)
        rows = range(math.floor((y - reach_y) / cell), math.floor((y + reach_y) / cell) + 1)
        found = {v for column in columns for row in rows for v in self._grid.get((column, row), ())}
        return sorted(found)

    def _border_m(self, village: int, x: float, y: float, per_x: float, per_y: float) -> float:
        """Return the distance to the nearest edge in metres, on a plane (fine for some kilometres)."""
        best = math.inf
        for start, stop in self._rings[self._ring_of[village] : self._ring_of[village + 1]]:
            ax, ay = (self._xs[stop - 1] - x) * per_x, (self._ys[stop - 1] - y) * per_y
            for i in range(start, stop):
                bx, by = (self._xs[i] - x) * per_x, (self._ys[i] - y) * per_y
                dx, dy = bx - ax, by - ay
                square = dx * dx + dy * dy
                along = min(1.0, max(0.0, -(ax * dx + ay * dy) / square)) if square else 0.0
                best = min(best, math.hypot(ax + along * dx, ay + along * dy))
                ax, ay = bx, by
        return best
