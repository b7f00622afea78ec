"""Everything that an import command needs from outside: settings, database, polygons, time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from shapely.geometry import MultiPolygon

from gateway.clock import SystemClock
from gateway.db import Database
from gateway.migrate import ensure_data_dir, migrate
from gateway.packing.folder import find_sources
from gateway.packing.packfile import read_pack
from gateway.packing.villages import NAME as VILLAGES
from gateway.packing.villages import decode_villages, read_villages
from gateway.settings import Settings

CONTENT_DIR = Path(__file__).parents[2] / "assets" / "content"


def now() -> datetime:
    """Return the time of this import."""
    return SystemClock().now()


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """Give the migrated database of the settings."""
    ensure_data_dir(settings.resolved_database_url)
    database = Database(settings.resolved_database_url)
    try:
        await migrate(database)
        yield database
    finally:
        await database.dispose()


def village_polygons(settings: Settings) -> Mapping[str, MultiPolygon] | None:
    """Return the village polygons by code: of the packs folder, else of the built pack, else None."""
    if settings.packs is not None and settings.packs.is_dir():
        source = find_sources(settings.packs).villages
        if source is not None:
            return read_villages([source])[0]
    document = read_pack(settings.pack_dir, VILLAGES)
    return decode_villages(document) if document else None
