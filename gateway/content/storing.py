"""Checked content into the database: one transaction for everything, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shapely.geometry import MultiPolygon
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.content.checks import content_faults, lost_agencies
from gateway.content.faults import raise_if_any, refuse
from gateway.content.files import ContentFile, read_folder
from gateway.content.forms import version_faults
from gateway.content.locator import Locator
from gateway.content.references import file_references
from gateway.content.station_file import StationFile
from gateway.content.stations import COLLECTION as STATIONS
from gateway.content.stations import REGISTER, PreparedStations, prepare_stations
from gateway.db import Database
from gateway.feed.collections import (
    AGENCIES,
    BUSINESSES,
    DESTINATIONS,
    EVENTS,
    NOTICES,
    PRODUCTS,
    PROGRAMMES,
    ROUTES,
    SERVICES,
)
from gateway.feed.repository import (
    get_rows,
    live_ids,
    removed_for_good,
    replace_collection,
    upsert_rows,
)
from gateway.forms.repository import publish_forms

EDITED_HERE = frozenset({STATIONS, PROGRAMMES, NOTICES, DESTINATIONS, EVENTS, ROUTES, PRODUCTS, BUSINESSES})
"""Collections whose rows the register or the officers' desk may have changed: those rows stay."""

Rows = dict[str, dict[str, Any]]
Villages = Mapping[str, MultiPolygon]


@dataclass(frozen=True, slots=True)
class Stored:
    """What an import did to one collection: rows in it now, of which changed, and rows removed."""

    collection: str
    rows: int
    changed: int
    removed: int


async def import_content(
    database: Database, folder: Path, villages: Villages | None, now: datetime
) -> list[Stored]:
    """Make the content files of ``folder`` the published content; other collections stay as they are.

    The forms of its services become published versions. Raises :class:`ImportRefused` with every fault of
    every file, and then nothing is stored.
    Stations that came through a station file stay, also instead of a content row of the same id.
    """
    files = read_folder(folder)
    async with database.write() as session:
        regions = rows_in(files, "regions") or await stored_rows(session, "regions")
        agencies = rows_in(files, AGENCIES) or await stored_rows(session, AGENCIES)
        products = rows_in(files, PRODUCTS) or await stored_rows(session, PRODUCTS)
        locator = Locator(regions.values(), villages)
        raise_if_any(content_faults(files, regions, locator, agencies.keys(), products.keys()))
        raise_if_any(lost_agencies(files, (await stored_rows(session, SERVICES)).values()))
        raise_if_any(await file_references(session, files))
        raise_if_any(await version_faults(session, files))
        return [await _replace(session, file, now) for file in files]


async def import_stations(
    database: Database, source: StationFile, villages: Villages | None, *, dry_run: bool
) -> PreparedStations:
    """Add or update the stations of a file; raises :class:`ImportRefused`, and then nothing is stored."""
    async with database.write() as session:
        regions = await stored_rows(session, "regions")
        if not regions:
            raise refuse(source.file, "the gateway has no regions yet: run 'import content' first")
        locator = Locator(regions.values(), villages)
        stored = await stored_rows(session, STATIONS)
        prepared = prepare_stations(source, regions, locator, stored)
        if not dry_run:
            await upsert_rows(session, STATIONS, prepared.rows)
        return prepared


def rows_in(files: Iterable[ContentFile], collection: str) -> Rows:
    """Return the rows of ``collection`` in content files by id, also those with other faults."""
    return {
        row["id"]: row
        for file in files
        if file.collection == collection
        for row in file.rows
        if isinstance(row, dict) and isinstance(row.get("id"), str)
    }


async def stored_rows(session: AsyncSession, collection: str) -> Rows:
    """Return the rows that the gateway publishes in ``collection``, by id."""
    return await get_rows(session, collection, await live_ids(session, collection))


async def _replace(session: AsyncSession, file: ContentFile, now: datetime) -> Stored:
    rows: Sequence[dict[str, Any]] = file.rows
    if file.collection in EDITED_HERE:
        gone = await removed_for_good(session, file.collection)
        rows = with_register(rows, (await stored_rows(session, file.collection)).values(), gone)
    changed, removed = await replace_collection(session, file.collection, rows, now)
    if file.collection == SERVICES:
        await publish_forms(session, rows, now)
    return Stored(file.collection, len(rows), changed, removed)


def with_register(
    rows: Iterable[dict[str, Any]], stored: Iterable[dict[str, Any]], gone: Set[str] = frozenset()
) -> list[dict[str, Any]]:
    """Return content rows with what was registered or edited here added, instead of a row of the same id.

    Rows whose id is in ``gone`` were removed here, and stay away.
    """
    register = {row["id"]: row for row in stored if row.get("origin") == REGISTER}
    return [*(row for row in rows if row["id"] not in register and row["id"] not in gone), *register.values()]
