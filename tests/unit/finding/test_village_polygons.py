"""Look-up of villages by polygon: shapes made by hand, then the real province against shapely."""

from __future__ import annotations

import gzip
import json
import random
from typing import Any

import pytest
from shapely import STRtree, points
from shapely.geometry import shape

from services.models import Point
from services.village_polygons import VillagePackError, VillagePolygons
from tests.unit.finding.rows import VILLAGE_FILE, village_pack

SCALE = 10_000


def square(west: float, south: float, size: float) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(code: str, *polygons: list[list[list[float]]]) -> dict[str, Any]:
    return {"properties": {"code": code}, "geometry": {"type": "MultiPolygon", "coordinates": list(polygons)}}


def polygons(*features: dict[str, Any]) -> VillagePolygons:
    return VillagePolygons(village_pack({"features": list(features)}))


RING = feature("ring", [square(102, -4, 0.1), square(102.04, -3.96, 0.02)])
HEART = feature("heart", [square(102.04, -3.96, 0.02)])
TWO_ISLANDS = feature("islands", [square(102.5, -4, 0.01)], [square(102.6, -4, 0.01)])
MADE_UP = polygons(RING, HEART, TWO_ISLANDS)


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (-3.99, 102.01, "ring"),
        (-3.95, 102.05, "heart"),
        (-3.995, 102.505, "islands"),
        (-3.995, 102.605, "islands"),
        (-3.995, 102.55, None),
        (-3.5, 102.05, None),
        (50.0, 10.0, None),
    ],
)
def test_holes_and_parts(lat: float, lon: float, code: str | None) -> None:
    assert MADE_UP.find(Point(lat, lon)) == code


def test_a_shared_edge_belongs_to_exactly_one() -> None:
    left, right = feature("left", [square(102, -4, 0.05)]), feature("right", [square(102.05, -4, 0.05)])
    for order in ((left, right), (right, left)):
        assert polygons(*order).find(Point(-3.98, 102.05)) == "right"


def test_nearest_measures_to_the_border() -> None:
    near = MADE_UP.nearest(Point(-4.001, 102.05), within_m=500)
    assert near is not None
    assert near.code == "ring"
    assert near.distance_m == pytest.approx(111.2, abs=0.5)


def test_nearest_respects_the_limit() -> None:
    assert MADE_UP.nearest(Point(-4.001, 102.05), within_m=100) is None
    assert MADE_UP.nearest(Point(-4.5, 102.05), within_m=500) is None


def test_reads_the_packed_form_and_its_credit() -> None:
    packed = gzip.compress(json.dumps(village_pack({"features": [RING]})).encode())
    villages = VillagePolygons.from_bytes(packed)
    assert len(villages) == 1
    assert villages.attribution == "test"
    assert villages.find(Point(-3.99, 102.01)) == "ring"


@pytest.mark.parametrize(
    "broken",
    [
        {"format": "rafflesia-villages/2", "scale": SCALE, "villages": []},
        {"format": "rafflesia-villages/1", "villages": []},
        {"format": "rafflesia-villages/1", "scale": SCALE},
        {
            "format": "rafflesia-villages/1",
            "scale": SCALE,
            "villages": [{"code": "a", "rings": [[1, 2, 3, 4]]}],
        },
        {"format": "rafflesia-villages/1", "scale": SCALE, "villages": [{"code": "a", "rings": [[1, 2, 3]]}]},
        {"format": "rafflesia-villages/1", "scale": SCALE, "villages": [{"code": "a", "rings": []}]},
        {"format": "rafflesia-villages/1", "scale": SCALE, "villages": [{"rings": []}]},
        {"format": "rafflesia-villages/1", "scale": 0, "villages": []},
        {
            "format": "rafflesia-villages/1",
            "scale": 1,
            "villages": [{"code": "a", "rings": [[0, 0, 9, 9, 2**40, 1]]}],
        },
    ],
)
def test_refuses_what_is_no_pack(broken: dict[str, Any]) -> None:
    with pytest.raises(VillagePackError):
        VillagePolygons(broken)


@pytest.mark.parametrize(
    "packed", [b"", b"not gzip", gzip.compress(b"{", mtime=0), gzip.compress(b"[]", mtime=0)]
)
def test_refuses_damaged_bytes(packed: bytes) -> None:
    with pytest.raises(VillagePackError):
        VillagePolygons.from_bytes(packed)


@pytest.mark.skipif(not VILLAGE_FILE.exists(), reason="needs the village polygons of RAFFLESIA_PACKS")
def test_whole_province_against_shapely() -> None:
    geojson = json.loads(VILLAGE_FILE.read_text("utf-8"))
    villages = VillagePolygons(village_pack(geojson))
    codes = [f["properties"]["code"] for f in geojson["features"]]
    tree = STRtree([shape(f["geometry"]) for f in geojson["features"]])
    source = random.Random(20261121)
    spots = [(source.uniform(101, 103.9), source.uniform(-5.6, -2.2)) for _ in range(6_000)]
    truth: dict[int, set[str]] = {}
    for spot, area in tree.query(points(spots), predicate="intersects").T:
        truth.setdefault(int(spot), set()).add(codes[area])
    found = [villages.find(Point(lat, lon)) for lon, lat in spots]
    on_land = [i for i in range(len(spots)) if i in truth]
    right = sum(found[i] in truth[i] for i in on_land)
    assert len(villages) == 1_513
    assert len(on_land) > 900
    assert right / len(on_land) >= 0.995
    assert all(found[i] is None for i in range(len(spots)) if i not in truth)
