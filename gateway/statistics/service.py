"""The answer of ``GET /v1/statistics``: figures of everything, and by agency, regency and service."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.clock import WIB
from gateway.errors import FieldProblem, invalid
from gateway.feed.collections import REGIONS
from gateway.feed.repository import get_rows
from gateway.statistics.figures import figures, figures_by
from gateway.statistics.repository import Selection
from gateway.statistics.rows import TicketRow

_DEFAULT_DAYS: Final = 365
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FIRST_YEAR: Final = 1971
_LAST_YEAR: Final = 2099

Names = Mapping[str, Any]


def select_days(first: str, last: str, now: datetime, **only: str) -> Selection:
    """Return the selection of two days as text (empty: the last 365 days); raises the 422."""
    problems: list[FieldProblem] = []
    until = _read_day("to", last, problems) or now.astimezone(WIB).date()
    since = _read_day("from", first, problems) or until - timedelta(days=_DEFAULT_DAYS - 1)
    if not problems and since > until:
        problems.append(FieldProblem("from", "range", "Must not be later than to."))
    problems += [
        FieldProblem(name, "bad_text", "Must not hold NUL.") for name, value in only.items() if "\0" in value
    ]
    if problems:
        raise invalid(problems)
    return Selection(since, until, **{name: value or None for name, value in only.items()})


def summarise(
    rows: Sequence[TicketRow], selection: Selection, as_of: datetime, names: Mapping[str, Names]
) -> dict[str, Any]:
    """Return the document of docs/api.md; ``names``: id to name, by ``agency``, ``regency``, ``service``."""
    groups: dict[str, Callable[[TicketRow], str | None]] = {
        "agency": lambda row: row.agency_id,
        "regency": lambda row: row.regency_code,
        "service": lambda row: row.service_id,
    }
    return {
        "from": selection.first.isoformat(),
        "to": selection.last.isoformat(),
        "as_of": as_of.isoformat(),
        "total": figures(rows, as_of),
        **{
            f"by_{name}": [
                {"id": group, "name": names[name].get(group or ""), **found}
                for group, found in figures_by(rows, key, as_of).items()
            ]
            for name, key in groups.items()
        },
    }


async def find_names(session: AsyncSession, rows: Sequence[TicketRow]) -> dict[str, Names]:
    """Return the names of every agency, regency and service of ``rows``, as the content has them."""
    wanted = {
        "agency": ("agencies", {row.agency_id for row in rows if row.agency_id}),
        "regency": (REGIONS, {row.regency_code for row in rows if row.regency_code}),
        "service": ("services", {row.service_id for row in rows}),
    }
    return {
        group: {key: row.get("name") for key, row in (await get_rows(session, collection, ids)).items()}
        for group, (collection, ids) in wanted.items()
    }


def _read_day(field: str, text: str, problems: list[FieldProblem]) -> date | None:
    if not text:
        return None
    if not _DAY.fullmatch(text):
        problems.append(FieldProblem(field, "format", "Must be a day like 2026-11-21."))
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        problems.append(FieldProblem(field, "format", "There is no such day."))
        return None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        problems.append(FieldProblem(field, "range", "Must lie between the years 1971 and 2099."))
        return None
    return day
