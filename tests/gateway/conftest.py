"""Fixtures of the gateway's tests: both databases, a fixed clock, an app with a little content."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from gateway.db import Database, create_engine
from gateway.migrate import migrate
from tests.gateway.postgres import find_binaries, run_server


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """Address of a real PostgreSQL server."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed")
    with run_server(binaries) as address:
        yield address


async def _fresh_postgres(address: str) -> str:
    admin = create_engine(address + "postgres").execution_options(isolation_level="AUTOCOMMIT")
    async with admin.connect() as connection:
        await connection.execute(text("DROP DATABASE IF EXISTS probe WITH (FORCE)"))
        await connection.execute(text("CREATE DATABASE probe"))
    await admin.dispose()
    return address + "probe"


@pytest.fixture(params=["sqlite", "postgres"])
async def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A database without tables, once on SQLite and once on PostgreSQL."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'test.sqlite3'}"
    if request.param == "postgres":
        url = await _fresh_postgres(request.getfixturevalue("postgres_address"))
    database = Database(url)
    yield database
    await database.dispose()


@pytest.fixture
async def database(empty_database: Database) -> Database:
    """A migrated database, once on SQLite and once on PostgreSQL."""
    await migrate(empty_database)
    return empty_database
