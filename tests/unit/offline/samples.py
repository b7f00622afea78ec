"""Submissions and photos of the offline tests."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from services.blobs import BlobStore
from services.gateway_client import GatewayClient
from services.outbox import Outbox
from services.platform.native import NativeVolume
from services.sender import Sender
from tests.fakes.clock import CountingIds, FakeClock
from tests.fakes.gateway import FakeGateway

PAYLOAD: dict[str, Any] = {"station_id": "rsud-m-yunus", "result": "ok", "position": None}


@dataclass
class Phone:
    """One device: its store, its sender, and the gateway at the other end."""

    folder: Path
    clock: FakeClock
    gateway: FakeGateway
    transport: httpx.AsyncBaseTransport
    ids: CountingIds
    outbox: Outbox
    blobs: BlobStore
    client: GatewayClient
    sender: Sender

    def restarted(self) -> Phone:
        """Return the phone after the app was killed and opened again."""
        return make_phone(self.folder, self.clock, self.gateway, self.transport, self.ids)


def make_phone(
    folder: Path,
    clock: FakeClock | None = None,
    gateway: FakeGateway | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    ids: CountingIds | None = None,
) -> Phone:
    clock = clock or FakeClock()
    gateway = gateway or FakeGateway(clock)
    transport = transport or gateway
    ids = ids or CountingIds()
    volume = NativeVolume(folder)
    blobs = BlobStore(volume)
    outbox = Outbox(volume, blobs, clock, ids, app_version="0.1.0", random=lambda: 0.5)
    client = GatewayClient("https://gateway.example", transport, "0.1.0", clock)
    sender = Sender(outbox, client, blobs, clock, notice_version=lambda: "1")
    return Phone(folder, clock, gateway, transport, ids, outbox, blobs, client, sender)


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*extra: bytes) -> bytes:
    """Return a 1 × 1 image with ``extra`` chunks before the data."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    data = png_chunk(b"IDAT", zlib.compress(b"\x00\x10\x20\x30"))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(extra) + data + png_chunk(b"IEND", b"")
