"""A kiosk to speak for, and what it says."""

from __future__ import annotations

from typing import Any

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.db import Database
from gateway.feed.repository import upsert_rows
from gateway.kiosks.pin import hash_pin
from gateway.kiosks.service import Description, add_kiosk
from gateway.kiosks.tables import Kiosk
from tests.gateway.samples import NOW, words

NAME = "benteng-marlborough"
PIN = "190526"
PLACE = "fort-marlborough"
BENTENG = Description("Benteng Marlborough", "Fort Marlborough", PLACE, "id", False)


async def add_place(session: AsyncSession) -> None:
    """Publish the destination where the kiosk stands."""
    await upsert_rows(session, "destinations", [{"id": PLACE, "name": words("Benteng Marlborough")}])


async def add_benteng(database: Database, **changes: Any) -> str:
    """Store the kiosk and return its key."""
    async with database.write() as session:
        await add_place(session)
        kiosk, key = await add_kiosk(session, NAME, BENTENG, hash_pin(PIN), NOW)
        for name, value in changes.items():
            setattr(kiosk, name, value)
    return key


async def kiosk_of(database: Database, name: str = NAME) -> Kiosk | None:
    """Return the kiosk as it is stored now."""
    async with database.read() as session:
        return await session.get(Kiosk, name)


def heartbeat(**changes: Any) -> dict[str, Any]:
    """Return a heartbeat of a kiosk whose clock is right."""
    sample = {
        "app_version": "0.1.0",
        "content_at": "2026-11-20T10:00:00+07:00",
        "clock": "2026-11-21T12:00:00+07:00",
        "waiting": 0,
    }
    return {**sample, **changes}


async def beat(client: httpx.AsyncClient, key: str, body: Any = None, name: str = NAME) -> httpx.Response:
    """Send a heartbeat with ``key``."""
    headers = {"Authorization": f"Bearer {key}"}
    document = heartbeat() if body is None else body
    return await client.post(f"/v1/kiosks/{name}/heartbeat", json=document, headers=headers)
