"""The migrations build exactly the tables that the code expects, on both databases."""

from __future__ import annotations

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.exc import DBAPIError

from gateway.db import Database
from gateway.migrate import is_migrated, migrate
from gateway.sequence import FeedState
from gateway.tables import metadata


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata()))


async def test_migrations_match_the_tables(database: Database) -> None:
    async with database.engine.connect() as connection:
        assert await connection.run_sync(_differences) == []


async def test_empty_database_is_not_migrated(empty_database: Database) -> None:
    assert not await is_migrated(empty_database)
    await migrate(empty_database)
    assert await is_migrated(empty_database)


async def test_migrating_again_keeps_the_epoch(database: Database) -> None:
    async with database.read() as session:
        before = (await session.execute(select(FeedState.epoch))).scalar_one()
    await migrate(database)
    async with database.read() as session:
        assert (await session.execute(select(FeedState.epoch))).scalar_one() == before


async def test_processes_that_start_together_migrate_once(empty_database: Database) -> None:
    url = empty_database.engine.url.render_as_string(hide_password=False)
    databases = [Database(url) for _ in range(4)]
    await asyncio.gather(*(migrate(database) for database in databases))
    async with empty_database.read() as session:
        assert len((await session.execute(select(FeedState.epoch))).all()) == 1
    for database in databases:
        await database.dispose()


async def test_failed_migration_leaves_nothing(empty_database: Database) -> None:
    """A table that is in the way of the last migration takes the first ones back too."""
    async with empty_database.write() as session:
        await session.execute(text("CREATE TABLE withdrawal (id INTEGER)"))
    with pytest.raises(DBAPIError):
        await migrate(empty_database)
    async with empty_database.engine.connect() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert names == ["withdrawal"]


async def test_every_table_exists(database: Database) -> None:
    async with database.engine.connect() as connection:
        names = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
    assert names == {*metadata().tables, "alembic_version"}
