"""The short order: exact where it says so, near the shortest above, never worse than what was given."""

from __future__ import annotations

import random
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.geo import PROVINCE, distance_m
from services.models import Point
from services.tour import EXACT_STOPS, exact_tour, legs_m, quick_tour, short_tour, tour_m

ROUNDING_M = 1e-3
points = st.builds(Point, st.floats(PROVINCE.south, PROVINCE.north), st.floats(PROVINCE.west, PROVINCE.east))


def scattered(source: random.Random, count: int) -> list[Point]:
    """Return ``count`` positions all over the province's box."""
    return [Point(source.uniform(-6, -1.8), source.uniform(100.5, 104.5)) for _ in range(count)]


@pytest.mark.parametrize("count", range(1, 8))
@pytest.mark.parametrize("from_here", [True, False])
def test_exact_is_what_trying_all_orders_finds(count: int, from_here: bool) -> None:
    source = random.Random(count)
    for _ in range(12 if count < 7 else 2):
        stops = scattered(source, count)
        start = scattered(source, 1)[0] if from_here else None
        best = min(tour_m(stops, order, start) for order in permutations(range(count)))
        assert tour_m(stops, exact_tour(stops, start), start) == pytest.approx(best, abs=ROUNDING_M)


def test_eight_stops_by_all_orders() -> None:
    stops = scattered(random.Random(8), 8)
    best = min(tour_m(stops, order) for order in permutations(range(8)))
    assert tour_m(stops, exact_tour(stops)) == pytest.approx(best, abs=ROUNDING_M)


def test_length_is_the_sum_of_geodesics() -> None:
    stops = scattered(random.Random(5), 6)
    start = Point(-3.79, 102.26)
    legs = legs_m(stops, start)
    assert legs[0] == distance_m(start, stops[0])
    assert legs_m(stops)[0] is None
    assert legs_m([]) == ()
    total = sum(leg or 0 for leg in legs)
    assert tour_m(stops, range(6), start) == pytest.approx(total, abs=6 * 3)


def test_the_heuristic_is_near_the_shortest() -> None:
    source = random.Random(912)
    excess = []
    for count in (9, 10, 11, 12):
        for number in range(15):
            stops = scattered(source, count)
            start = scattered(source, 1)[0] if number % 2 else None
            shortest = tour_m(stops, exact_tour(stops, start), start)
            excess.append(tour_m(stops, quick_tour(stops, start), start) / shortest - 1)
    assert min(excess) > -1e-9
    assert sum(excess) / len(excess) < 0.01
    assert max(excess) < 0.08


def test_stops_in_a_line_are_visited_from_end_to_end() -> None:
    line = [Point(-3 - 0.05 * step, 102 + 0.05 * step) for step in range(14)]
    shuffled = random.Random(1).sample(range(14), 14)
    order = [shuffled[index] for index in quick_tour([line[at] for at in shuffled])]
    assert order in (list(range(14)), list(range(14))[::-1])
    order = [shuffled[index] for index in quick_tour([line[at] for at in shuffled], line[0])]
    assert order == list(range(14))


@pytest.mark.parametrize("tour", [short_tour, exact_tour, quick_tour])
def test_nothing_and_one(tour: object) -> None:
    assert callable(tour)
    assert tour([]) == ()
    assert tour([Point(-3, 102)], Point(-4, 103)) == (0,)
    assert sorted(tour([Point(-3, 102)] * 4)) == [0, 1, 2, 3]


def test_few_stops_are_exact_and_many_are_quick() -> None:
    stops = scattered(random.Random(25), 25)
    assert short_tour(stops[:EXACT_STOPS]) == exact_tour(stops[:EXACT_STOPS])
    assert short_tour(stops) == quick_tour(stops)


@settings(max_examples=60, deadline=None)
@given(st.lists(points, max_size=16), st.none() | points)
def test_a_short_order_is_a_permutation_the_same_each_time_and_never_longer(
    stops: list[Point], start: Point | None
) -> None:
    order = short_tour(stops, start)
    assert sorted(order) == list(range(len(stops)))
    assert order == short_tour(stops, start)
    assert tour_m(stops, order, start) <= tour_m(stops, range(len(stops)), start)


@settings(max_examples=40, deadline=None)
@given(st.lists(points, min_size=1, max_size=12), st.none() | points)
def test_the_heuristic_is_never_longer_than_the_given_order(stops: list[Point], start: Point | None) -> None:
    order = quick_tour(stops, start)
    assert sorted(order) == list(range(len(stops)))
    assert tour_m(stops, order, start) <= tour_m(stops, range(len(stops)), start)
