"""Content into the database: everything or nothing, and what a second import does."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gateway.content.faults import ImportRefused
from gateway.content.stations import REGISTER
from gateway.content.storing import Stored, import_content, with_register
from gateway.db import Database
from gateway.feed.repository import live_ids, upsert_rows
from tests.gateway.importing import world
from tests.gateway.importing.world import station, write_content

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
AGENCY = {"id": "opd-01", "name": "Sekretariat", "source": "test", "precision": "exact", "verified": "memory"}


async def ids(database: Database, collection: str) -> list[str]:
    async with database.read() as session:
        return sorted(await live_ids(session, collection))


async def load(database: Database, folder: Path) -> list[Stored]:
    return await import_content(database, folder, world.polygons(), NOW)


async def test_all_files_arrive_with_counts(database: Database, tmp_path: Path) -> None:
    folder = write_content(
        tmp_path / "c", regions=world.regions(), wifi_stations=[station()], agencies=[AGENCY]
    )
    assert await load(database, folder) == [
        Stored("agencies", 1, 1, 0),
        Stored("regions", 10, 10, 0),
        Stored("wifi-stations", 1, 1, 0),
    ]
    assert await ids(database, "wifi-stations") == ["taman-kota"]


async def test_second_import_changes_nothing(database: Database, tmp_path: Path) -> None:
    folder = write_content(tmp_path / "c", regions=world.regions(), agencies=[AGENCY])
    await load(database, folder)
    assert {stored.changed for stored in await load(database, folder)} == {0}


async def test_one_bad_row_among_good_ones_imports_nothing(database: Database, tmp_path: Path) -> None:
    good = [station(id=f"taman-{number}") for number in range(50)]
    folder = write_content(
        tmp_path / "c",
        regions=world.regions(),
        agencies=[AGENCY],
        wifi_stations=[*good[:25], station(id="utara", lat=3.05), *good[25:]],
    )
    with pytest.raises(ImportRefused) as refused:
        await load(database, folder)
    ((fault),) = refused.value.faults
    assert (fault.file, fault.row, fault.field) == ("wifi-stations.json", 26, "lat")
    for collection in ("agencies", "regions", "wifi-stations"):
        assert await ids(database, collection) == []


async def test_failed_import_leaves_the_published_content(database: Database, tmp_path: Path) -> None:
    folder = write_content(tmp_path / "c", regions=world.regions(), agencies=[AGENCY])
    await load(database, folder)
    write_content(folder, agencies=[{**AGENCY, "id": "opd-02"}, {**AGENCY, "name": 5}])
    with pytest.raises(ImportRefused):
        await load(database, folder)
    assert await ids(database, "agencies") == ["opd-01"]


async def test_every_fault_of_every_file_is_told(database: Database, tmp_path: Path) -> None:
    folder = write_content(
        tmp_path / "c",
        regions=world.regions(),
        agencies=[{**AGENCY, "name": ""}] * 3,
        wifi_stations=[station(lat=3.05)],
    )
    with pytest.raises(ImportRefused) as refused:
        await load(database, folder)
    assert [(fault.file, fault.row) for fault in refused.value.faults] == [
        ("agencies.json", 1),
        ("agencies.json", 2),
        ("agencies.json", 3),
        ("wifi-stations.json", 1),
    ]


async def test_collection_without_a_file_stays_and_regions_come_from_the_database(
    database: Database, tmp_path: Path
) -> None:
    await load(database, write_content(tmp_path / "a", regions=world.regions(), agencies=[AGENCY]))
    await load(database, write_content(tmp_path / "b", wifi_stations=[station()]))
    assert await ids(database, "agencies") == ["opd-01"]
    assert await ids(database, "wifi-stations") == ["taman-kota"]


async def test_removed_row_disappears(database: Database, tmp_path: Path) -> None:
    folder = write_content(
        tmp_path / "c", regions=world.regions(), wifi_stations=[station(), station(id="b")]
    )
    await load(database, folder)
    write_content(folder, wifi_stations=[station(id="b")])
    stored = {one.collection: one for one in await load(database, folder)}
    assert stored["wifi-stations"] == Stored("wifi-stations", 1, 0, 1)


async def test_register_stations_survive_a_content_import(database: Database, tmp_path: Path) -> None:
    folder = write_content(
        tmp_path / "c", regions=world.regions(), wifi_stations=[station(), station(id="b")]
    )
    await load(database, folder)
    registered: list[dict[str, Any]] = [
        station(lifecycle="active", origin=REGISTER),
        station(id="c", lifecycle="active", origin=REGISTER),
    ]
    async with database.write() as session:
        await upsert_rows(session, "wifi-stations", registered)
    await load(database, folder)
    assert await ids(database, "wifi-stations") == ["b", "c", "taman-kota"]


def test_register_row_replaces_the_content_row_of_its_id() -> None:
    stored = [station(lifecycle="active", origin=REGISTER), station(id="gone")]
    merged = with_register([station(), station(id="b")], stored)
    assert [(row["id"], row["lifecycle"]) for row in merged] == [("b", "candidate"), ("taman-kota", "active")]
