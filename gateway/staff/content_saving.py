"""Saving a content row from the desk: the checks of the importer, one transaction, one audit entry."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from itertools import count
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.content.context import village_polygons
from gateway.content.locator import Locator
from gateway.content.references import row_references
from gateway.content.stations import slug
from gateway.content.storing import Villages, stored_rows
from gateway.feed.collections import (
    BUSINESSES,
    DESTINATIONS,
    EVENTS,
    NOTICES,
    PRODUCTS,
    PROGRAMMES,
    REGIONS,
    ROUTES,
    WIFI_STATIONS,
)
from gateway.feed.repository import live_ids, remove_for_good, upsert_rows
from gateway.feed.tables import ContentRow
from gateway.staff.audit import record
from gateway.staff.content_checks import complete, faults_of, first_by_member
from gateway.staff.context import Desk
from gateway.staff.rights import Officer
from gateway.staff.words import text_of

ACTIONS: Final = {
    NOTICES: "notice.edit",
    WIFI_STATIONS: "station.edit",
    DESTINATIONS: "destination.edit",
    EVENTS: "event.edit",
    PRODUCTS: "product.edit",
    BUSINESSES: "business.edit",
    PROGRAMMES: "programme.edit",
    ROUTES: "route.edit",
}
OWNERS: Final = {
    WIFI_STATIONS: "opd-25",
    DESTINATIONS: "opd-31",
    EVENTS: "opd-31",
    PRODUCTS: "opd-26",
    BUSINESSES: "opd-26",
    ROUTES: "opd-31",
    PROGRAMMES: "opd-04",
}
"""Whose content it is: communication, tourism, cooperatives, planning. A notice names its agency itself."""

Row = Mapping[str, Any]


class RowRefused(Exception):
    """The row was not stored; ``faults`` names the reason by member."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(", ".join(faults))
        self.faults = dict(faults)


class RowChanged(Exception):
    """Somebody else stored the row since the page was made."""


def owner_of(collection: str, row: Row) -> str | None:
    """Return the agency that may edit a row, None when only those for every agency may."""
    if collection == NOTICES:
        agency = row.get("agency_id")
        return agency if isinstance(agency, str) else None
    return OWNERS[collection]


async def find_row(session: AsyncSession, collection: str, row_id: str) -> ContentRow | None:
    """Return a live row with its place in the sequence."""
    found = await session.get(ContentRow, (collection, row_id), populate_existing=True)
    return found if found is not None and found.deleted_at is None else None


async def save_row(desk: Desk, officer: Officer, collection: str, row: Row, seq: int | None) -> None:
    """Check and publish a row; ``seq`` is its place when the page was made, None for a new row.

    Raises :class:`RowRefused` and :class:`RowChanged`, and then nothing is stored.
    """
    villages = await _villages(desk, row)
    async with desk.services.database.write() as session:
        await sequence.lock(session)
        stored = await find_row(session, collection, row["id"])
        if (stored.seq if stored else None) != seq:
            raise RowChanged
        before = dict(stored.body) if stored else {}
        await _publish(session, (desk, officer), collection, {**before, **row}, before, villages)


async def add_row(desk: Desk, officer: Officer, collection: str, row: Row) -> None:
    """Check and publish a new row; without an id it gets a free one made from its name.

    Raises :class:`RowRefused`, and then nothing is stored.
    """
    villages = await _villages(desk, row)
    async with desk.services.database.write() as session:
        await sequence.lock(session)
        wanted = {**row, "id": await _new_id(session, collection, row)}
        await _publish(session, (desk, officer), collection, wanted, {}, villages)


async def remove_row(desk: Desk, officer: Officer, collection: str, row_id: str, seq: int) -> None:
    """Take a row away for good; ``seq`` is its place when the page was made. Raises :class:`RowChanged`."""
    async with desk.services.database.write() as session:
        await sequence.lock(session)
        stored = await find_row(session, collection, row_id)
        if stored is None or stored.seq != seq:
            raise RowChanged
        agency, now = owner_of(collection, stored.body), desk.services.clock.now()
        await remove_for_good(session, collection, row_id, now)
        about, detail = (collection, row_id), {"removed": True}
        record(session, now, officer.id, ACTIONS[collection], about, agency_id=agency, detail=detail)


async def _villages(desk: Desk, row: Row) -> Villages | None:
    return await asyncio.to_thread(village_polygons, desk.services.settings) if "lat" in row else None


async def _publish(
    session: AsyncSession,
    who: tuple[Desk, Officer],
    collection: str,
    row: Row,
    before: Row,
    villages: Villages | None,
) -> None:
    """Check a row against what is published, store it and note it; raises :class:`RowRefused`."""
    desk, officer = who
    regions = await stored_rows(session, REGIONS)
    locator = await asyncio.to_thread(Locator, regions.values(), villages)
    wanted = complete(collection, row, before, locator)
    products = await live_ids(session, PRODUCTS) if collection == BUSINESSES else frozenset[str]()
    faults = faults_of(collection, wanted, before, regions, locator, products)
    faults = faults or first_by_member(await row_references(session, collection, wanted))
    if faults:
        raise RowRefused(faults)
    await upsert_rows(session, collection, [wanted])
    changed = sorted(name for name in wanted if wanted[name] != before.get(name))
    now, agency = desk.services.clock.now(), owner_of(collection, wanted)
    about, detail = (collection, wanted["id"]), {"members": changed}
    record(session, now, officer.id, ACTIONS[collection], about, agency_id=agency, detail=detail)


async def _new_id(session: AsyncSession, collection: str, row: Row) -> str:
    """Return the id that the officer wrote, or the first one from the name that was never used."""
    query = select(ContentRow.id).where(ContentRow.collection == collection)
    used = set((await session.execute(query)).scalars())
    if given := str(row.get("id") or ""):
        if given in used:
            raise RowRefused({"id": "fault.id_used"})
        return given
    base = slug(text_of(row.get("name"), "id"))
    numbered = (f"{base}-{number}" for number in count(2))
    return base if not base or base not in used else next(one for one in numbered if one not in used)


def notice_id(row: Row) -> str:
    """Return the id of a new notice: its day and its title."""
    title = (row.get("title") or {}).get("id", "")
    return slug(f"{str(row.get('published_at'))[:10]} {title}")
