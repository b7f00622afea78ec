"""Clusters: never too many, nobody lost, the same wherever the camera looks."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.clustering import MAX_MARKERS, cluster, is_coarse
from services.geo import Bounds
from services.mercator import TILE_PX, degrees_per_pixel, to_pixels, to_point
from services.models import Point, Station
from tests.unit.finding.rows import content

spots = st.builds(Point, st.floats(-6, -1.8), st.floats(100.5, 104.5))
CITY = Point(-3.8, 102.27)


@given(st.lists(spots, max_size=150), st.floats(5, 18), st.integers(1, 60))
def test_everybody_is_in_exactly_one_cluster_and_there_are_few(
    points: list[Point], zoom: float, limit: int
) -> None:
    found = cluster(points, zoom, limit)
    assert len(found) <= limit
    assert sorted(m for c in found for m in c.members) == list(range(len(points)))
    for group in found:
        assert group.count == len(group.members)
        assert all(group.bounds.contains(points[m]) for m in group.members)


@given(st.lists(spots, min_size=1, max_size=60), st.integers(5, 18), st.randoms(use_true_random=False))
def test_order_of_the_points_does_not_matter(points: list[Point], zoom: int, source: random.Random) -> None:
    shuffled = points[:]
    source.shuffle(shuffled)
    first = {tuple(sorted((points[m].lat, points[m].lon) for m in c.members)) for c in cluster(points, zoom)}
    second = {
        tuple(sorted((shuffled[m].lat, shuffled[m].lon) for m in c.members)) for c in cluster(shuffled, zoom)
    }
    assert first == second


def test_ten_thousand_points_stay_below_a_hundred_markers() -> None:
    source = random.Random(3)
    points = [Point(source.uniform(-6, -1.8), source.uniform(100.5, 104.5)) for _ in range(10_000)]
    for zoom in (7, 10, 13, 18):
        assert 1 < len(cluster(points, zoom)) <= MAX_MARKERS


def test_the_same_inside_one_zoom_level() -> None:
    points = [Point(-3.8 + n / 500, 102.3 + n / 300) for n in range(40)]
    assert cluster(points, 11.0) == cluster(points, 11.9)


def test_close_ones_part_when_zooming_in() -> None:
    points = [CITY, Point(-3.801, 102.271), Point(-4.5, 102.9)]
    assert [c.members for c in cluster(points, 9)] == [(0, 1), (2,)]
    assert [c.members for c in cluster(points, 18)] == [(0,), (1,), (2,)]


def test_a_grid_line_does_not_part_neighbours() -> None:
    x = math.floor(to_pixels(CITY, 12)[0] / 64) * 64
    y = to_pixels(CITY, 12)[1]
    pair = [to_point(x - 2, y, 12), to_point(x + 2, y, 12)]
    assert [c.members for c in cluster(pair, 12)] == [(0, 1)]


def test_a_lone_point_keeps_its_position() -> None:
    assert cluster([CITY], 10)[0].point == CITY
    assert cluster([], 10) == []


def test_a_cluster_lies_between_its_members() -> None:
    group = cluster([CITY, Point(-3.8005, 102.2705)], 10)[0]
    assert group.bounds == Bounds(-3.8005, 102.27, -3.8, 102.2705)
    assert group.bounds.contains(group.point)


def test_coarse_positions_of_the_seed() -> None:
    coarse = [s.id for s in content("wifi-stations", Station).rows() if is_coarse(s.precision_m)]
    assert {"enggano-air", "linau", "kahyapu", "malakoni"} <= set(coarse)
    assert "rsud-m-yunus" not in coarse
    assert not is_coarse(None)
    assert not is_coarse(200)


@given(spots, st.floats(0, 18))
def test_pixels_and_back(point: Point, zoom: float) -> None:
    back = to_point(*to_pixels(point, zoom), zoom)
    assert back.lat == pytest.approx(point.lat, abs=1e-9)
    assert back.lon == pytest.approx(point.lon, abs=1e-9)


def test_world_map_at_zoom_0() -> None:
    assert to_pixels(Point(0, 0), 0) == (TILE_PX / 2, TILE_PX / 2)
    assert degrees_per_pixel(0) == 360 / TILE_PX
    assert to_pixels(Point(90, 0), 0)[1] == pytest.approx(0, abs=1e-6)
