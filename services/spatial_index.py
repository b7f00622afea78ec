"""Nearest neighbours in the exact order of the geodesic, in pure Python.

A k-d tree over earth-centred coordinates. The tree is searched best-first by chord length, which
is a lower bound of the geodesic; :func:`services.geo.arc_bound_m` of the k-th chord is an upper bound of the
k-th geodesic. Every point whose chord is above that bound is therefore farther than all k found, and
only the handful below it is measured with the geodesic. No approximation is left in the order.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.geo import Bounds, Cartesian, arc_bound_m, cartesian, distance_m
from services.models import Point

BUCKET = 16
SAMPLE = 64
# Covers rounding of coordinates of 6,000 km (1e-9 m) and of the geodesic (1e-8 m) with room to spare.
SLACK_M = 1e-3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One found point: its position in the sequence given to the index, and its distance in metres."""

    index: int
    distance_m: float


@dataclass(frozen=True, slots=True)
class _Branch:
    axis: int
    below: float  # largest coordinate on the left side
    above: float  # smallest coordinate on the right side
    left: _Branch | tuple[int, ...]
    right: _Branch | tuple[int, ...]


_Node = _Branch | tuple[int, ...]


class SpatialIndex:
    """Immutable index of points; build is O(n log² n), a search visits a few buckets."""

    def __init__(self, points: Sequence[Point]) -> None:
        """Index ``points``; results name them by their position in this sequence."""
        self._points = tuple(points)
        self._places: list[Cartesian] = [cartesian(point) for point in self._points]
        self._root = self._build(list(range(len(self._points))))

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self._points)

    def nearest(self, point: Point, limit: int, within_m: float = math.inf) -> list[Neighbour]:
        """Return up to ``limit`` neighbours no farther than ``within_m``, nearest first.

        The order is that of sorting all points by (geodesic, position in the sequence).
        """
        exact = [
            Neighbour(index, distance_m(point, self._points[index]))
            for index in self._candidates(cartesian(point), limit, within_m)
        ]
        exact.sort(key=lambda n: (n.distance_m, n.index))
        return [n for n in exact[: max(0, limit)] if n.distance_m <= within_m]

    def within(self, box: Bounds) -> list[int]:
        """Return the positions of all points in ``box``, ascending."""
        return [index for index, point in enumerate(self._points) if box.contains(point)]

    def _candidates(self, here: Cartesian, limit: int, within_m: float) -> list[int]:
        found: list[int] = []
        reach = within_m + SLACK_M
        if limit <= 0:
            return found
        for chord, index in self._by_chord(here):
            if chord > reach:
                break
            found.append(index)
            if len(found) == limit:
                reach = min(reach, arc_bound_m(chord) + SLACK_M)
        return found

    def _by_chord(self, here: Cartesian) -> Iterator[tuple[float, int]]:
        """Yield (chord in metres, index), nearest first, looking into no bucket before it is needed."""
        order = 0  # breaks ties before nodes would be compared
        heap: list[tuple[float, int, int, _Node | None]] = [(0.0, order, -1, self._root)]
        while heap:
            reach, _, index, node = heapq.heappop(heap)
            if node is None:
                yield reach, index
                continue
            while isinstance(node, _Branch):
                value = here[node.axis]
                near, far, gap = (
                    (node.left, node.right, node.above - value)
                    if value - node.below <= node.above - value
                    else (node.right, node.left, value - node.below)
                )
                order += 1
                heapq.heappush(heap, (max(reach, gap), order, -1, far))
                node = near
            for found in node:
                order += 1
                heapq.heappush(heap, (math.dist(here, self._places[found]), order, found, None))

    def _build(self, members: list[int]) -> _Node:
        if len(members) <= BUCKET:
            return tuple(members)
        places = self._places
        # Any axis is correct and the widest is fastest to search: a sample tells it well enough.
        sample = [places[m] for m in members[:: max(1, len(members) // SAMPLE)]]
        spreads = [max(column) - min(column) for column in zip(*sample, strict=True)]
        axis = spreads.index(max(spreads))
        ranked = sorted(members, key=lambda member: places[member][axis])
        middle = len(ranked) // 2
        return _Branch(
            axis,
            places[ranked[middle - 1]][axis],
            places[ranked[middle]][axis],
            self._build(ranked[:middle]),
            self._build(ranked[middle:]),
        )
