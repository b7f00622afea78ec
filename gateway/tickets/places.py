"""Where a request is about, and what everybody may know of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.content.locator import Locator
from gateway.feed.collections import REGIONS, WIFI_STATIONS
from gateway.feed.repository import get_row
from gateway.feed.tables import ContentRow

PublicPosition = Literal["exact", "village", "none"]
_REGENCY_LENGTH = len("17.71")


@dataclass(frozen=True, slots=True)
class Place:
    """Degrees and region codes; ``public_*`` is what the form lets everybody see."""

    lat: float | None = None
    lon: float | None = None
    village_code: str | None = None
    regency_code: str | None = None
    public_lat: float | None = None
    public_lon: float | None = None


async def find_place(
    session: AsyncSession,
    *,
    lat: float | None,
    lon: float | None,
    village_code: str | None,
    station_id: str | None,
    public: PublicPosition,
) -> Place:
    """Return the place of a request from what it names.

    Without a position the station's own counts; without a village the station's, else the one whose
    middle is nearest to the position.
    """
    station = (await get_row(session, WIFI_STATIONS, station_id) if station_id else None) or {}
    if lat is None or lon is None:
        lat, lon = station.get("lat"), station.get("lon")
    village_code = village_code or station.get("village_code")
    if village_code is None and lat is not None and lon is not None:
        village_code = await _nearest_village(session, lat, lon)
    regency_code = village_code[:_REGENCY_LENGTH] if village_code else station.get("regency_code")
    shown: Mapping[str, Any] = {}
    if public == "exact":
        shown = {"lat": lat, "lon": lon}
    elif public == "village" and village_code:
        shown = await get_row(session, REGIONS, village_code) or {}
    return Place(lat, lon, village_code, regency_code, shown.get("lat"), shown.get("lon"))


async def _nearest_village(session: AsyncSession, lat: float, lon: float) -> str | None:
    query = select(ContentRow.body).where(ContentRow.collection == REGIONS, ContentRow.deleted_at.is_(None))
    found = Locator((await session.execute(query)).scalars()).locate(lat, lon)
    return found.village_code if found else None
