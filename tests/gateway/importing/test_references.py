"""Rows that name others: refused when the other one is nowhere, by file, row and field."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.content.faults import ImportRefused
from gateway.content.storing import import_content
from gateway.db import Database
from gateway.feed.repository import upsert_rows
from tests.gateway.importing import world
from tests.gateway.importing.test_bad_rows import SOUND
from tests.gateway.importing.world import write_content

BEACH = SOUND["destinations"]
HILL = {**BEACH, "id": "bukit"}
ROUTE, NOTICE, PROGRAMME = SOUND["routes"], SOUND["notices"], SOUND["programmes"]


async def test_a_route_through_nowhere_is_refused(database: Database, tmp_path: Path) -> None:
    folder = write_content(tmp_path / "c", regions=world.regions(), destinations=[BEACH], routes=[ROUTE])
    with pytest.raises(ImportRefused) as refused:
        await import_content(database, folder, world.polygons(), world.NOW)
    ((fault),) = refused.value.faults
    assert (fault.file, fault.row, fault.field) == ("routes.json", 1, "stops.1.destination_id")
    assert fault.reason == "bukit is not in the destinations"


async def test_what_is_named_may_come_with_it_or_be_there(database: Database, tmp_path: Path) -> None:
    together = write_content(
        tmp_path / "a", regions=world.regions(), destinations=[BEACH, HILL], routes=[ROUTE]
    )
    await import_content(database, together, world.polygons(), world.NOW)
    alone = write_content(tmp_path / "b", routes=[{**ROUTE, "id": "lain"}])
    await import_content(database, alone, world.polygons(), world.NOW)


async def test_news_of_an_unknown_programme_are_refused(database: Database, tmp_path: Path) -> None:
    folder = write_content(
        tmp_path / "c",
        regions=world.regions(),
        notices=[NOTICE, {**NOTICE, "id": "n2", "programme_id": "jalan"}],
    )
    with pytest.raises(ImportRefused) as refused:
        await import_content(database, folder, world.polygons(), world.NOW)
    ((fault),) = refused.value.faults
    assert (fault.row, fault.field) == (2, "programme_id")
    async with database.write() as session:
        await upsert_rows(session, "programmes", [PROGRAMME])
    await import_content(database, folder, world.polygons(), world.NOW)
