"""One device that lives and is killed many times: ``python -m tests.crash.lives FOLDER URL KILLS SEED``.

Every life is a process of its own (forked, so that imports cost nothing). It writes the id of an item to a
pipe only after ``submit`` has returned: that is the promise. The last life is left alone and sends the rest.
The answer on standard output is one JSON object: promised ids, kills, and how the items stand.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import httpx

from services.blobs import BlobStore
from services.clock import SystemClock
from services.gateway_client import GatewayClient
from services.ids import SystemIds
from services.models import OutboxState, SubmissionKind
from services.outbox import Outbox
from services.platform.native import FileLock, NativeVolume
from services.sender import Sender

LONGEST_LIFE_S = 0.12
DIES_YOUNG = 0.2  # share of the lives killed while they may still be opening their files
OPENED = b"opened\n"
SPOT = SubmissionKind.BLANK_SPOT


class Device:
    """The services of one life."""

    def __init__(self, folder: Path, url: str) -> None:
        clock, ids = SystemClock(), SystemIds()
        self.lock = FileLock(folder / "writer.lock")
        volume = NativeVolume(folder)
        self.ids = ids
        self.blobs = BlobStore(volume)
        self.outbox = Outbox(volume, self.blobs, clock, ids, random=lambda: 0.0)
        plain = httpx.AsyncHTTPTransport(verify=False)  # loading certificates would fill most of a life
        self.sender = Sender(self.outbox, GatewayClient(url, plain, "0.1.0", clock), self.blobs, clock)


async def live(folder: Path, url: str, promises: int, chance: random.Random) -> None:
    """Write and send until killed."""
    device = Device(folder, url)
    assert await device.lock.acquire(), "the lock of a killed process is free"
    await device.outbox.tidy()
    os.write(promises, OPENED)
    sending = asyncio.create_task(keep_sending(device))
    while True:
        item_id = device.ids.new()
        photos = [await device.blobs.put(os.urandom(3000))] if chance.random() < 0.2 else []
        if chance.random() < 0.3:
            await device.outbox.save_draft(item_id, SPOT, {"note": "mulai"}, photos)
        await device.outbox.submit(item_id, SPOT, {"mark": item_id, "note": "x" * 300}, photos)
        os.write(promises, f"{item_id}\n".encode())
        await asyncio.sleep(chance.random() * 0.02)
        if sending.done():
            sending.result()


async def keep_sending(device: Device) -> None:
    while True:
        await device.sender.run(force=True)
        await asyncio.sleep(0.002)


async def finish(folder: Path, url: str) -> dict[str, str]:
    """Send what is left; return the state of every item by id."""
    device = Device(folder, url)
    assert device.outbox.damage is None
    assert device.outbox.unread_count == 0
    for _ in range(200):
        await device.sender.run(force=True)
        if device.outbox.pending_count == 0:
            break
    drafts = [item.id for item in device.outbox.items() if item.state is OutboxState.DRAFT]
    assert all(device.outbox.get(key).payload == {"note": "mulai"} for key in drafts)
    return {item.id: item.state.value for item in device.outbox.items()}


def one_life(folder: Path, url: str, chance: random.Random) -> list[str]:
    """Fork a life, kill it at a random moment; return what it promised."""
    reader, writer = os.pipe()
    seed = chance.random()
    child = os.fork()
    if child == 0:
        try:
            asyncio.run(live(folder, url, writer, random.Random(seed)))
        finally:
            os._exit(3)  # a life ends by a kill only
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        if chance.random() > DIES_YOUNG:
            assert pipe.readline() == OPENED
        time.sleep(chance.random() * LONGEST_LIFE_S)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        promised = [line.decode() for line in pipe.read().splitlines() if line + b"\n" != OPENED]
    assert os.WIFSIGNALED(status), f"the life ended by itself: {status}"
    return promised


def main() -> None:
    folder, url, kills, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    chance = random.Random(seed)
    Device(folder, url)  # what Python and httpx load late is loaded once, before the first fork
    promised = [item_id for _ in range(kills) for item_id in one_life(folder, url, chance)]
    states = asyncio.run(finish(folder, url))
    sys.stdout.write(json.dumps({"promised": promised, "kills": kills, "states": states}))


if __name__ == "__main__":
    main()
