"""Difference form and Douglas-Peucker."""

from __future__ import annotations

import itertools
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.polyline import XY, decode, encode, simplify, thinned

xy = st.tuples(st.integers(-20_000, 20_000), st.integers(-20_000, 20_000))


@given(st.lists(xy, max_size=30))
def test_decode_undoes_encode(line: list[XY]) -> None:
    assert decode(encode(line)) == line


def test_first_vertex_is_absolute() -> None:
    assert encode([(100, -50), (101, -52), (100, -52)]) == [100, -50, 1, -2, -1, 0]


@pytest.mark.parametrize("values", [[1], [1, 2, 3], [1, 2.5], [1, "2"], [True, 2], [None, 2]])
def test_refuses_what_is_no_line(values: list[Any]) -> None:
    with pytest.raises(ValueError, match="integers"):
        decode(values)


@given(st.lists(xy, min_size=2, max_size=40), st.integers(1, 5_000))
def test_no_dropped_vertex_is_farther_than_the_tolerance(line: list[XY], tolerance: int) -> None:
    for thin in (simplify(line, tolerance), thinned(line, tolerance)):
        assert thin[0] == line[0]
        assert thin[-1] == line[-1]
        assert all(min(_off(p, a, b) for a, b in itertools.pairwise(thin)) <= tolerance + 1e-6 for p in line)


def test_straight_line_keeps_its_ends_only() -> None:
    assert simplify([(0, 0), (5, 0), (9, 0), (20, 0)], 0.5) == [(0, 0), (20, 0)]


def test_closed_line_does_not_collapse() -> None:
    square = [(0, 0), (0, 10), (10, 10), (10, 0), (0, 0)]
    assert simplify(square, 1) == square


def test_no_tolerance_changes_nothing() -> None:
    assert simplify([(0, 0), (5, 0), (9, 0)], 0) == [(0, 0), (5, 0), (9, 0)]


def _off(p: XY, a: XY, b: XY) -> float:
    length = math.dist(a, b) ** 2
    along = ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return math.dist(p, (a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])))
