"""Reading features: content rows are few and filtered here, requests are filtered by the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.features.collections import Collection, Feature, feature_of_row, feature_of_ticket
from gateway.features.parameters import Box, ItemQuery, contains
from gateway.feed.repository import get_row, get_rows, live_ids
from gateway.ids import is_number
from gateway.tickets.public import TicketQuery, count_public, find_public
from gateway.tickets.transitions import State

_LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class Page:
    """The features of one page, and how many there are altogether."""

    features: Sequence[Feature]
    matched: int


async def find_page(session: AsyncSession, collection: Collection, query: ItemQuery) -> Page:
    """Return the page of ``query``. What has no time of its own is found at any time."""
    if collection.source is None:
        return await _find_tickets(session, query)
    rows = await get_rows(session, collection.source, await live_ids(session, collection.source))
    every = [feature_of_row(collection, rows[row_id]) for row_id in sorted(rows)]
    box = query.box
    found = every if box is None else [each for each in every if contains(box, each.lon, each.lat)]
    return Page(found[query.offset : query.offset + query.limit], len(found))


async def find_feature(session: AsyncSession, collection: Collection, feature_id: str) -> Feature | None:
    """Return one feature, None when there is none; a withdrawn request is none."""
    if collection.source is None:
        numbers = [feature_id] if is_number(feature_id) else []
        found = await find_public(session, TicketQuery(numbers=numbers, limit=1)) if numbers else []
        shown = [each for each in found if each.status != State.WITHDRAWN.value]
        return feature_of_ticket(shown[0]) if shown else None
    if len(feature_id) > _LONGEST_ID or "\0" in feature_id:
        return None
    row = await get_row(session, collection.source, feature_id)
    return feature_of_row(collection, row) if row is not None else None


async def _find_tickets(session: AsyncSession, query: ItemQuery) -> Page:
    wanted = TicketQuery(
        received_from=query.first,
        received_to=query.last,
        order="received",
        offset=query.offset,
        limit=query.limit,
        with_events=False,
    )
    if query.box is None:
        return await _page(session, wanted)
    halves = [replace(wanted, bbox=half) for half in _halves(query.box)]
    if len(halves) == 1:
        return await _page(session, halves[0])
    first = await _page(session, halves[0])
    rest = replace(
        halves[1],
        offset=max(0, query.offset - first.matched),
        limit=query.limit - len(first.features),
    )
    second = await _page(session, rest)
    return Page([*first.features, *second.features], first.matched + second.matched)


async def _page(session: AsyncSession, wanted: TicketQuery) -> Page:
    found = [feature_of_ticket(each) for each in await find_public(session, wanted)] if wanted.limit else []
    return Page(found, await count_public(session, wanted))


def _halves(box: Box) -> list[Box]:
    """Cut a box at the date line."""
    west, south, east, north = box
    if west <= east:
        return [box]
    return [(west, south, 180.0, north), (-180.0, south, east, north)]
