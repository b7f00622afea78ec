"""``python -m gateway import``: content, stations and packs. See docs/importing.md."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from pydantic import ValidationError

from gateway.content import context
from gateway.content.faults import ImportRefused, table
from gateway.content.stations import PreparedStations, read_stations
from gateway.content.storing import Stored, Villages, import_content, import_stations
from gateway.packing import building
from gateway.packing.packfile import PackMeta
from gateway.settings import Settings

app = typer.Typer(help="Bring content, stations and map data into the gateway.", no_args_is_help=False)

Files = Annotated[list[Path], typer.Argument(help="GeoJSON files.", exists=True, dir_okay=False)]
Licence = Annotated[str, typer.Option(help="Licence of the data, when the files do not say it.")]
Attribution = Annotated[str, typer.Option(help="Whom to name, when the files do not say it.")]


@app.callback(invoke_without_command=True)
def everything(ctx: typer.Context) -> None:
    """Without a subcommand: the content of this project, then the packs of RAFFLESIA_PACKS."""
    if ctx.invoked_subcommand is not None:
        return
    with refusals():
        settings = Settings()
        built = building.from_folder(settings.packs, context.CONTENT_DIR) if settings.packs else {}
        polygons = building.polygons_in(built) or context.village_polygons(settings)
        _import_content(settings, context.CONTENT_DIR, polygons)
        _write(settings, built)
        if not built:
            typer.echo(
                "RAFFLESIA_PACKS is not set: no packs built; villages are found by centroid (perkiraan)"
            )


@app.command("content")
def content(
    folder: Annotated[
        Path | None, typer.Argument(help="Folder of <collection>.json files. Default: those of this project.")
    ] = None,
) -> None:
    """Check every row of every content file, then publish them all in one transaction."""
    with refusals():
        settings = Settings()
        _import_content(settings, folder or context.CONTENT_DIR, context.village_polygons(settings))


@app.command("stations")
def stations(
    file: Annotated[
        Path,
        typer.Argument(help="CSV template, GeoJSON points or Overpass JSON.", exists=True, dir_okay=False),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and tell, store nothing.")] = False,
) -> None:
    """Add or update WiFi stations from a register."""
    with refusals():
        settings = Settings()
        source, villages = read_stations(file), context.village_polygons(settings)

        async def run() -> PreparedStations:
            async with context.open_database(settings) as database:
                return await import_stations(database, source, villages, dry_run=dry_run)

        _report_stations(asyncio.run(run()), dry_run)


@app.command("villages")
def villages(files: Files, licence: Licence = "", attribution: Attribution = "") -> None:
    """Build the village pack from polygons with a ``code``."""
    with refusals():
        document = building.villages_pack(files, context.CONTENT_DIR, licence, attribution)
        _write(Settings(), {"villages": document})


@app.command("basemap")
def basemap(
    files: Annotated[list[Path] | None, typer.Argument(help="GeoJSON, Overpass JSON or .osm.pbf.")] = None,
    overpass: Annotated[str, typer.Option(help="Address of an Overpass interpreter to ask.")] = "",
    licence: Licence = "",
    attribution: Attribution = "",
) -> None:
    """Build the basemap pack: roads, borders, names."""
    with refusals():
        settings = Settings()
        answers = [asyncio.run(_ask(overpass))] if overpass else []
        document = building.basemap_pack(
            files or [], answers, settings.pack_dir, context.CONTENT_DIR, licence, attribution
        )
        _write(settings, {"basemap": document})


@app.command("packs")
def packs(
    folder: Annotated[Path | None, typer.Argument(help="Default: RAFFLESIA_PACKS.")] = None,
) -> None:
    """Build every pack that the files of a folder allow."""
    with refusals():
        settings = Settings()
        source = folder or settings.packs
        if source is None:
            raise typer.BadParameter("name a folder or set RAFFLESIA_PACKS")
        _write(settings, building.from_folder(source, context.CONTENT_DIR))


@contextmanager
def refusals() -> Iterator[None]:
    """Turn a refusal into its table on standard error and exit code 1, a wrong setting into exit code 2."""
    try:
        yield
    except ValidationError as error:
        for item in error.errors(include_input=False, include_url=False):
            name = "_".join(str(part) for part in item["loc"]).upper()
            typer.echo(f"RAFFLESIA_{name}: {item['msg']}", err=True)
        raise typer.Exit(2) from error
    except ImportRefused as refused:
        typer.echo(table(refused.faults), err=True)
        typer.echo(f"{len(refused.faults)} fault(s), nothing imported", err=True)
        raise typer.Exit(1) from refused


def _import_content(settings: Settings, folder: Path, polygons: Villages | None) -> None:
    async def run() -> list[Stored]:
        async with context.open_database(settings) as database:
            return await import_content(database, folder, polygons, context.now())

    for stored in asyncio.run(run()):
        typer.echo(
            f"{stored.collection}: {stored.rows} rows, {stored.changed} changed, {stored.removed} removed"
        )


def _report_stations(prepared: PreparedStations, dry_run: bool) -> None:
    for warning in prepared.warnings:
        typer.echo(f"warning: {warning}")
    updated = len(prepared.rows) - prepared.added
    typer.echo(
        f"{len(prepared.rows)} stations: {prepared.added} new, {updated} updated, "
        f"{prepared.activated} candidates became active"
    )
    if dry_run:
        typer.echo("dry run: nothing stored")


def _write(settings: Settings, documents: Mapping[str, Mapping[str, Any]]) -> None:
    for name, document in documents.items():
        _report_pack(building.write(settings.pack_dir, name, document, context.now()))


def _report_pack(meta: PackMeta) -> None:
    typer.echo(f"{meta.name}: {meta.size / 1000:.0f} kB, {meta.licence}, {meta.attribution}")


async def _ask(url: str) -> dict[str, Any]:
    async with httpx.AsyncClient(follow_redirects=True) as client:
        return await building.download(url, client)
