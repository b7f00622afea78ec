"""Borders: once each, at the right level, without the shore."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import MultiPolygon

from gateway.packing.boundaries import build_boundaries, finest
from gateway.packing.rings import decode
from gateway.packing.villages import as_coverage
from tests.gateway.importing import world

SCALE = 100_000


def lines(packed: list[dict[str, Any]], level: str) -> list[shapely.LineString]:
    found = [boundary["lines"] for boundary in packed if boundary["level"] == level]
    return [shapely.LineString(decode(one, SCALE)) for one in (found[0] if found else [])]


def test_shared_border_is_one_line_at_its_level() -> None:
    packed = build_boundaries(world.polygons(), [], None, SCALE)
    (regency,), (district,) = lines(packed, "regency"), lines(packed, "district")
    assert regency.equals(shapely.LineString([(102.2, -3.1), (102.2, -3.0)]))
    assert district.equals(shapely.LineString([(102.1, -3.1), (102.1, -3.0)]))


def test_villages_of_one_district_have_no_line_between_them() -> None:
    packed = build_boundaries(world.polygons(), [], None, SCALE)
    assert all(one.distance(shapely.Point(102.3, -3.05)) > 0.05 for one in lines(packed, "regency"))
    assert all(one.distance(shapely.Point(102.3, -3.05)) > 0.05 for one in lines(packed, "district"))


def test_no_border_is_drawn_twice_even_when_vertices_differ() -> None:
    west = shapely.Polygon([(102, -3.1), (102.1, -3.1), (102.1, -3.07), (102.1, -3), (102, -3)])
    east = shapely.Polygon([(102.1, -3.1), (102.2, -3.1), (102.2, -3), (102.1, -3), (102.10002, -3.04)])
    areas = {"17.01.01.2001": MultiPolygon([west]), "17.02.01.2001": MultiPolygon([east])}
    assert sum(
        one.length for one in lines(build_boundaries(as_coverage(areas), [], None, SCALE), "regency")
    ) == pytest.approx(0.1, rel=1e-3)


def test_border_with_the_neighbours_is_drawn_but_not_the_shore() -> None:
    land = shapely.box(102.0, -5, 104, -2)
    outer = shapely.union_all(lines(build_boundaries(world.polygons(), [], land, SCALE), "regency"))
    assert outer.distance(shapely.Point(102.4, -3.05)) < 1e-9, "inland in the east"
    assert outer.distance(shapely.Point(102.0, -3.05)) > 0.005, "shore in the west"
    island = shapely.box(102.0, -3.1, 102.4, -3.0)
    assert len(lines(build_boundaries(world.polygons(), [], island, SCALE), "regency")) == 1


def test_lines_serve_when_there_are_no_areas() -> None:
    given = [("district", np.array([[102, -3], [102.5, -3], [103, -3]]))]
    assert build_boundaries({}, given, None, SCALE) == [
        {"level": "district", "lines": [[10_200_000, -300_000, 100_000, 0]]}
    ]
    assert lines(build_boundaries(world.polygons(), given, None, SCALE), "district")[0].length < 0.2
    assert build_boundaries({}, [], None, SCALE) == []


def test_the_finest_areas_are_used() -> None:
    areas = {**world.polygons(), "17.01": world.square(0), "17.01.01": world.square(0)}
    assert finest(areas).keys() == set(world.VILLAGES)
    regencies = {"17.01": world.square(0), "17.02": world.square(1)}
    assert [boundary["level"] for boundary in build_boundaries(regencies, [], None, SCALE)] == ["regency"]
