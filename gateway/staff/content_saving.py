"""Saving a content row from the desk: the checks of the importer, one transaction, one audit entry."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.content.checks import row_faults
from gateway.content.context import village_polygons
from gateway.content.locator import Locator
from gateway.content.schemas import SCHEMAS, shape_faults
from gateway.content.stations import REGISTER, slug
from gateway.content.storing import stored_rows
from gateway.feed.collections import REGIONS, WIFI_STATIONS
from gateway.feed.repository import upsert_rows
from gateway.feed.tables import ContentRow
from gateway.staff.audit import record
from gateway.staff.content_fields import DESTINATIONS, NOTICES
from gateway.staff.context import Desk
from gateway.staff.rights import Officer

ACTIONS: Final = {
    NOTICES: "notice.edit",
    WIFI_STATIONS: "station.edit",
    DESTINATIONS: "destination.edit",
}
OWNERS: Final = {WIFI_STATIONS: "opd-25", DESTINATIONS: "opd-31"}
"""Whose content it is: communication and tourism. A notice names its agency itself."""

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
    services = desk.services
    villages = await asyncio.to_thread(village_polygons, services.settings) if "lat" in row else None
    async with services.database.write() as session:
        await sequence.lock(session)
        stored = await find_row(session, collection, row["id"])
        if (stored.seq if stored else None) != seq:
            raise RowChanged
        before = dict(stored.body) if stored else {}
        regions = await stored_rows(session, REGIONS)
        locator = await asyncio.to_thread(Locator, regions.values(), villages)
        wanted = _complete(collection, {**before, **row}, before, locator)
        if faults := _faults(collection, wanted, regions, locator):
            raise RowRefused(faults)
        await upsert_rows(session, collection, [wanted])
        changed = sorted(name for name in wanted if wanted[name] != before.get(name))
        now, agency = services.clock.now(), owner_of(collection, wanted)
        about, detail = (collection, wanted["id"]), {"members": changed}
        record(session, now, officer.id, ACTIONS[collection], about, agency_id=agency, detail=detail)


def notice_id(row: Row) -> str:
    """Return the id of a new notice: its day and its title."""
    title = (row.get("title") or {}).get("id", "")
    return slug(f"{str(row.get('published_at'))[:10]} {title}")


def _complete(collection: str, row: dict[str, Any], before: Row, locator: Locator) -> dict[str, Any]:
    """Return the row as it is stored: required members that are empty left out, codes of a moved place."""
    fields = SCHEMAS[collection].model_fields
    kept = {
        name: value
        for name, value in row.items()
        if value is not None or not (name in fields and fields[name].is_required())
    }
    kept["origin"] = REGISTER
    lat, lon = kept.get("lat"), kept.get("lon")
    has_moved = (lat, lon) != (before.get("lat"), before.get("lon"))
    if has_moved and isinstance(lat, float) and isinstance(lon, float):
        found = locator.locate(lat, lon)
        if found is not None and kept.get("village_code") == before.get("village_code"):
            kept |= {"regency_code": found.regency_code, "village_code": found.village_code}
            kept |= {"district_code": found.district_code, "village_basis": found.basis}
    return kept


def _faults(collection: str, row: dict[str, Any], regions: Any, locator: Locator) -> dict[str, str]:
    """Return the first reason by member: a sentence of ours by its name, or the importer's words."""
    found = shape_faults(collection, row) or list(row_faults(collection, row, regions, locator))
    faults: dict[str, str] = {}
    for field, reason in found:
        name = "fault.missing" if reason == "is missing" else reason
        faults.setdefault(field.partition(".")[0] or "row", name)
    return faults
