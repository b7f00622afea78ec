"""A short order of stops: an open path over straight lines, exact for few stops, improved step by step above.

The path begins at ``start`` when it is given, else at any stop, and ends at any stop. Lengths are those of
:func:`services.geo.quick_distance_m`. The same stops in the same order always give the same path.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.geo import cartesian, distance_m, quick_distance_m
from services.models import Point

EXACT_STOPS = 9
"""Up to so many stops the path is the shortest of all."""

_SEEDS = 4
_CARRIED = 3
"""The longest run of stops that is moved to another place of the path."""
_GAIN_M = 1e-6
"""Less than this is rounding, not a shorter path."""

Costs = list[list[float]]
"""Metres between stops. One more row and column, the last, stands for both ends of the path."""


def short_tour(stops: Sequence[Point], start: Point | None = None) -> tuple[int, ...]:
    """Return the indices of ``stops`` in a short order; it is never longer than the given one."""
    return exact_tour(stops, start) if len(stops) <= EXACT_STOPS else quick_tour(stops, start)


def exact_tour(stops: Sequence[Point], start: Point | None = None) -> tuple[int, ...]:
    """Return the shortest order by Held and Karp: time and memory double with each stop."""
    if not stops:
        return ()
    count, costs = len(stops), _costs(stops, start)
    best: list[dict[int, tuple[float, int]]] = [{} for _ in range(1 << count)]
    for stop in range(count):
        best[1 << stop][stop] = (costs[count][stop], count)
    for visited in range(1, 1 << count):
        for last, (length, _) in best[visited].items():
            for stop in range(count):
                if not visited & 1 << stop:
                    ends = best[visited | 1 << stop]
                    reached = length + costs[last][stop]
                    if stop not in ends or reached < ends[stop][0]:
                        ends[stop] = (reached, last)
    return _traced(best, count)


def _traced(best: list[dict[int, tuple[float, int]]], count: int) -> tuple[int, ...]:
    """Return the shortest path of all stops, read backwards from its end."""
    visited = (1 << count) - 1
    stop = min(best[visited], key=lambda end: (best[visited][end][0], end))
    order: list[int] = []
    while stop != count:
        order.append(stop)
        before = best[visited][stop][1]
        visited ^= 1 << stop
        stop = before
    return tuple(reversed(order))


def quick_tour(stops: Sequence[Point], start: Point | None = None) -> tuple[int, ...]:
    """Return a short order: the given one and the nearest-neighbour paths, each improved; the best of all."""
    if not stops:
        return ()
    costs = _costs(stops, start)
    given = list(range(len(stops)))

    def length(path: list[int]) -> tuple[float, list[int]]:
        return _length(costs, path), path

    greedy = sorted((_nearest_first(costs, first) for first in given), key=length)
    improved = [_improved(costs, path) for path in [given, *greedy[:_SEEDS]]]
    best = min([given, *improved], key=length)
    return tuple(best)


def tour_m(stops: Sequence[Point], order: Sequence[int], start: Point | None = None) -> float:
    """Return the length in metres of the path that visits ``stops`` in ``order``."""
    return _length(_costs(stops, start), order)


def legs_m(stops: Sequence[Point], start: Point | None = None) -> tuple[float | None, ...]:
    """Return the geodesic to each stop from the one before, in metres; None where the path begins."""
    before = [start, *stops]
    return tuple(distance_m(one, stop) if one else None for one, stop in zip(before, stops, strict=False))


def _costs(stops: Sequence[Point], start: Point | None) -> Costs:
    places = [cartesian(stop) for stop in stops]
    origin = cartesian(start) if start else None
    costs = [[quick_distance_m(one, other) for other in places] + [0.0] for one in places]
    costs.append([quick_distance_m(origin, place) if origin else 0.0 for place in places] + [0.0])
    return costs


def _length(costs: Costs, order: Sequence[int]) -> float:
    """Return the length of a path, added up from its beginning."""
    length, last = 0.0, len(costs) - 1
    for stop in order:
        length += costs[last][stop]
        last = stop
    return length


def _nearest_first(costs: Costs, first: int) -> list[int]:
    path, left = [first], set(range(len(costs) - 1)) - {first}
    while left:
        stop = min(left, key=lambda other: (costs[path[-1]][other], other))
        path.append(stop)
        left.remove(stop)
    return path


def _improved(costs: Costs, order: Sequence[int]) -> list[int]:
    """Return ``order`` after turning round and carrying runs of stops until nothing more is gained."""
    end = len(costs) - 1
    path = [end, *order, end]
    better: list[int] | None = path
    while better is not None:
        path = better
        better = next(_turned(costs, path), None) or next(_carried(costs, path), None)
    return path[1:-1]


def _turned(costs: Costs, path: list[int]) -> Iterator[list[int]]:
    """Yield shorter paths in which one run of stops is visited backwards (2-opt)."""
    for i in range(1, len(path) - 2):
        for j in range(i + 1, len(path) - 1):
            before, first, last, after = path[i - 1], path[i], path[j], path[j + 1]
            now = costs[before][first] + costs[last][after]
            if costs[before][last] + costs[first][after] < now - _GAIN_M:
                yield path[:i] + path[i : j + 1][::-1] + path[j + 1 :]


def _carried(costs: Costs, path: list[int]) -> Iterator[list[int]]:
    """Yield shorter paths in which up to three stops in a row stand elsewhere (or-opt)."""
    for size in range(1, _CARRIED + 1):
        for i in range(1, len(path) - size):
            run, rest = path[i : i + size], path[:i] + path[i + size :]
            gain = _gap(costs, rest[i - 1], run, rest[i])
            for k in range(1, len(rest)):
                for stops in (run, run[::-1]):
                    if _gap(costs, rest[k - 1], stops, rest[k]) < gain - _GAIN_M:
                        yield rest[:k] + stops + rest[k:]


def _gap(costs: Costs, before: int, run: list[int], after: int) -> float:
    """Return what it adds to visit ``run`` between two that follow each other."""
    return costs[before][run[0]] + costs[run[-1]][after] - costs[before][after]
