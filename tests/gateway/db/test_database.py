"""Transactions, times and durability settings, on both databases."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, StatementError

from gateway import sequence
from gateway.db import Database, is_temporary
from gateway.feed.tables import ContentRow
from gateway.sequence import FeedState

WIB = timezone(timedelta(hours=7))


def tombstone(row_id: str, deleted_at: datetime | None, seq: int = 1, **body: Any) -> ContentRow:
    return ContentRow(collection="notices", id=row_id, body=body, seq=seq, deleted_at=deleted_at)


async def ids(database: Database) -> list[str]:
    async with database.read() as session:
        return list((await session.execute(select(ContentRow.id).order_by(ContentRow.id))).scalars())


async def test_times_come_back_aware_in_utc(database: Database) -> None:
    moment = datetime(2026, 11, 21, 6, 30, 0, 123456, tzinfo=WIB)
    async with database.write() as session:
        session.add(tombstone("a", moment))
    async with database.read() as session:
        row = await session.get_one(ContentRow, ("notices", "a"))
    assert row.deleted_at == moment
    assert row.deleted_at is not None
    assert row.deleted_at.utcoffset() == timedelta(0)


async def test_naive_time_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="offset"):
        async with database.write() as session:
            session.add(tombstone("a", datetime(2026, 11, 21)))  # noqa: DTZ001
    assert await ids(database) == []


async def test_times_compare_across_offsets(database: Database) -> None:
    async with database.write() as session:
        session.add(tombstone("a", datetime(2026, 11, 21, 6, tzinfo=WIB)))
    query = select(ContentRow.id).where(ContentRow.deleted_at < datetime(2026, 11, 20, 23, 1, tzinfo=UTC))
    async with database.read() as session:
        assert (await session.execute(query)).scalars().all() == ["a"]


async def test_json_keeps_text_and_numbers(database: Database) -> None:
    body = {
        "text": "Bukit Daun – “Kebun” 🌺 \u2028",
        "number": 0.1,
        "big": 2**53 - 1,
        "null": None,
        "list": [1, True],
    }
    async with database.write() as session:
        session.add(tombstone("a", None, **body))
    async with database.read() as session:
        stored = (await session.get_one(ContentRow, ("notices", "a"))).body
    assert stored == body
    assert [type(value) for value in stored["list"]] == [int, bool]


async def test_not_a_number_is_never_stored(database: Database) -> None:
    with pytest.raises(StatementError):
        async with database.write() as session:
            session.add(tombstone("a", None, number=float("nan")))


async def test_error_takes_everything_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.write() as session:
            session.add(tombstone("a", None))
            await session.flush()
            raise ZeroDivisionError
    assert await ids(database) == []


async def test_cancelled_request_takes_everything_back(database: Database) -> None:
    started = asyncio.Event()

    async def write() -> None:
        async with database.write() as session:
            session.add(tombstone("a", None))
            await session.flush()
            started.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(write())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await ids(database) == []
    async with database.write() as session:
        session.add(tombstone("b", None))
    assert await ids(database) == ["b"]


async def test_reading_writes_nothing(database: Database) -> None:
    async with database.read() as session:
        session.add(tombstone("a", None))
        await session.flush()
    assert await ids(database) == []


async def test_readers_do_not_wait_for_the_writer(database: Database) -> None:
    async with database.write() as session:
        session.add(tombstone("a", None))
        await sequence.allocate(session)
        assert await ids(database) == []
        async with database.read() as reader:
            assert (await sequence.position(reader)).last_seq == 0


async def test_numbers_given_back_are_given_again(database: Database) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            async with database.write() as session:
                assert list(await sequence.allocate(session, 3)) == [1, 2, 3]
                raise ZeroDivisionError
    async with database.write() as session:
        assert list(await sequence.allocate(session)) == [1]
        assert list(await sequence.allocate(session, 2)) == [2, 3]
    async with database.read() as session:
        assert (await session.execute(select(FeedState.last_seq))).scalar_one() == 3


async def test_errors_hide_what_people_wrote(database: Database) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with database.write() as session:
            session.add(tombstone("a", None, secret="rahasia"))
            await session.flush()
            await session.execute(
                text("INSERT INTO content_row (id) VALUES (:secret)"), {"secret": "rahasia"}
            )
    assert "[SQL parameters hidden" in str(caught.value)
    assert not is_temporary(caught.value)


async def test_sqlite_is_durable(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'x.sqlite3'}")
    async with database.read() as session:
        values = [
            (await session.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    await database.dispose()
    assert values == ["wal", 2, 1, 10_000]


async def test_a_new_file_waits_for_who_else_prepares_it(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite3"
    other, database = sqlite3.connect(path, isolation_level=None), Database(f"sqlite+aiosqlite:///{path}")
    other.execute("BEGIN IMMEDIATE")  # as another process does a moment before the file has its log
    asyncio.get_running_loop().call_later(0.3, other.rollback)
    async with database.read() as session:
        assert (await session.execute(text("PRAGMA journal_mode"))).scalar_one() == "wal"
    await database.dispose()
    other.close()


async def test_a_new_file_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.db._BUSY_TIMEOUT_MS", 50)
    path = tmp_path / "new.sqlite3"
    other, database = sqlite3.connect(path, isolation_level=None), Database(f"sqlite+aiosqlite:///{path}")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DBAPIError) as caught:
        async with database.read() as session:
            await session.execute(text("SELECT 1"))
    assert is_temporary(caught.value)
    await database.dispose()
    other.close()


async def test_busy_database_is_temporary(tmp_path: Path) -> None:
    """Another process holds the write lock for longer than we wait."""
    databases = [Database(f"sqlite+aiosqlite:///{tmp_path / 'x.sqlite3'}") for _ in range(2)]
    async with databases[1].read() as session:
        await session.execute(text("PRAGMA busy_timeout=1"))
    with pytest.raises(DBAPIError) as caught:
        async with databases[0].write() as first:
            await first.execute(text("CREATE TABLE t (id INTEGER)"))
            async with databases[1].write() as second:
                await second.execute(text("SELECT 1"))
    assert is_temporary(caught.value)
    for database in databases:
        await database.dispose()


def test_what_is_temporary() -> None:
    assert is_temporary(ConnectionRefusedError())
    assert is_temporary(OSError(28, "No space left on device"))
    assert not is_temporary(ValueError())
