"""The integer form of lines and rings: what goes in comes out, to the last grid step."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LineString, MultiPolygon, Point, Polygon

from gateway.packing.rings import area_of, decode, encode_line, encode_ring, polygons_of, rings_of

SCALE = 10_000
degrees = st.tuples(st.floats(100.5, 104.5), st.floats(-6, -1.8))


@given(st.lists(degrees, min_size=2, max_size=40))
def test_a_line_comes_back_within_half_a_step(points: list[tuple[float, float]]) -> None:
    packed = encode_line(np.array(points), SCALE)
    if packed is None:
        assert len({(round(x * SCALE), round(y * SCALE)) for x, y in points}) == 1
        return
    back = decode(packed, SCALE)
    assert np.abs(back[0] - points[0]).max() <= 0.5 / SCALE + 1e-9
    assert np.abs(back[-1] - points[-1]).max() <= 0.5 / SCALE + 1e-9
    assert (np.abs(np.diff(back, axis=0)).max(axis=1) > 0).all()


def test_differences_follow_the_first_vertex() -> None:
    assert encode_line(np.array([[102.0, -3.0], [102.0001, -3.0002], [102.0, -3.0]]), SCALE) == [
        1_020_000,
        -30_000,
        1,
        -2,
        -1,
        2,
    ]


def test_rings_are_not_closed_and_specks_vanish() -> None:
    square = np.array([[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]) / 10
    assert encode_ring(square, SCALE) == [0, 0, 0, 1000, 1000, 0, 0, -1000]
    assert encode_ring(square / 100_000, SCALE) is None
    assert encode_ring(np.array([[0, 0], [1, 1], [0, 0]]), SCALE) is None
    assert encode_line(square / 100_000, SCALE) is None


@given(
    st.lists(st.tuples(st.floats(101, 103), st.floats(-5, -3), st.floats(0.01, 0.5)), min_size=1, max_size=5)
)
def test_areas_with_holes_and_islands_survive(discs: list[tuple[float, float, float]]) -> None:
    area = shapely.union_all([Point(x, y).buffer(r) for x, y, r in discs])
    area = area.difference(Point(discs[0][0], discs[0][1]).buffer(discs[0][2] / 2))
    if area.is_empty:
        return
    packed = [encode_ring(ring, SCALE) for ring in rings_of(polygons_of(area))]
    back = area_of(decode(ring, SCALE) for ring in packed if ring)
    assert back.symmetric_difference(area).area <= area.length / SCALE


def test_only_polygons_are_taken_from_a_mixture() -> None:
    square = shapely.box(0, 0, 1, 1)
    mixture = GeometryCollection(
        [Point(0, 0), LineString([(0, 0), (1, 1)]), MultiPolygon([square]), Polygon()]
    )
    assert [polygon.area for polygon in polygons_of(mixture)] == [1.0]
    assert list(polygons_of(None)) == []


def test_even_odd_rule_makes_holes() -> None:
    outer, inner = np.array([[0, 0], [4, 0], [4, 4], [0, 4]]), np.array([[1, 1], [2, 1], [2, 2], [1, 2]])
    assert area_of([outer, inner]).area == pytest.approx(15)
