"""Fixtures of the gateway's tests: both databases, a fixed clock, an app with a little content."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from gateway.app import create_app
from gateway.db import Database, create_engine
from gateway.migrate import migrate
from gateway.settings import Settings
from tests.gateway.postgres import run_server
from tests.gateway.samples import NOW, add_content, client_of
from tools.postgres import find_binaries


@pytest.fixture(autouse=True)
def no_packs_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the province's real villages: the regions of a test are few, and those would be strangers."""
    monkeypatch.delenv("RAFFLESIA_PACKS", raising=False)


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """Address of a real PostgreSQL server."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed")
    with run_server(binaries) as address:
        yield address


async def _create_database(address: str, name: str, template: str = "template1") -> str:
    """Create a database anew and return its address; a migrated template is copied, not migrated."""
    admin = create_engine(address + "postgres").execution_options(isolation_level="AUTOCOMMIT")
    async with admin.connect() as connection:
        await connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        await connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    await admin.dispose()
    return address + name


def _finish(work: Coroutine[Any, Any, None]) -> None:
    """Run ``work`` to its end, also when a fixture is asked for from inside a running loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()


@pytest.fixture(scope="session")
def migrated_template(postgres_address: str) -> str:
    """Name of a PostgreSQL database that is migrated and otherwise empty."""

    async def build() -> None:
        database = Database(await _create_database(postgres_address, "migrated"))
        await migrate(database)
        await database.dispose()

    _finish(build())
    return "migrated"


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that is migrated and otherwise empty; it is copied, not migrated, for each test."""
    path = tmp_path_factory.mktemp("migrated") / "migrated.sqlite3"

    async def build() -> None:
        database = Database(f"sqlite+aiosqlite:///{path}")
        await migrate(database)
        await database.dispose()

    _finish(build())
    return path


@pytest.fixture(scope="session")
def filled_sqlite(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """The same with the content of the tests."""
    path = tmp_path_factory.mktemp("filled") / "filled.sqlite3"
    shutil.copyfile(migrated_sqlite, path)

    async def build() -> None:
        database = Database(f"sqlite+aiosqlite:///{path}")
        await add_content(database)
        await database.dispose()

    _finish(build())
    return path


@pytest.fixture(params=["sqlite", "postgres"])
async def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A database without tables, once on SQLite and once on PostgreSQL."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'test.sqlite3'}"
    if request.param == "postgres":
        url = await _create_database(request.getfixturevalue("postgres_address"), "empty")
    database = Database(url)
    yield database
    await database.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """A migrated database, once on SQLite and once on PostgreSQL."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'test.sqlite3'}"
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), tmp_path / "test.sqlite3")
    if request.param == "postgres":
        template = request.getfixturevalue("migrated_template")
        url = await _create_database(request.getfixturevalue("postgres_address"), "probe", template)
    database = Database(url)
    yield database
    await database.dispose()


UNLIMITED = {name: 0 for name in Settings.model_fields if name.startswith("limit_")}
"""Tests send more than any village does."""


class FixedClock:
    """A clock that moves only when told."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.moment.timestamp()

    def advance(self, **delta: float) -> None:
        self.moment += timedelta(**delta)


@pytest.fixture
def clock() -> FixedClock:
    """Saturday noon in Bengkulu."""
    return FixedClock(NOW)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An embedded gateway in a temporary folder, without request limits."""
    return Settings(
        data_dir=tmp_path / "data", web_dir=tmp_path / "web", app_min_version="0.1.0", **UNLIMITED
    )


@pytest.fixture
async def app(settings: Settings, clock: FixedClock, filled_sqlite: Path) -> AsyncIterator[FastAPI]:
    """The embedded application with content, its maintenance not running."""
    app = create_app(settings, clock)
    shutil.copyfile(filled_sqlite, settings.data_dir / "rafflesia.sqlite3")
    yield app
    await app.state.services.database.dispose()


@pytest.fixture
async def app_on_both(database: Database, settings: Settings, clock: FixedClock) -> AsyncIterator[FastAPI]:
    """The application with content, once on SQLite and once on PostgreSQL."""
    url = database.engine.url.render_as_string(hide_password=False)
    app = create_app(settings.model_copy(update={"database_url": url}), clock)
    await add_content(database)
    yield app
    await app.state.services.database.dispose()


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the embedded application."""
    async with client_of(app) as client:
        yield client


@pytest.fixture
async def client_on_both(app_on_both: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application on each database."""
    async with client_of(app_on_both) as client:
        yield client
