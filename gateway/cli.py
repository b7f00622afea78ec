"""The command line: ``python -m gateway``, with its commands in help."""

from __future__ import annotations

import asyncio
import logging
from typing import Annotated

import typer
import uvicorn
from pydantic import ValidationError

from gateway.app import create_app
from gateway.content.cli import app as import_app
from gateway.db import Database
from gateway.kiosks.commands import kiosk_app
from gateway.migrate import ensure_data_dir
from gateway.migrate import migrate as migrate_database
from gateway.settings import Settings
from gateway.staff.commands import keys_app, staff_app
from gateway.staff.retention import retention

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help="The gateway of Rafflesia.")
app.add_typer(import_app, name="import")
app.add_typer(staff_app, name="staff")
app.add_typer(keys_app, name="keys")
app.add_typer(kiosk_app, name="kiosk")
app.command()(retention)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Instead of RAFFLESIA_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="Instead of RAFFLESIA_PORT.")] = None,
) -> None:
    """Bring the database up to date, then serve the API and the browser app."""
    settings = _settings()
    _prepare(settings)
    config = uvicorn.Config(
        create_app(settings),
        host=host or settings.host,
        port=port or settings.port,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.proxy_header),
        timeout_graceful_shutdown=10,
        log_level=settings.log_level.lower(),
    )
    uvicorn.Server(config).run()


@app.command()
def migrate() -> None:
    """Bring the database to the present schema."""
    _prepare(_settings())


@app.command()
def prepare() -> None:
    """Create the data folder and bring the database to the present schema."""
    _prepare(_settings())


def _settings() -> Settings:
    """Read the settings; a wrong one ends the command with its name, never with its value."""
    try:
        settings = Settings()
    except ValidationError as error:
        for item in error.errors(include_input=False, include_url=False):
            name = "".join(f"RAFFLESIA_{part}: ".upper() for part in item["loc"])
            typer.echo(name + item["msg"], err=True)
        raise typer.Exit(2) from error
    level = logging.getLevelNamesMapping()[settings.log_level]
    layout = "%(asctime)s %(levelname)s %(name)s %(message)s"
    logging.basicConfig(
        level=max(level, logging.INFO), format=layout
    )  # drivers tell what they store at DEBUG
    logging.getLogger("gateway").setLevel(level)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return settings


def _prepare(settings: Settings) -> None:
    ensure_data_dir(settings.resolved_database_url)
    asyncio.run(_migrate(settings.resolved_database_url))


async def _migrate(url: str) -> None:
    database = Database(url)
    try:
        await migrate_database(database)
    finally:
        await database.dispose()
