"""Layers of the basemap: lines thinned by zoom, names that do not overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from services import polyline
from services.geo import Bounds
from services.mercator import degrees_per_pixel, to_pixels
from services.models import Point

# A vertex may move this many pixels before anybody sees it.
TOLERANCE_PX = 1.0
# Lines shorter than this on the screen are dots.
LEAST_PX = 3.0
# From this zoom on lines are drawn as the pack has them.
FULL_ZOOM = 14

LABELS_FROM_ZOOM: Mapping[str, int] = MappingProxyType(
    {"city": 7, "sea": 7, "town": 8, "island": 8, "district": 10, "village": 12}
)
MAX_LABELS = 40
LABEL_LETTER_PX, LABEL_HEIGHT_PX, LABEL_GAP_PX = 7.0, 18.0, 12.0

LatLon = tuple[float, float]


class BasemapPackError(ValueError):
    """The basemap document is not of the agreed form; the message names what."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map. ``kind``: city, town, district, village, sea or island; ``rank`` 0 (first) … 9."""

    text: str
    point: Point
    kind: str
    rank: int


@dataclass(slots=True)
class _Shape:
    """One line with its box, and its thinned forms once they were needed, by zoom."""

    vertices: list[polyline.XY]
    west: int
    south: int
    east: int
    north: int
    thinned: dict[int, tuple[LatLon, ...]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return max(self.east - self.west, self.north - self.south)


class LineLayer:
    """Lines of one class. Decoding waits until the class is first drawn, or is done in steps before."""

    def __init__(self, lines: Sequence[Sequence[int]], scale: int) -> None:
        """Keep ``lines`` in difference form; raises ``ValueError`` for an odd one."""
        if scale < 1:
            raise ValueError(f"scale: {scale}")
        if any(len(line) % 2 for line in lines):
            raise ValueError("a line is an even number of integers")
        self._packed = lines
        self._scale = scale
        self._shapes: list[_Shape] = []
        self._decoded = 0

    def decode(self, count: int | None = None) -> bool:
        """Decode up to ``count`` further lines (None: all the rest); return True when none are left."""
        stop = len(self._packed) if count is None else self._decoded + count
        if self._decoded < len(self._packed):
            self._shapes += (_shape(line) for line in self._packed[self._decoded : stop] if line)
            self._decoded = min(stop, len(self._packed))
            if self._decoded == len(self._packed):
                # Kept longest first, so that a cap drops the shortest.
                self._shapes.sort(key=lambda shape: -shape.size)
        return self._decoded == len(self._packed)

    def decoding(self, count: int) -> Iterator[None]:
        """Decode everything, pausing after every ``count`` lines."""
        while not self.decode(count):
            yield

    def lines(self, zoom: int, box: Bounds) -> Iterator[tuple[LatLon, ...]]:
        """Yield the lines that touch ``box``, longest first, thinned for ``zoom``."""
        self.decode()
        west, east = box.west * self._scale, box.east * self._scale
        south, north = box.south * self._scale, box.north * self._scale
        pixel = degrees_per_pixel(zoom) * self._scale
        for shape in self._shapes:
            if shape.size < LEAST_PX * pixel:
                return
            if shape.west <= east and west <= shape.east and shape.south <= north and south <= shape.north:
                yield self._thinned(shape, min(FULL_ZOOM, zoom))

    def _thinned(self, shape: _Shape, zoom: int) -> tuple[LatLon, ...]:
        known = shape.thinned.get(zoom)
        if known is None:
            tolerance = TOLERANCE_PX * degrees_per_pixel(zoom) * self._scale if zoom < FULL_ZOOM else 0.0
            kept = polyline.thinned(shape.vertices, tolerance)
            known = tuple((y / self._scale, x / self._scale) for x, y in kept)
            shape.thinned[zoom] = known
        return known


def _shape(packed: Sequence[int]) -> _Shape:
    vertices = polyline.decode(packed)
    xs, ys = [x for x, _ in vertices], [y for _, y in vertices]
    return _Shape(vertices, min(xs), min(ys), max(xs), max(ys))


def read_labels(rows: Iterable[Mapping[str, Any]], scale: int) -> tuple[Label, ...]:
    """Return the labels of a pack, most important first; raises ``KeyError`` or ``ValueError``."""
    labels = [
        Label(str(row["text"]), Point(row["y"] / scale, row["x"] / scale), str(row["kind"]), int(row["rank"]))
        for row in rows
    ]
    return tuple(sorted(labels, key=lambda label: (label.rank, label.text, label.point.lat, label.point.lon)))


def thin_labels(labels: Sequence[Label], zoom: int, box: Bounds) -> tuple[Label, ...]:
    """Return the labels of a frame that do not overlap on the screen, at most ``MAX_LABELS``."""
    taken: list[tuple[float, float, float]] = []
    kept: list[Label] = []
    for label in labels:
        if zoom < LABELS_FROM_ZOOM.get(label.kind, FULL_ZOOM) or not box.contains(label.point):
            continue
        x, y = to_pixels(label.point, zoom)
        half = (LABEL_LETTER_PX * len(label.text) + LABEL_GAP_PX) / 2
        if any(abs(x - u) < half + other and abs(y - v) < LABEL_HEIGHT_PX for u, v, other in taken):
            continue
        taken.append((x, y, half))
        kept.append(label)
        if len(kept) == MAX_LABELS:
            break
    return tuple(kept)
