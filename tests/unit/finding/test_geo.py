"""Distances, bearings and boxes against geopy and against facts of the map."""

from __future__ import annotations

import math

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from services.geo import (
    PROVINCE,
    Bounds,
    Direction,
    arc_bound_m,
    bearing_deg,
    bounds_of,
    cartesian,
    direction,
    distance_m,
    quick_distance_m,
    walking_minutes,
)
from services.models import Point

in_province = st.builds(Point, st.floats(-6, -1.8), st.floats(100.5, 104.5))
anywhere = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))
FORT, UNIB = Point(-3.787249, 102.25174), Point(-3.75874, 102.27229)


def test_distance_is_the_geodesic() -> None:
    expected = geodesic((FORT.lat, FORT.lon), (UNIB.lat, UNIB.lon)).meters
    assert distance_m(FORT, UNIB) == expected
    assert 3_800 < expected < 4_000


@given(in_province, in_province)
def test_quick_distance_stays_within_3_m_in_the_province(a: Point, b: Point) -> None:
    assert abs(quick_distance_m(cartesian(a), cartesian(b)) - distance_m(a, b)) < 3


@given(in_province, in_province)
def test_chord_and_arc_bracket_the_geodesic(a: Point, b: Point) -> None:
    chord = math.dist(cartesian(a), cartesian(b))
    assert chord - 1e-6 <= distance_m(a, b) <= arc_bound_m(chord) + 1e-6


@given(anywhere, anywhere)
def test_bracket_holds_all_over_the_earth(a: Point, b: Point) -> None:
    chord = math.dist(cartesian(a), cartesian(b))
    assert chord - 1e-6 <= distance_m(a, b) <= arc_bound_m(chord) + 1e-6


def test_no_upper_bound_across_the_earth() -> None:
    assert arc_bound_m(13_000_000) == math.inf


@pytest.mark.parametrize(
    ("lat", "lon", "expected"),
    [
        (-3, 102, Direction.NORTH),
        (-3, 103, Direction.NORTH_EAST),
        (-4, 103, Direction.EAST),
        (-5, 103, Direction.SOUTH_EAST),
        (-5, 102, Direction.SOUTH),
        (-5, 101, Direction.SOUTH_WEST),
        (-4, 101, Direction.WEST),
        (-3, 101, Direction.NORTH_WEST),
    ],
)
def test_eight_directions_from_one_place(lat: float, lon: float, expected: Direction) -> None:
    assert direction(bearing_deg(Point(-4, 102), Point(lat, lon))) is expected


@pytest.mark.parametrize(
    ("bearing", "expected"),
    [
        (0, Direction.NORTH),
        (22.4, Direction.NORTH),
        (22.6, Direction.NORTH_EAST),
        (337.4, Direction.NORTH_WEST),
        (337.6, Direction.NORTH),
        (360, Direction.NORTH),
    ],
)
def test_sectors_are_45_degrees_around_each_direction(bearing: float, expected: Direction) -> None:
    assert direction(bearing) is expected


@given(anywhere, anywhere)
def test_bearing_is_never_360(a: Point, b: Point) -> None:
    assert 0 <= bearing_deg(a, b) < 360


def test_bearing_to_itself_is_north() -> None:
    assert bearing_deg(FORT, FORT) == 0


@pytest.mark.parametrize(("metres", "minutes"), [(0, 1), (57, 1), (58, 2), (600, 11), (5_000, 87)])
def test_walking_counts_started_minutes_and_the_detour(metres: float, minutes: int) -> None:
    assert walking_minutes(metres) == minutes


def test_province_holds_its_corners_and_no_other_island() -> None:
    mukomuko, enggano, jakarta = Point(-2.1, 101.0), Point(-5.5, 102.4), Point(-6.2, 106.8)
    assert PROVINCE.contains(mukomuko)
    assert PROVINCE.contains(enggano)
    assert not PROVINCE.contains(jakarta)
    assert PROVINCE.clamp(jakarta) == Point(-6.0, 104.5)
    assert PROVINCE.clamp(enggano) == enggano


def test_boxes() -> None:
    box = Bounds(-4, 102, -3, 103)
    assert box.intersects(Bounds(-5, 101, -4, 102)), "a shared corner counts"
    assert not box.intersects(Bounds(-5, 101, -4.1, 104))
    assert box.center == Point(-3.5, 102.5)
    assert box.padded(0.5) == Bounds(-4.5, 101.5, -2.5, 103.5)
    assert bounds_of([Point(-4, 103), Point(-3, 102)]) == box
    assert bounds_of([]) is None
