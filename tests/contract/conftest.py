"""The real client against the real gateway, in one process and without a socket."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from gateway.app import create_app
from gateway.feed import repository
from gateway.migrate import migrate
from gateway.settings import Settings
from services.blobs import BlobStore
from services.gateway_client import GatewayClient
from services.ids import SystemIds
from services.outbox import Outbox
from services.packs import PackStore
from services.platform.native import NativeVolume
from services.sender import Sender
from services.statuses import StatusBook
from services.sync import Sync
from tests.fakes.clock import FakeClock

CONTENT = Path(__file__).parents[2] / "assets" / "content"
NOW = datetime(2026, 11, 21, 5, tzinfo=UTC)


@dataclass
class Pair:
    """A device and its gateway, sharing one clock."""

    app: FastAPI
    clock: FakeClock
    volume: NativeVolume
    transport: httpx.AsyncBaseTransport
    client: GatewayClient
    outbox: Outbox
    blobs: BlobStore
    sender: Sender
    packs: PackStore
    statuses: StatusBook
    sync: Sync
    settings: Settings

    async def publish(self, collection: str, rows: list[dict[str, object]]) -> None:
        """Store rows at the gateway as an import does."""
        async with self.app.state.services.database.write() as session:
            await repository.upsert_rows(session, collection, rows)

    async def remove(self, collection: str, ids: list[str]) -> None:
        async with self.app.state.services.database.write() as session:
            await repository.remove_rows(session, collection, ids, self.clock.now())

    async def forget_removals(self) -> None:
        """Drop every tombstone up to now: older tokens become stale."""
        async with self.app.state.services.database.write() as session:
            await repository.purge_tombstones(session, self.clock.now())


def content_rows(collection: str) -> list[dict[str, object]]:
    """Return the packaged rows of a collection."""
    rows: list[dict[str, object]] = json.loads((CONTENT / f"{collection}.json").read_bytes())["items"]
    return rows


@pytest.fixture
async def pair(tmp_path: Path) -> AsyncIterator[Pair]:
    clock = FakeClock(NOW)
    settings = Settings(
        data_dir=tmp_path / "gateway", web_dir=tmp_path / "web", contact_name="Dinas Kominfotik"
    )
    app = create_app(settings, clock)
    await migrate(app.state.services.database)
    volume = NativeVolume(tmp_path / "device")
    transport = httpx.ASGITransport(app=app)
    client = GatewayClient("http://gateway.test", transport, "0.1.0", clock)
    blobs = BlobStore(volume)
    outbox = Outbox(volume, blobs, clock, SystemIds(), app_version="0.1.0", random=lambda: 0.0)
    packs, statuses = PackStore(volume, client), StatusBook(volume)
    sender = Sender(outbox, client, blobs, clock, notice_version=lambda: "2026-11")
    sync = Sync(client, outbox, statuses, volume)
    pair = Pair(app, clock, volume, transport, client, outbox, blobs, sender, packs, statuses, sync, settings)
    for collection in ("regions", "wifi-stations", "operators"):
        await pair.publish(collection, content_rows(collection))
    yield pair
    await client.aclose()
    await app.state.services.database.dispose()
