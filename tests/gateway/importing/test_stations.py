"""From raw stations to rows: ids, codes, candidates, duplicates; nothing half-stored."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.content.duplicates import near_duplicates, similarity
from gateway.content.faults import ImportRefused
from gateway.content.station_file import RawStation, StationFile
from gateway.content.stations import REGISTER, PreparedStations, prepare_stations, slug
from gateway.content.storing import import_stations
from gateway.db import Database
from gateway.feed.repository import get_row, live_ids, upsert_rows
from tests.gateway.importing import world
from tests.gateway.importing.world import station, without

LAT, LON = world.INSIDE["17.01"]
TAMAN = {"name": "Taman Kota", "kind": "tourism", "lat": LAT, "lon": LON + 0.05}
METRE = 1 / 111_195


def source(*stations: dict[str, Any]) -> StationFile:
    return StationFile(
        "titik.csv", tuple(RawStation(row, values) for row, values in enumerate(stations, start=2))
    )


def prepare(
    *stations: dict[str, Any], stored: tuple[dict[str, Any], ...] = (), **how: Any
) -> PreparedStations:
    known = {row["id"]: row for row in stored}
    return prepare_stations(source(*stations), world.regions_by_id(), world.locator(**how), known)


def faults(*stations: dict[str, Any], stored: tuple[dict[str, Any], ...] = ()) -> list[tuple[int, str, str]]:
    with pytest.raises(ImportRefused) as refused:
        prepare(*stations, stored=stored)
    return [(fault.row, fault.field, fault.reason) for fault in refused.value.faults]


def test_what_is_absent_is_derived() -> None:
    (row,) = prepare(TAMAN).rows
    assert row == {
        **TAMAN,
        "id": "taman-kota",
        "lifecycle": "active",
        "verified": "source",
        "precision_m": None,
        "regency_code": "17.01",
        "district_code": "17.01.02",
        "village_code": "17.01.02.2001",
        "village_basis": "polygon",
        "source": "titik.csv, row 2",
        "precision": "position as given in the file",
        "origin": REGISTER,
    }


def test_codes_from_centroids_are_marked_and_warned_of() -> None:
    prepared = prepare(TAMAN, with_polygons=False)
    assert prepared.rows[0]["village_basis"] == "centroid"
    assert "approximate" in prepared.warnings[0]


def test_given_village_decides_the_regency() -> None:
    (row,) = prepare({**TAMAN, "village_code": "17.01.01.2001"}).rows
    assert (row["regency_code"], row["village_basis"]) == ("17.01", "chosen")


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"lat": 3.05}, "lat", "missing minus sign?"),
        ({"lat": LON, "lon": LAT}, "lat", "swapped"),
        ({"lat": -4.5}, "lat", "in no village"),
        ({"regency_code": "17.02"}, "lat", "it lies in regency 17.01"),
        ({"regency_code": "17.99"}, "regency_code", "not a regency"),
        ({"village_code": "17.01.01.9999"}, "village_code", "not a village"),
        ({"village_code": "17.02.01.2001"}, "lat", "outside regency 17.02"),
        ({"kind": "kafe"}, "kind", "'kafe' is unknown"),
        ({"lifecycle": "baru"}, "lifecycle", "'baru' is unknown"),
        ({"opening_hours": "tiap hari"}, "opening_hours", "'tiap' is not known"),
        ({"id": "Taman Kota!"}, "id", "match"),
        ({"name": "!!!"}, "id", "match"),
        ({"security": "wpa2"}, "security", "unknown"),
    ],
)
def test_bad_station_is_named(change: dict[str, Any], field: str, words: str) -> None:
    ((row, found, reason),) = faults({**TAMAN, **change})
    assert (row, found) == (2, field)
    assert words in reason


def test_station_without_position_is_refused() -> None:
    assert (2, "lat", "a station needs a position") in faults(without(TAMAN, "lat", "lon"))


def test_same_id_twice_in_one_file() -> None:
    ((row, field, reason),) = faults(TAMAN, {**TAMAN, "lon": LON})
    assert (row, field) == (3, "id")
    assert reason == "taman-kota is already in row 2 (made from the name; fill the column id)"


def test_candidate_of_the_same_id_becomes_active_and_keeps_what_is_not_said() -> None:
    stored = station(phone="0736 1", place_kind="taman", verified="memory")
    prepared = prepare({**TAMAN, "lat": LAT, "lon": LON}, stored=(stored,))
    (row,) = prepared.rows
    assert (prepared.added, prepared.activated) == (0, 1)
    assert (row["lifecycle"], row["phone"], row["place_kind"]) == ("active", "0736 1", "taman")
    assert (row["verified"], row["source"]) == ("source", "titik.csv, row 2")


def test_moved_station_forgets_its_old_codes() -> None:
    stored = station(
        lat=LAT, lon=LON + 0.1999, precision_m=5, village_code="17.02.01.2001", regency_code="17.02"
    )
    (row,) = prepare({**TAMAN, "id": "taman-kota"}, stored=(stored,)).rows
    assert (row["regency_code"], row["village_code"], row["precision_m"]) == ("17.01", "17.01.02.2001", None)


def test_id_made_from_a_name_does_not_take_over_a_station_elsewhere() -> None:
    ((_, field, reason),) = faults(TAMAN, stored=(station(lon=LON - 0.05),))
    assert field == "id"
    assert "11.1 km away" in reason
    assert prepare({**TAMAN, "id": "taman-kota"}, stored=(station(lon=LON - 0.05),)).added == 0


def test_near_namesake_is_a_warning_not_a_fault() -> None:
    near = {**TAMAN, "name": "WiFi TAMAN KOTA", "id": "other", "lat": LAT, "lon": LON + 20 * METRE}
    (warning,) = prepare(near, stored=(station(),)).warnings
    assert warning == "other (WiFi TAMAN KOTA) and taman-kota (Taman Kota): 20 m apart, one station?"


@pytest.mark.parametrize("change", [{"name": "RSUD Dr. Yunus"}, {"lat": LAT + 31 * METRE}])
def test_other_name_or_more_than_30_m_is_no_duplicate(change: dict[str, Any]) -> None:
    assert list(near_duplicates([station(), station(id="b", **change)])) == []


def test_every_near_pair_is_found_once() -> None:
    rows = [station(id=f"s{n}", lat=LAT + n * 20 * METRE) for n in range(5)]
    pairs = [(a["id"], b["id"]) for a, b, _ in near_duplicates([*rows, station(id="x", lat=None, lon=None)])]
    assert pairs == [("s0", "s1"), ("s1", "s2"), ("s2", "s3"), ("s3", "s4")]
    assert list(near_duplicates([])) == []


def test_similarity_of_names() -> None:
    assert similarity("Free WiFi Alun-alun", "alun alun") == 1
    assert similarity("Perpustakaan Daerah", "Perpustakan Daerah") > 0.9
    assert similarity("Pasar Minggu", "Benteng Marlborough") < 0.5


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Alun-alun Kota", "alun-alun-kota"), ("Café É!", "cafe-e"), ("x" * 90, "x" * 80), ("???", "")],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


async def prepared_database(database: Database) -> None:
    async with database.write() as session:
        await upsert_rows(session, "regions", world.regions())
        await upsert_rows(session, "wifi-stations", [station()])


async def test_import_stores_and_activates(database: Database) -> None:
    await prepared_database(database)
    here = {**TAMAN, "lat": LAT, "lon": LON}
    await import_stations(database, source(here, {**TAMAN, "id": "b"}), world.polygons(), dry_run=False)
    async with database.read() as session:
        row = await get_row(session, "wifi-stations", "taman-kota")
        assert await live_ids(session, "wifi-stations") == {"taman-kota", "b"}
    assert row is not None
    assert row["lifecycle"] == "active"


async def test_one_bad_station_among_good_ones_stores_nothing(database: Database) -> None:
    await prepared_database(database)
    many = [{**TAMAN, "id": f"s{number}"} for number in range(20)]
    with pytest.raises(ImportRefused):
        await import_stations(database, source(*many, {**TAMAN, "lat": 3.0}), world.polygons(), dry_run=False)
    async with database.read() as session:
        assert await live_ids(session, "wifi-stations") == {"taman-kota"}


async def test_dry_run_tells_and_stores_nothing(database: Database) -> None:
    await prepared_database(database)
    prepared = await import_stations(database, source({**TAMAN, "id": "b"}), None, dry_run=True)
    assert prepared.added == 1
    async with database.read() as session:
        assert await live_ids(session, "wifi-stations") == {"taman-kota"}
