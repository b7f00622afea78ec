"""The index finds what sorting everything by geopy's geodesic finds, in the same order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.geo import Bounds, distance_m
from services.models import Point
from services.spatial_index import SpatialIndex

# A coarse grid of values gives many equal positions and equal distances.
coarse = st.builds(
    Point, st.integers(-60, -18).map(lambda n: n / 10), st.integers(1005, 1045).map(lambda n: n / 10)
)
fine = st.builds(Point, st.floats(-6, -1.8), st.floats(100.5, 104.5))
worldwide = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def brute_force(points: list[Point], here: Point, limit: int) -> list[int]:
    return sorted(range(len(points)), key=lambda i: distance_m(here, points[i]))[:limit]


@settings(max_examples=60)
@given(st.lists(st.one_of(coarse, fine), max_size=80), st.one_of(coarse, fine), st.integers(0, 25))
def test_same_order_as_sorting_by_geodesic(points: list[Point], here: Point, limit: int) -> None:
    found = SpatialIndex(points).nearest(here, limit)
    assert [n.index for n in found] == brute_force(points, here, limit)
    assert [n.distance_m for n in found] == [distance_m(here, points[n.index]) for n in found]


@settings(max_examples=40)
@given(st.lists(worldwide, max_size=40), worldwide, st.integers(1, 5))
def test_same_order_across_poles_and_the_date_line(points: list[Point], here: Point, limit: int) -> None:
    found = SpatialIndex(points).nearest(here, limit)
    assert [n.index for n in found] == brute_force(points, here, limit)


@pytest.mark.parametrize("spread", [0.00001, 0.5])
def test_crowded_and_spread_points(spread: float) -> None:
    source = random.Random(7)
    points = [
        Point(-3.8 + source.uniform(-spread, spread), 102.3 + source.uniform(-spread, spread))
        for _ in range(2_000)
    ]
    here = Point(-3.8, 102.3)
    assert [n.index for n in SpatialIndex(points).nearest(here, 20)] == brute_force(points, here, 20)


def test_many_equal_points_keep_their_order() -> None:
    points = [Point(-3.8, 102.3)] * 50
    assert [n.index for n in SpatialIndex(points).nearest(Point(-4, 102), 5)] == [0, 1, 2, 3, 4]


def test_radius_limits_the_search() -> None:
    points = [Point(-3.8, 102.3), Point(-3.81, 102.3), Point(-3.9, 102.3)]
    found = SpatialIndex(points).nearest(Point(-3.8, 102.3), 10, within_m=2_000)
    assert [n.index for n in found] == [0, 1]


def test_empty_index_and_empty_request() -> None:
    assert SpatialIndex([]).nearest(Point(0, 0), 5) == []
    assert SpatialIndex([Point(0, 0)]).nearest(Point(0, 0), 0) == []
    assert len(SpatialIndex([Point(0, 0)])) == 1


def test_box() -> None:
    points = [Point(-3, 102), Point(-4, 103), Point(-5, 104)]
    assert SpatialIndex(points).within(Bounds(-4, 102, -3, 103)) == [0, 1]
