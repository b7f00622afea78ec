"""Bringing a database to the present schema, and telling whether it is there."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, make_url, select
from sqlalchemy.engine import Connection

from gateway.db import Database

_LOCK = 0x5261666C  # any number that nothing else locks
_SCRIPTS = Path(__file__).parent / "migrations"


async def migrate(database: Database) -> None:
    """Apply every migration that is missing, all or none. Running it again changes nothing.

    Several processes may start at once: one migrates, the others wait.
    """
    async with database.writer.begin() as connection:
        if not database.is_sqlite:
            await connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        await connection.run_sync(_upgrade)


async def is_migrated(database: Database) -> bool:
    """Tell whether the database is at the newest migration."""
    async with database.engine.connect() as connection:
        current = await connection.run_sync(_current)
    return current == ScriptDirectory.from_config(_config()).get_current_head()


def ensure_data_dir(database_url: str) -> None:
    """Create the folder of an SQLite file, readable by its owner only."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> None:
    command.upgrade(_config(connection), "head")


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()
