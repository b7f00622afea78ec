"""Roads: classes, joining, thinning."""

from __future__ import annotations

import random

import numpy as np
import pytest

from gateway.packing.mapdata import road_class
from gateway.packing.rings import Coordinates, decode
from gateway.packing.roads import build_roads, joined_lines, thinned_lines

SCALE = 100_000


def line(*points: tuple[float, float]) -> Coordinates:
    return np.array([(102 + x / 100, -3 + y / 100) for x, y in points])


@pytest.mark.parametrize(
    ("highway", "drawn"),
    [
        ("motorway", "trunk"),
        ("trunk_link", "trunk"),
        ("primary", "primary"),
        ("secondary_link", "secondary"),
        ("tertiary", "tertiary"),
        ("residential", "minor"),
        ("living_street", "minor"),
        ("unclassified", "minor"),
        ("footway", None),
        ("path", None),
        ("construction", None),
        ("", None),
    ],
)
def test_class_of_a_highway(highway: str, drawn: str | None) -> None:
    assert road_class(highway) == drawn


def test_lines_join_where_two_ends_meet() -> None:
    joined = joined_lines([line((0, 0), (1, 0)), line((2, 0), (1, 0)), line((2, 0), (3, 1))])
    assert [len(one.coords) for one in joined] == [4]


def test_crossroads_stay_apart() -> None:
    arms = [line((0, 0), end) for end in ((1, 0), (-1, 0), (0, 1))]
    assert len(joined_lines(arms)) == 3


def test_a_road_given_twice_counts_once() -> None:
    once = line((0, 0), (1, 0), (2, 1))
    assert len(joined_lines([once, once.copy(), once[::-1]])) == 1
    assert joined_lines([]) == []
    assert joined_lines([once[:1]]) == []


def test_order_and_direction_of_the_input_do_not_matter() -> None:
    rng = random.Random(7)
    lines = [("minor", line(*[(rng.uniform(0, 9), rng.uniform(0, 9)) for _ in range(4)])) for _ in range(30)]
    shuffled = [(name, one[::-1] if rng.random() < 0.5 else one) for name, one in lines]
    rng.shuffle(shuffled)
    assert build_roads(lines, SCALE) == build_roads(shuffled, SCALE)


def test_major_roads_keep_bends_that_minor_ones_lose() -> None:
    bend = [line((0, 0), (1, 0.008), (2, 0))]
    assert [len(one.coords) for one in thinned_lines(bend, is_minor=False)] == [3]
    assert [len(one.coords) for one in thinned_lines(bend, is_minor=True)] == [2]


def test_dots_of_minor_roads_are_left_out() -> None:
    dot = [line((0, 0), (0.02, 0))]
    assert thinned_lines(dot, is_minor=True) == []
    assert len(thinned_lines(dot, is_minor=False)) == 1


def test_pack_form_biggest_class_first() -> None:
    packed = build_roads([("minor", line((0, 0), (1, 1))), ("trunk", line((0, 0), (1, 0)))], SCALE)
    assert [road["class"] for road in packed] == ["trunk", "minor"]
    assert decode(packed[0]["lines"][0], SCALE).tolist() == [[102, -3], [102.01, -3]]
    assert build_roads([], SCALE) == []
