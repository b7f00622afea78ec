"""The editions of an event as people write them: ``2027-06-06/2027-06-15`` a line, ``?`` when estimated."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

_LINE: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*(?:/|–|\bs\.?d\.?|\s)\s*(\d{4}-\d\d-\d\d))?\s*(\?)?")


def read_days(text: str) -> list[dict[str, str]]:
    """Return the editions of ``text`` by their first day; raises ``ValueError`` for any other line."""
    editions = [_edition(line.strip()) for line in text.splitlines() if line.strip()]
    return sorted(editions, key=lambda edition: edition["from"])


def days_text(editions: Any) -> str:
    """Return the editions of a row, one a line."""
    lines = [edition for edition in editions or () if isinstance(edition, dict)]
    return "\n".join(_line(edition) for edition in lines)


def _edition(line: str) -> dict[str, str]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(line)
    first, last, mark = found.groups()
    days = [date.fromisoformat(day).isoformat() for day in (first, last or first)]
    return {"from": days[0], "to": days[1], "precision": "estimated" if mark else "date"}


def _line(edition: dict[str, Any]) -> str:
    first, last = edition.get("from"), edition.get("to")
    span = f"{first}" if first == last else f"{first}/{last}"
    return f"{span} ?" if edition.get("precision") == "estimated" else span
