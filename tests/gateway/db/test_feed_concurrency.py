"""A reader that polls while eight writers commit never misses and never repeats a change."""

from __future__ import annotations

import asyncio
import random
from collections import Counter

from gateway import sequence
from gateway.db import Database
from gateway.feed import repository
from gateway.feed.service import read_page

WRITERS = 8
COMMITS = 15
COLLECTION = "notices"


async def _write(database: Database, writer: int) -> None:
    """Commit changes in transactions of several rows that stay open for different times."""
    chance = random.Random(writer)
    for turn in range(COMMITS):
        rows = [{"id": f"{writer}-{turn}-{part}", "by": writer} for part in range(chance.randint(1, 3))]
        async with database.write() as session:
            await repository.upsert_rows(session, COLLECTION, rows[:1])
            await asyncio.sleep(chance.random() * 0.004)
            await repository.upsert_rows(session, COLLECTION, rows[1:])
        if turn % 5 == 0:
            await _roll_back(database, writer, turn)


async def _roll_back(database: Database, writer: int, turn: int) -> None:
    """Take a number and give it up: readers must not wait for it."""
    try:
        async with database.write() as session:
            await repository.upsert_rows(session, COLLECTION, [{"id": f"ghost-{writer}-{turn}"}])
            raise InterruptedError
    except InterruptedError:
        return


async def _poll(database: Database, done: asyncio.Event) -> Counter[str]:
    """Read page by page until a page is empty after the writers have finished."""
    seen: Counter[str] = Counter()
    token = ""
    while True:
        finished = done.is_set()
        async with database.read() as session:
            page = await read_page(session, COLLECTION, token, limit=7)
        token = page.token
        seen.update(row["id"] for row in page.items)
        if finished and not page.more and not page.items:
            return seen
        await asyncio.sleep(0)


async def test_reader_neither_misses_nor_repeats(database: Database) -> None:
    done = asyncio.Event()
    readers = [asyncio.create_task(_poll(database, done)) for _ in range(2)]
    await asyncio.gather(*(_write(database, writer) for writer in range(WRITERS)))
    done.set()
    async with database.read() as session:
        stored = await repository.live_ids(session, COLLECTION)
    assert len(stored) >= WRITERS * COMMITS
    assert not any(row_id.startswith("ghost") for row_id in stored)
    for seen in await asyncio.gather(*readers):
        assert set(seen) == stored
        assert set(seen.values()) == {1}


async def test_writers_of_one_row_lose_no_update(database: Database) -> None:
    """Read, change, write: the lock is taken before the reading, so nobody overwrites a neighbour."""
    async with database.write() as session:
        await repository.upsert_rows(session, COLLECTION, [{"id": "sum", "count": 0}])

    async def add_one() -> None:
        async with database.write() as session:
            await sequence.lock(session)
            row = await repository.get_row(session, COLLECTION, "sum")
            assert row is not None
            await asyncio.sleep(0)
            await repository.patch_row(session, COLLECTION, "sum", {"count": row["count"] + 1})

    await asyncio.gather(*(add_one() for _ in range(40)))
    async with database.read() as session:
        row = await repository.get_row(session, COLLECTION, "sum")
    assert row == {"id": "sum", "count": 40}
