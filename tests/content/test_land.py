"""The land outline: what the app draws when there is no other map, and the tool that makes it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from shapely import LinearRing

from tests.content.files import ROOT, regions
from tools.build_land import BOUNDS, SCALE, build, encode_ring, land_rings

Ring = list[tuple[float, float]]


def decoded(flat: list[int], scale: int) -> Ring:
    """Return the [lon, lat] vertices of an encoded ring."""
    x, y = flat[0], flat[1]
    ring = [(x / scale, y / scale)]
    for dx, dy in zip(flat[2::2], flat[3::2], strict=True):
        x, y = x + dx, y + dy
        ring.append((x / scale, y / scale))
    return ring


def is_on_land(rings: list[Ring], lon: float, lat: float) -> bool:
    """Even-odd rule over all rings."""
    inside = False
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y0 > lat) != (y1 > lat) and lon < x0 + (lat - y0) * (x1 - x0) / (y1 - y0):
                inside = not inside
    return inside


@cache
def land() -> tuple[Ring, ...]:
    document = json.loads((ROOT / "assets" / "basemap" / "land.json").read_text(encoding="utf-8"))
    assert document["licence"] == "ODbL-1.0"
    assert document["attribution"] == "© OpenStreetMap contributors"
    return tuple(decoded(flat, document["scale"]) for flat in document["rings"])


def test_rings_stay_inside_the_frame() -> None:
    west, south, east, north = BOUNDS
    for ring in land():
        assert len(ring) >= 3
        assert ring[0] != ring[-1]
        assert all(west <= lon <= east and south <= lat <= north for lon, lat in ring)
    assert 300 <= sum(map(len, land())) <= 600


def test_every_village_is_on_land() -> None:
    drowned = [
        region.id
        for region in regions().values()
        if region.level == "village"
        and region.centroid
        and not is_on_land(list(land()), region.centroid.lon, region.centroid.lat)
    ]
    assert drowned == []


@pytest.mark.parametrize(
    ("lon", "lat"), [(101.0, -4.5), (102.2, -3.85), (102.0, -5.0), (103.0, -5.5)], ids=str
)
def test_the_sea_is_sea(lon: float, lat: float) -> None:
    assert not is_on_land(list(land()), lon, lat)


def test_enggano_is_there_and_lake_ranau_is_water() -> None:
    assert is_on_land(list(land()), 102.2378, -5.3903)
    assert not is_on_land(list(land()), 103.92, -4.88)


def _square(west: float, south: float, size: float) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def test_what_lies_outside_is_left_out_and_the_rest_is_cut() -> None:
    polygons = [[_square(100.0, -4.0, 1.0)], [_square(10.0, 50.0, 1.0)]]
    rings = land_rings({"type": "MultiPolygon", "coordinates": polygons})
    assert len(rings) == 1
    lons = {lon for lon, _ in decoded(rings[0], SCALE)}
    assert lons == {100.5, 101.0}


def test_lakes_are_kept_and_scraps_of_rivers_are_not() -> None:
    outer, lake, scrap = _square(102.0, -4.0, 1.0), _square(102.2, -3.8, 0.2), _square(102.6, -3.4, 0.004)
    feature = {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [outer, lake, scrap]}}
    rings = land_rings({"type": "FeatureCollection", "features": [feature]})
    assert [len(ring) // 2 for ring in rings] == [4, 4]
    shapes = [decoded(ring, SCALE) for ring in rings]
    assert is_on_land(shapes, 102.1, -3.1)
    assert not is_on_land(shapes, 102.3, -3.7)
    assert is_on_land(shapes, 102.602, -3.398)


def test_a_ring_that_crosses_itself_is_repaired() -> None:
    bow_tie = [[102.0, -4.0], [103.0, -3.0], [103.0, -4.0], [102.0, -3.0], [102.0, -4.0]]
    polygon = {"type": "Polygon", "coordinates": [bow_tie]}
    rings = land_rings({"type": "GeometryCollection", "geometries": [polygon]})
    assert rings
    assert all(len(ring) == 6 for ring in rings)


def test_repeated_vertices_are_dropped() -> None:
    ring = LinearRing([(102, -4), (102.000001, -4), (103, -4), (103, -3), (102, -4)])
    assert encode_ring(ring) == [10_200_000, -400_000, 100_000, 0, 0, 100_000]


def test_the_file_is_written_one_ring_per_line(tmp_path: Path) -> None:
    source, target = tmp_path / "map.geo.json", tmp_path / "basemap" / "land.json"
    source.write_text(json.dumps({"type": "Polygon", "coordinates": [_square(102.0, -4.0, 1.0)]}))
    written = build(source, target)
    assert json.loads(target.read_text(encoding="utf-8")) == written
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2
