"""What runs inside Pyodide: the offline services through a bad network, restarts included."""

from __future__ import annotations

import json
import platform
from pathlib import Path

from services.collection import Collection
from services.models import OutboxState, Region, SubmissionKind
from services.photos import prepare
from services.platform.native import NativeVolume
from tests.fakes.fault_transport import FaultTransport
from tests.fakes.gateway import FakeGateway
from tests.unit.offline.samples import PAYLOAD, make_phone, png, png_chunk

ITEMS = 30


async def run(folder: str, seed_file: str) -> str:
    """Return JSON: what was promised, what arrived, and what a restart reads."""
    gateway = FakeGateway()
    transport = FaultTransport(gateway, seed=3)
    phone = make_phone(Path(folder), gateway.clock, gateway, transport)
    promised = []
    for number in range(ITEMS):
        photo = prepare(png(png_chunk(b"tEXt", b"k\0secret"), png_chunk(b"IDAT", bytes([number]) * 200_000)))
        photos = [await phone.blobs.put(photo.content)] if number % 7 == 0 else []
        payload = {**PAYLOAD, "number": number}
        item = await phone.outbox.submit(phone.ids.new(), SubmissionKind.BLANK_SPOT, payload, photos)
        promised.append(item.id)
        await phone.sender.run(force=True)
        phone.clock.advance(3600)
        if number % 10 == 9:
            phone = phone.restarted()
    transport.broken = False
    while phone.outbox.pending_count:
        await phone.sender.run(force=True)
        phone.clock.advance(86_400)
    rows = await _regions(Path(folder), Path(seed_file), gateway)
    sent = [item.id for item in phone.restarted().outbox.items() if item.state is OutboxState.SENT]
    answer = {"promised": promised, "arrived": gateway.arrivals, "sent": sent, "regions": rows}
    return json.dumps({**answer, "python": platform.python_version(), "faults": transport.met.total()})


async def _regions(folder: Path, seed_file: Path, gateway: FakeGateway) -> list[int]:
    def opened() -> Collection[Region]:
        volume = NativeVolume(folder)
        return Collection("regions", Region.from_wire, volume, seed_file, gateway.clock)

    seed = json.loads(seed_file.read_bytes())["items"]
    before = len(opened().rows())
    await opened().replace_all(seed[:100], "t1", trusted=True)
    return [before, len(opened().rows())]
