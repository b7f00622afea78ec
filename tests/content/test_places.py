"""Positions lie where their region is, and nothing claims more than a source says."""

from __future__ import annotations

import pytest

from services.geo import distance_m
from services.models import Lifecycle, Place, Point, Region, RegionLevel, Station, StationKind, StationState
from tests.content.files import PARSERS, regions, rows

PARENT_LEVEL = {
    RegionLevel.REGENCY: RegionLevel.PROVINCE,
    RegionLevel.DISTRICT: RegionLevel.REGENCY,
    RegionLevel.VILLAGE: RegionLevel.DISTRICT,
}
KINDS = {
    RegionLevel.PROVINCE: {"provinsi"},
    RegionLevel.REGENCY: {"kabupaten", "kota"},
    RegionLevel.DISTRICT: {"kecamatan"},
    RegionLevel.VILLAGE: {"desa", "kelurahan"},
}
CATEGORIES = {
    *("beach", "waterfall", "lake", "island", "mountain", "hot_spring", "park", "conservation"),
    *("history", "museum", "culture", "religious", "tourism_village", "agritourism"),
    *("recreation", "shopping", "culinary", "harbour"),
}
# A coarser point does not tell its village, unless the village is where the point comes from.
VILLAGE_PRECISION_M = 500


def _stations() -> list[Station]:
    return [Station.from_wire(row) for row in rows("wifi-stations")]


def _places() -> list[Place]:
    return [Place.from_wire(row) for row in rows("destinations")]


def _within(region: Region, point: Point) -> bool:
    assert region.centroid is not None
    assert region.radius_m is not None
    return distance_m(region.centroid, point) <= region.radius_m


def test_parents_exist_one_level_up() -> None:
    for region in regions().values():
        assert region.kind in KINDS[region.level], region.id
        if region.level is RegionLevel.PROVINCE:
            assert region.parent_id is None
            continue
        assert region.parent_id is not None
        assert regions()[region.parent_id].level is PARENT_LEVEL[region.level], region.id
        assert region.id.startswith(region.parent_id + "."), region.id


def test_village_kind_agrees_with_the_official_code() -> None:
    villages = [region for region in regions().values() if region.level is RegionLevel.VILLAGE]
    assert all((region.kind == "kelurahan") == (region.id[9] == "1") for region in villages)


def test_centroids_lie_in_their_parents() -> None:
    for region in regions().values():
        assert region.centroid is not None, region.id
        if region.parent_id is not None:
            assert _within(regions()[region.parent_id], region.centroid), region.id


def test_regency_circles_hold_all_their_villages() -> None:
    for region in regions().values():
        if region.level is RegionLevel.VILLAGE:
            assert region.centroid is not None
            assert _within(regions()[region.id[:5]], region.centroid), region.id


def test_the_province_is_the_sum_of_its_regencies() -> None:
    province, *others = rows("regions")
    regencies = [row for row in others if row["level"] == "regency"]
    assert province["population"] == sum(row["population"] for row in regencies)
    assert province["area_km2"] == pytest.approx(sum(row["area_km2"] for row in regencies))
    assert all(row["population_male"] + row["population_female"] == row["population"] for row in regencies)


@pytest.mark.parametrize("collection", ["wifi-stations", "destinations"])
def test_positions_lie_in_their_regency(collection: str) -> None:
    parsed = [PARSERS[collection](row) for row in rows(collection)]
    placed = [row for row in parsed if row.point is not None]
    assert len(placed) >= len(parsed) / 2
    for row in placed:
        assert regions()[row.regency_id].level is RegionLevel.REGENCY
        assert _within(regions()[row.regency_id], row.point), row.id


@pytest.mark.parametrize("collection", ["wifi-stations", "destinations"])
def test_precision_is_known_exactly_when_the_position_is(collection: str) -> None:
    for row in rows(collection):
        known = [row[field] is not None for field in ("lat", "lon", "precision_m")]
        assert len(set(known)) == 1, row["id"]
        if known[0]:
            assert f"{row['precision_m']} m" in row["precision"], row["id"]
        else:
            assert row["precision"] == "posisi belum diketahui", row["id"]


@pytest.mark.parametrize("collection", ["wifi-stations", "destinations"])
def test_villages_are_named_only_when_the_point_tells_them(collection: str) -> None:
    for row in [PARSERS[collection](row) for row in rows(collection)]:
        if row.village_id is None:
            continue
        village = regions()[row.village_id]
        assert village.level is RegionLevel.VILLAGE
        assert row.village_id.startswith(row.regency_id), row.id
        assert _within(village, row.point), row.id
        assert row.precision_m <= VILLAGE_PRECISION_M or row.precision.startswith("titik pusat"), row.id


def test_districts_are_of_the_regency() -> None:
    names = {(region.parent_id, region.name) for region in regions().values() if region.level == "district"}
    assert all((place.regency_id, place.district) in names for place in _places() if place.district)


def test_every_station_is_a_candidate_of_unknown_state() -> None:
    for station in _stations():
        assert station.lifecycle is Lifecycle.CANDIDATE, station.id
        assert station.state is StationState.UNKNOWN, station.id
        assert station.last_proof_at is None
        assert station.checks_24h.total == 0


def test_no_station_detail_is_invented() -> None:
    invented = {"ssid", "password", "opening_hours", "security", "login_hint", "speed_mbps", "operator"}
    assert all(not invented & set(row) for row in rows("wifi-stations"))


def test_station_kinds_follow_the_kind_of_place() -> None:
    kinds = {row["id"]: (row["place_kind"], row["kind"]) for row in rows("wifi-stations")}
    assert {kind for _, kind in kinds.values()} == {kind.value for kind in StationKind}
    assert all(kind == "health" for place, kind in kinds.values() if place == "rumah sakit")
    assert all(kind == "education" for place, kind in kinds.values() if place == "universitas")
    assert kinds["kahyapu"] == ("pelabuhan", "remote_village")
    assert kinds["bks"] == ("bandara", "public_facility")


def test_categories_are_the_agreed_ones() -> None:
    assert {place.category for place in _places()} == CATEGORIES


def test_warnings_reach_the_reader() -> None:
    by_id = {row["id"]: row for row in rows("destinations")}
    assert "2024" in by_id["napal-jungur"]["safety"]["id"]
    assert "drowned" in by_id["napal-jungur"]["safety"]["en"]
    assert "conflict" in by_id["danau-mas"]
    assert "conflict" in by_id["benteng-anna"]
    assert by_id["bukit-kaba"]["elevation_m"] == 1940
