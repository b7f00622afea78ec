"""The gateway as a process: it starts, serves, stops, and keeps what it promised when it is killed."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from gateway.db import Database
from gateway.migrate import ensure_data_dir, migrate
from tests.gateway.samples import add_content, blank_spot, new_id, put, submission

KILLS = 2
SENDERS = 6


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def prepare(data_dir: Path) -> None:
    url = f"sqlite+aiosqlite:///{data_dir / 'rafflesia.sqlite3'}"
    ensure_data_dir(url)
    database = Database(url)
    await migrate(database)
    await add_content(database)
    await database.dispose()


@asynccontextmanager
async def serving(data_dir: Path, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the gateway until the block ends, then kill it if it still lives."""
    environment = {**os.environ, "RAFFLESIA_DATA_DIR": str(data_dir), "RAFFLESIA_PORT": str(port)}
    environment["RAFFLESIA_LIMIT_SUBMISSIONS_PER_MIN"] = "0"
    environment.pop("RAFFLESIA_DATABASE_URL", None)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "gateway", "serve"),
        env=environment,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with httpx.AsyncClient() as client:
            while process.returncode is None:
                with contextlib.suppress(httpx.TransportError):
                    if (await client.get(f"http://127.0.0.1:{port}/readyz")).status_code == 200:
                        break
                await asyncio.sleep(0.1)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def send_until_it_dies(base: str, receipts: dict[str, dict[str, str]], sent: set[str]) -> None:
    """Send reports until the connection breaks; note every receipt."""
    async with httpx.AsyncClient(base_url=base) as client:
        while True:
            key = new_id()
            sent.add(key)
            try:
                answer = await put(client, submission("blank_spot", blank_spot(note=key)), key)
            except httpx.TransportError:
                return
            assert answer.status_code == 201, answer.text
            receipts[key] = answer.json()


@pytest.mark.crash
async def test_receipts_survive_being_killed(tmp_path: Path) -> None:
    """Whoever got a receipt gets the same one again; whoever got none is stored exactly once."""
    data_dir, receipts, sent = tmp_path / "data", {}, set()
    await prepare(data_dir)
    chance = random.Random(7)
    for _ in range(KILLS):
        port = free_port()
        async with serving(data_dir, port) as process:
            senders = [
                asyncio.create_task(send_until_it_dies(f"http://127.0.0.1:{port}", receipts, sent))
                for _ in range(SENDERS)
            ]
            wanted = len(receipts) + chance.randint(2, 25)
            while len(receipts) < wanted:
                await asyncio.sleep(chance.random() * 0.01)
            process.send_signal(signal.SIGKILL)
            await asyncio.gather(*senders)
    assert receipts
    port = free_port()
    async with (
        serving(data_dir, port) as process,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client,
    ):
        for key in sorted(sent):
            answer = await put(client, submission("blank_spot", blank_spot(note=key)), key)
            assert answer.status_code == 200 if key in receipts else answer.status_code in {200, 201}
            assert answer.json() == receipts.setdefault(key, answer.json())
        process.send_signal(signal.SIGTERM)
        assert await process.wait() in {0, -signal.SIGTERM}
    numbers = sorted(receipt["number"] for receipt in receipts.values())
    assert [int(number.rpartition("-")[2]) for number in numbers] == list(range(1, len(sent) + 1))
    with contextlib.closing(sqlite3.connect(data_dir / "rafflesia.sqlite3")) as stored:
        assert stored.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert stored.execute("SELECT count(*) FROM blank_spot").fetchone() == (len(sent),)
        reports = "SELECT json_extract(body, '$.reports') FROM content_row WHERE collection = 'blank-spots'"
        assert stored.execute(reports).fetchone() == (len(sent),)
