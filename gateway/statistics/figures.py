"""The figures of docs/api.md as pure functions over rows."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from gateway.clock import WIB
from gateway.statistics.rows import TicketRow

Figures = dict[str, int | float | None]

_DECIMALS: Final = 2
_DAY: Final = timedelta(days=1)
_TICK: Final = timedelta(microseconds=1)


def figures(rows: Iterable[TicketRow], as_of: datetime) -> Figures:
    """Return the figures of ``rows`` as they stand at ``as_of`` (aware).

    Days are days of 24 hours, rounded to two decimals; a figure of nothing is ``None``. Duplicates count
    as received only: their time is that of the ticket they were merged into.
    """
    every = list(rows)
    own = [row for row in every if not row.is_duplicate]
    waiting = [row for row in own if row.is_open]
    answers = [row.answered_at - row.received_at for row in own if row.answered_at is not None]
    solutions = [row.resolved_at - row.received_at for row in own if row.is_resolved and row.resolved_at]
    ratings = [row.rating for row in own if row.rating is not None]
    return {
        "received": len(every),
        "open": len(waiting),
        "answered": len(answers),
        "resolved": len(solutions),
        "closed": len(own) - len(waiting),
        "late_open": sum(_is_past_due(row, as_of) for row in waiting),
        "answer_days_median": _days(nearest_rank(answers, 50)),
        "answer_days_p90": _days(nearest_rank(answers, 90)),
        "resolve_days_median": _days(nearest_rank(solutions, 50)),
        "resolve_days_p90": _days(nearest_rank(solutions, 90)),
        "on_time_share": _share(_on_time(own, as_of)),
        "reopen_share": _share([row.reopened > 0 for row in own if row.resolved_at or row.reopened]),
        "backlog_age_days_median": _days(nearest_rank([as_of - row.received_at for row in waiting], 50)),
        "rating_mean": _rounded(Fraction(sum(ratings), len(ratings))) if ratings else None,
        "ratings": len(ratings),
    }


def figures_by(
    rows: Iterable[TicketRow], key: Callable[[TicketRow], str | None], as_of: datetime
) -> Mapping[str | None, Figures]:
    """Return the figures of each group of ``rows``, the groups with most tickets first."""
    groups: dict[str | None, list[TicketRow]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0] is None, group[0] or ""))
    return {name: figures(members, as_of) for name, members in ordered}


def nearest_rank(values: Sequence[timedelta], percent: int) -> timedelta | None:
    """Return the smallest value that at least ``percent`` of all values do not exceed, None of none."""
    if not values:
        return None
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


def _on_time(rows: Iterable[TicketRow], as_of: datetime) -> list[bool]:
    """Tell of each ticket whose date has been met or missed which of both; others are undecided."""
    found = []
    for row in rows:
        if row.due_on is None:
            continue
        if row.answered_at is not None:
            found.append(row.answered_at.astimezone(WIB).date() <= row.due_on)
        elif _is_past_due(row, as_of):
            found.append(False)
    return found


def _is_past_due(row: TicketRow, as_of: datetime) -> bool:
    return row.due_on is not None and as_of.astimezone(WIB).date() > row.due_on


def _share(facts: Sequence[bool]) -> float | None:
    return _rounded(Fraction(sum(facts), len(facts))) if facts else None


def _days(span: timedelta | None) -> float | None:
    """Convert exactly, so that everybody who computes it again rounds the same number."""
    return None if span is None else _rounded(Fraction(span // _TICK, _DAY // _TICK))


def _rounded(value: Fraction) -> float:
    return float(round(value, _DECIMALS))
