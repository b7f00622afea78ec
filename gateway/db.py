"""The database: one engine, read and write transactions, SQLite and PostgreSQL alike.

Every write is one transaction that sees no other writer's half-done work: SQLite takes its single
writer's place at BEGIN, PostgreSQL serialises the writers that allocate sequence numbers
(:mod:`gateway.sequence`).
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import DateTime, Dialect, MetaData, TypeDecorator, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase

_BEGIN_OPTION = "gateway_begin"
_BUSY_TIMEOUT_MS = 10_000
_BUSY_PAUSE_MS = 10

_TEMPORARY = ("database is locked", "database or disk is full", "the database system is")

_PRAGMAS = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}",
)


class Base(DeclarativeBase):
    """Base of every table; names its constraints so that migrations can name them too."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC; SQLite keeps no offset, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; raises ``ValueError`` for a naive datetime."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs an offset")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware datetime in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """Owns the engine. ``read()`` and ``write()`` give a session inside one transaction.

    ``writer`` is the same engine, whose transactions take SQLite's write lock at once.
    """

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self.writer = self.engine.execution_options(**{_BEGIN_OPTION: "BEGIN IMMEDIATE"})
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Give a session to read with; whatever it wrote is rolled back."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """Give a session that commits when the block ends and rolls back when it raises."""
        if not self.is_sqlite:
            async with AsyncSession(self.writer, expire_on_commit=False) as session, session.begin():
                yield session
            return
        async with self._turn, AsyncSession(self.writer, expire_on_commit=False) as session, session.begin():
            yield session

    async def dispose(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def create_engine(url: str) -> AsyncEngine:
    """Return an engine for ``url``; SQLite gets WAL, full fsync and explicit BEGIN.

    Parameters never appear in error messages: they hold what people wrote.
    """
    to_json = partial(json.dumps, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    engine = create_async_engine(url, hide_parameters=True, pool_pre_ping=True, json_serializer=to_json)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Hand transaction control to SQLAlchemy (the driver would BEGIN too late) and set the pragmas."""
    connection.isolation_level = None
    connection.run_async(_set_pragmas)


async def _set_pragmas(driver: aiosqlite.Connection) -> None:
    await _use_wal(driver)
    for pragma in _PRAGMAS:
        await driver.execute_fetchall(pragma)


async def _use_wal(driver: aiosqlite.Connection) -> None:
    """Turn a new file into one with a write-ahead log, which it stays.

    Two connections that do it at once stand in each other's way, and here SQLite does not wait by itself.
    """
    for left in reversed(range(_BUSY_TIMEOUT_MS // _BUSY_PAUSE_MS)):
        try:
            await driver.execute_fetchall("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or not left:
                raise
            await asyncio.sleep(_BUSY_PAUSE_MS / 1000)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN_OPTION, "BEGIN"))


def is_temporary(error: Exception) -> bool:
    """Tell whether trying again later may help: the database is busy, away or full, or the disk is."""
    if isinstance(error, OSError | PoolTimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    said = str(error.orig)
    return error.connection_invalidated or any(words in said for words in _TEMPORARY)
