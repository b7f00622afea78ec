"""Which requests a query means: GeoReport's parameters as a query for public tickets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.open311.reading import Parameters
from gateway.open311.requests import CLOSED, OPEN, describe_updates
from gateway.tickets.public import TicketQuery, find_public

MOST_ROWS: Final = 1000
MOST_IDS: Final = 1000
MOST_PAGES: Final = 1_000_000
SPAN: Final = timedelta(days=90)

_TICK: Final = timedelta(microseconds=1)
_SECOND: Final = timedelta(seconds=1)
_STATUSES: Final = {"open": OPEN, "closed": CLOSED}


@dataclass(frozen=True, slots=True)
class Window:
    """From ``first`` to ``last``, both included; aware, UTC."""

    first: datetime
    last: datetime


def read_window(parameters: Parameters, now: datetime) -> Window:
    """Return the window of ``start_date`` and ``end_date``: 90 days at most, the last ones by default."""
    first, last = parameters.moment("start_date"), parameters.moment("end_date", is_end=True)
    if first and last:
        if first > last:
            parameters.refuse("end_date", "Must not be before start_date.")
        elif last - first > SPAN + _SECOND:
            parameters.refuse("start_date", "At most 90 days at once.")
        return Window(first, last)
    if first:
        return Window(first, first + SPAN)
    return Window((last or now) - SPAN, last or now)


def read_query(parameters: Parameters, now: datetime, *, most: int = MOST_ROWS) -> TicketQuery:
    """Return the query, newest first; ``service_request_id`` overrides everything else.

    What is wrong is noted in ``parameters``. ``most``: rows on a page, also without ``page_size``.
    """
    numbers = parameters.words("service_request_id", MOST_IDS)
    page = _read_page(parameters, most)
    if numbers:
        return replace(page, numbers=numbers)
    statuses = _read_statuses(parameters)
    query = replace(page, service_ids=parameters.words("service_code", MOST_IDS), statuses=statuses)
    after, before = parameters.moment("updated_after"), parameters.moment("updated_before", is_end=True)
    query = replace(query, updated_from=after, updated_to=before + _TICK if before else None)
    if (after or before) and not parameters.all("start_date") and not parameters.all("end_date"):
        return query
    window = read_window(parameters, now)
    return replace(query, received_from=window.first, received_to=window.last + _TICK)


def _read_page(parameters: Parameters, most: int) -> TicketQuery:
    size = parameters.count("page_size", most, 1, most)
    page = parameters.count("page", 1, 1, MOST_PAGES)
    return TicketQuery(offset=(page - 1) * size, limit=size, with_events=True)


def _read_statuses(parameters: Parameters) -> list[str]:
    words = [word.lower() for word in parameters.words("status", 10)]
    if any(word not in _STATUSES for word in words):
        parameters.refuse("status", "Must be open or closed.")
    return [state for word in words for state in _STATUSES.get(word, ())]


async def find_page_of_updates(
    session: AsyncSession, window: Window, offset: int, limit: int
) -> list[dict[str, Any]]:
    """Return described updates of ``window``, oldest first; those of one moment in the order of their ids."""
    query = TicketQuery(updated_from=window.first, received_to=window.last + _TICK, order="updated")
    updates = [
        update
        for ticket in await find_public(session, query)
        for update in describe_updates(ticket, window.first, window.last)
    ]
    updates.sort(key=lambda update: (update["updated_datetime"], update["update_id"]))
    return updates[offset : offset + limit]
