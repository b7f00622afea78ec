"""Material of the opening hours tests: the recorded reference, and calendars made of bare dates."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from services.clock import WIB
from services.opening_hours import Holidays, OpeningHours

HERE = Path(__file__).parent
REFERENCE: dict[str, Any] = json.loads((HERE / "reference.json").read_text(encoding="utf-8"))
GRID: dict[str, Any] = json.loads((HERE / "grid.json").read_text(encoding="utf-8"))
CODES = {"closed": "c", "open": "o", "unknown": "u"}


def calendar(public: Iterable[str], school: Iterable[str] = ()) -> Holidays:
    """Return a calendar of ISO dates."""
    return Holidays(
        public=frozenset(map(date.fromisoformat, public)),
        school=frozenset(map(date.fromisoformat, school)),
    )


def at(text: str) -> datetime:
    """Return an instant written as local time of Bengkulu."""
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


def midnight(day: str) -> datetime:
    """Return the start of an ISO date."""
    return at(f"{day}T00:00")


def changes(hours: OpeningHours, first: datetime, days: int) -> str:
    """Return the kinds from ``first`` on as in reference.json: 'c480o960c' (minutes and letters)."""
    end = first + timedelta(days=days)
    text, last, here = "", "", first
    while here is not None and here < end:
        state = hours.state(here)
        code = CODES[state.kind]
        if code != last:
            minutes = round((here - first).total_seconds() / 60)
            text += f"{minutes or ''}{code}"
        last = code
        if state.next_change is None:
            break
        here = state.next_change
    return text
