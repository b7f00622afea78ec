"""The migrations build exactly the tables that the code expects, on both databases."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select

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


async def test_every_table_exists(database: Database) -> None:
    async with database.engine.connect() as connection:
        names = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
    assert names == {*metadata().tables, "alembic_version"}
