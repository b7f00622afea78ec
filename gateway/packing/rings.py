"""The integer form of rings and lines inside a pack: first vertex absolute, the rest as differences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
from shapely import Geometry
from shapely.geometry import MultiPolygon, Polygon

Coordinates = npt.NDArray[np.float64]


def quantised(coordinates: Coordinates, scale: int) -> npt.NDArray[np.int64]:
    """Return integer vertices (n × 2, longitude first) without immediate repetitions."""
    points = np.round(np.asarray(coordinates, dtype=np.float64)[:, :2] * scale).astype(np.int64)
    moved = np.ones(len(points), dtype=bool)
    moved[1:] = (np.diff(points, axis=0) != 0).any(axis=1)
    return points[moved]


def encode(points: npt.NDArray[np.int64]) -> list[int]:
    """Return ``[x0, y0, dx, dy, …]`` for integer vertices."""
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    return [int(value) for value in steps.ravel()]


def encode_line(coordinates: Coordinates, scale: int) -> list[int] | None:
    """Return an open line in pack form, None when it shrinks to a point at this scale."""
    points = quantised(coordinates, scale)
    return encode(points) if len(points) >= 2 else None


def encode_ring(coordinates: Coordinates, scale: int) -> list[int] | None:
    """Return a ring, not closed, in pack form; None when fewer than three vertices remain."""
    points = quantised(coordinates, scale)
    if len(points) > 1 and (points[0] == points[-1]).all():
        points = points[:-1]
    return encode(points) if len(points) >= 3 else None


def decode(values: Sequence[int], scale: int) -> Coordinates:
    """Return the vertices (n × 2, degrees) of a line or ring in pack form."""
    return np.cumsum(np.asarray(values, dtype=np.int64).reshape(-1, 2), axis=0) / scale


def polygons_of(geometry: Geometry | None) -> Iterator[Polygon]:
    """Yield the polygons inside any geometry; lines and points left over by a repair are dropped."""
    if isinstance(geometry, Polygon):
        if not geometry.is_empty:
            yield geometry
        return
    for part in getattr(geometry, "geoms", ()):
        yield from polygons_of(part)


def rings_of(polygons: Iterable[Polygon]) -> Iterator[Coordinates]:
    """Yield the vertices of every outer and inner ring."""
    for polygon in polygons:
        for ring in (polygon.exterior, *polygon.interiors):
            yield np.asarray(ring.coords, dtype=np.float64)


def area_of(rings: Iterable[Coordinates]) -> MultiPolygon:
    """Return the polygons that rings enclose under the even-odd rule."""
    covered: Geometry = MultiPolygon()
    for ring in rings:
        covered = covered.symmetric_difference(Polygon(ring).buffer(0))
    return MultiPolygon(list(polygons_of(covered)))
