"""What a row names of another collection has to be there: the programme of news, the places of a route."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.content.faults import Fault
from gateway.content.files import ContentFile
from gateway.feed.collections import DESTINATIONS, NOTICES, PROGRAMMES, ROUTES
from gateway.feed.repository import live_ids

Row = Mapping[str, Any]
Named = Iterator[tuple[str, str]]


def _programme(row: Row) -> Named:
    if row.get("programme_id"):
        yield "programme_id", row["programme_id"]


def _stops(row: Row) -> Named:
    for number, stop in enumerate(row["stops"]):
        yield f"stops.{number}.destination_id", stop["destination_id"]


NAMED: Final[Mapping[str, tuple[str, Callable[[Row], Named]]]] = {
    NOTICES: (PROGRAMMES, _programme),
    ROUTES: (DESTINATIONS, _stops),
}
"""By collection: the collection that its rows name, and the ids that one row names by field."""


async def row_references(session: AsyncSession, collection: str, row: Row) -> list[tuple[str, str]]:
    """Return (field, reason) for every id in a well-shaped ``row`` that leads nowhere."""
    if collection not in NAMED:
        return []
    other, named = NAMED[collection]
    ids = await live_ids(session, other)
    return [(field, _lost(name, other)) for field, name in named(row) if name not in ids]


async def file_references(session: AsyncSession, files: Iterable[ContentFile]) -> list[Fault]:
    """Return a fault for every id in well-shaped ``files`` that neither they nor the gateway know."""
    files, faults = list(files), []
    for file in files:
        if file.collection not in NAMED:
            continue
        other, named = NAMED[file.collection]
        ids = await live_ids(session, other)
        ids |= {row["id"] for beside in files if beside.collection == other for row in beside.rows}
        faults += [
            Fault(file.file, number, field, _lost(name, other))
            for number, row in enumerate(file.rows, start=1)
            for field, name in named(row)
            if name not in ids
        ]
    return faults


def _lost(name: str, other: str) -> str:
    return f"{name} is not in the {other}"
