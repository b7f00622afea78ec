"""Names, the tree of regions, and which village is here."""

from __future__ import annotations

import json
from functools import lru_cache

import pytest

from services.models import Point, Region, RegionLevel, VillageBasis
from services.regions import RegionRepository
from services.village_polygons import VillagePolygons
from tests.unit.finding.rows import VILLAGE_FILE, IndexedRows, Rows, content, region, village_pack

CITY = Point(-3.7928, 102.2608)
INDIAN_OCEAN = Point(-4.5, 101.0)
PALEMBANG = Point(-2.99, 104.45)


@lru_cache
def province() -> RegionRepository:
    return RegionRepository(content("regions", Region))


@lru_cache
def with_polygons() -> RegionRepository:
    pack = village_pack(json.loads(VILLAGE_FILE.read_text("utf-8")))
    return RegionRepository(content("regions", Region), VillagePolygons(pack))


needs_polygons = pytest.mark.skipif(
    not VILLAGE_FILE.exists(), reason="needs the village polygons of RAFFLESIA_PACKS"
)


def test_tree_of_the_province() -> None:
    regions = province()
    assert len(regions.regencies()) == 10
    assert [r.id for r in regions.children("17")] != []
    assert sum(len(regions.children(r.id)) for r in regions.regencies()) == 129
    names = [r.name for r in regions.children("17.71.03")]
    assert names == sorted(names)
    assert regions.children("17.71.03.1011") == ()
    assert regions.children("99") == ()


def test_path_of_a_village() -> None:
    path = province().path("17.71.03.1011")
    assert path is not None
    assert [r.name for r in path] == ["Kebun Keling", "Teluk Segara", "Kota Bengkulu"]


@pytest.mark.parametrize("code", ["17.71.03", "17", "nowhere"])
def test_only_villages_have_a_path(code: str) -> None:
    assert province().path(code) is None


def test_a_village_without_its_district_has_no_path() -> None:
    assert RegionRepository(Rows(region("17.71.03.1011", "Kebun Keling"))).path("17.71.03.1011") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kebun keling", "Kebun Keling"),
        ("teluk segra", "Teluk Segara"),
        ("kab kepahiang", "Kabupaten Kepahiang"),
        ("kecamatan enggano", "Enggano"),
        ("bentirin", "Bentiring"),
    ],
)
def test_search_by_name(text: str, name: str) -> None:
    assert province().search(text, limit=3)[0].name == name


def test_search_keeps_to_a_level_and_a_limit() -> None:
    found = province().search("curup", limit=4, level=RegionLevel.VILLAGE)
    assert len(found) == 4
    assert {r.level for r in found} == {RegionLevel.VILLAGE}


def test_search_tells_villages_of_one_name_apart_by_district() -> None:
    rows = IndexedRows(
        region("17.01.01", "Kedurang"),
        region("17.01.01.2001", "Suka Maju"),
        region("17.02.01", "Talo"),
        region("17.02.01.2001", "Suka Maju"),
    )
    found = RegionRepository(rows).search("suka maju talo")
    assert [r.id for r in found] == ["17.02.01.2001"]


def test_without_polygons_the_basis_is_the_centroid() -> None:
    match = province().locate(CITY)
    assert match is not None
    assert match.basis is VillageBasis.CENTROID
    assert match.regency.name == "Kota Bengkulu"
    assert not province().has_polygons


@pytest.mark.parametrize("point", [Point(-6.2, 106.8), Point(0.0, 100.0), Point(-5.9, 100.6)])
def test_without_polygons_outside_is_outside(point: Point) -> None:
    assert province().locate(point) is None


def test_a_larger_village_reaches_farther() -> None:
    rows = IndexedRows(
        region("17", "P"),
        region("17.01", "R"),
        region("17.01.01", "D"),
        region("17.01.01.2001", "small", -4.0, 102.00, radius_m=2_500),
        region("17.01.01.2002", "large", -4.0, 102.05, radius_m=9_000),
    )
    match = RegionRepository(rows).locate(Point(-4.0, 102.02))
    assert match is not None
    assert match.village.name == "large"


@needs_polygons
def test_with_polygons_the_village_is_certain() -> None:
    match = with_polygons().locate(Point(-3.787249, 102.25174))
    assert match is not None
    assert (match.village.name, match.district.name) == ("Kebun Keling", "Teluk Segara")
    assert match.basis is VillageBasis.POLYGON
    assert with_polygons().has_polygons


@needs_polygons
def test_just_off_the_beach_is_still_the_village_and_farther_out_an_estimate() -> None:
    beach = [with_polygons().locate(Point(-3.8150, 102.2700 - step * 0.0005)) for step in range(40)]
    bases = [match.basis if match else None for match in beach]
    order = [VillageBasis.POLYGON, VillageBasis.CENTROID, None]
    assert bases == sorted(bases, key=order.index), "sure, then estimated, then unknown, going out to sea"
    assert set(bases) == set(order)


@needs_polygons
@pytest.mark.parametrize("point", [INDIAN_OCEAN, PALEMBANG])
def test_with_polygons_outside_is_outside(point: Point) -> None:
    assert with_polygons().locate(point) is None


def test_polygons_may_come_later() -> None:
    regions = RegionRepository(content("regions", Region))
    pack = {"format": "rafflesia-villages/1", "scale": 1, "villages": []}
    regions.use_polygons(VillagePolygons(pack))
    assert regions.has_polygons
    assert regions.locate(CITY) is None


def test_a_village_of_the_pack_that_is_no_row_is_not_invented() -> None:
    ring = [[1022000, -38000, 2000, 0, 0, 2000, -2000, 0]]
    pack = {"format": "rafflesia-villages/1", "scale": 10_000, "villages": [{"code": "99.1", "rings": ring}]}
    assert RegionRepository(Rows(), VillagePolygons(pack)).locate(Point(-3.7, 102.3)) is None


def test_nearest_villages_to_choose_from() -> None:
    near = province().near(CITY, limit=5)
    distances = [metres for _, metres in near]
    assert len(near) == 5
    assert distances == sorted(distances)
    assert distances[0] < 2_000


def test_chosen_by_hand() -> None:
    match = province().chosen("17.71.03.1011")
    assert match is not None
    assert match.basis is VillageBasis.CHOSEN
    assert province().chosen("17.71") is None


def test_changed_rows_are_seen_and_told() -> None:
    rows: Rows[Region] = Rows(region("17", "Bengkulu"), region("17.01", "Lama"))
    regions, told = RegionRepository(rows), []
    stop = regions.subscribe(lambda: told.append(True))
    assert regions.search("baru") == ()
    rows.replace(region("17", "Bengkulu"), region("17.01", "Baru"))
    assert [r.name for r in regions.search("baru")] == ["Baru"]
    assert [r.name for r in regions.children("17")] == ["Baru"]
    stop()
    rows.replace()
    assert told == [True]
    assert regions.age.seed_date is not None
