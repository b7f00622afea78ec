"""``python -m gateway kiosk``: what the desk's page does, for administrators at a terminal."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Final, NoReturn, TypeVar

import typer
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.content.cli import refusals
from gateway.content.context import now, open_database
from gateway.kiosks import service
from gateway.kiosks.pin import hash_pin, pin_fault
from gateway.kiosks.schemas import settings_file
from gateway.kiosks.service import Description, KioskRefused
from gateway.kiosks.tables import Kiosk
from gateway.settings import Settings

Result = TypeVar("Result")
_MODE: Final = 0o640

kiosk_app = typer.Typer(help="Kiosks at tourist sites.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(help="Name of the kiosk, like benteng-marlborough.")]
File = Annotated[
    Path | None, typer.Option("--file", help="Write the settings file here instead of showing it.")
]


@kiosk_app.command("add")
def add(
    name: Name,
    title_id: Annotated[str, typer.Option("--title-id", help="Title on the screen, Indonesian.")],
    title_en: Annotated[str, typer.Option("--title-en", help="Title on the screen, English.")],
    place: Annotated[
        str | None, typer.Option("--place", help="Id of the destination where it stands.")
    ] = None,
    language: Annotated[str, typer.Option("--language", help="At the start: id or en.")] = "id",
    controls_low: Annotated[
        bool, typer.Option("--controls-low", help="All controls in the lower part.")
    ] = False,
    file: File = None,
) -> None:
    """Add a kiosk. The PIN is asked for twice; the settings file with the key is given once."""
    hashed = _new_pin()
    description = Description(title_id.strip(), title_en.strip(), place, language, controls_low)

    async def run(session: AsyncSession) -> tuple[Kiosk, str]:
        return await service.add_kiosk(session, name, description, hashed, now())

    _give(*_run(run, file), file)


@kiosk_app.command("list")
def list_all() -> None:
    """List the kiosks with their last heartbeats."""

    async def run(session: AsyncSession) -> list[Kiosk]:
        return list(await service.list_kiosks(session))

    for kiosk in _run(run):
        seen = f"{kiosk.last_seen_at:%Y-%m-%d %H:%M} UTC" if kiosk.last_seen_at else "never"
        typer.echo(f"{kiosk.name}\t{kiosk.title_id}\t{seen}\t{kiosk.app_version or '-'}")


@kiosk_app.command("pin")
def pin(name: Name) -> None:
    """Set a new PIN, asked for twice; the kiosk uses it after its next heartbeat."""
    hashed = _new_pin()

    async def run(session: AsyncSession) -> None:
        await service.set_pin(session, await _kiosk(session, name), hashed, now())

    _run(run)
    typer.echo(f"PIN of {name} changed")


@kiosk_app.command("key")
def key(name: Name, file: File = None) -> None:
    """Make a new key; the old one ends now. The settings file with the key is given once."""

    async def run(session: AsyncSession) -> tuple[Kiosk, str]:
        kiosk = await _kiosk(session, name)
        return kiosk, await service.renew_key(session, kiosk, now())

    _give(*_run(run, file), file)


@kiosk_app.command("remove")
def remove(name: Name, sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False) -> None:
    """Forget a kiosk; its key opens nothing any more."""
    if not sure:
        typer.confirm(f"remove {name}?", abort=True)

    async def run(session: AsyncSession) -> None:
        await service.remove_kiosk(session, await _kiosk(session, name), now())

    _run(run)
    typer.echo(f"removed {name}")


def _run(work: Callable[[AsyncSession], Awaitable[Result]], file: Path | None = None) -> Result:
    """Do the work in one transaction; a refusal, or a ``file`` that is there, ends with exit code 1."""
    if file is not None and file.exists():
        _end(f"{file} is there already")

    async def inside() -> Result:
        async with open_database(Settings()) as database, database.write() as session:
            return await work(session)

    with refusals():
        try:
            return asyncio.run(inside())
        except KioskRefused as refused:
            _end(str(refused))


async def _kiosk(session: AsyncSession, name: str) -> Kiosk:
    kiosk = await session.get(Kiosk, name) if service.is_name(name) else None
    if kiosk is None:
        raise KioskRefused({"name": "no such kiosk"})
    return kiosk


def _new_pin() -> str:
    """Ask for a PIN twice and return its hash."""
    chosen: str = typer.prompt("PIN", hide_input=True, confirmation_prompt=True)
    if fault := pin_fault(chosen):
        _end(f"PIN: {fault}")
    return hash_pin(chosen)


def _give(kiosk: Kiosk, key: str, file: Path | None) -> None:
    """Hand over the settings file: its owner and group may read what is written."""
    text = settings_file(kiosk, key, Settings().public_url)
    if file is None:
        typer.echo(f"{kiosk.name}.json (shown once):\n{text}", nl=False)
        return
    with os.fdopen(
        os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE), "w", encoding="utf-8"
    ) as handle:
        handle.write(text)
    typer.echo(f"wrote {file}")


def _end(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(1)
