"""The query parameters of the standard; any other is refused, as it demands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from gateway.errors import FieldProblem, Problem
from gateway.open311.reading import read_moment

DEFAULT_LIMIT: Final = 100
MAX_LIMIT: Final = 1000
MAX_CSV_ROWS: Final = 50_000
"""A file holds everything, unless a page of it was asked for."""
ITEM_PARAMETERS: Final = ("bbox", "datetime", "limit", "offset", "f")

_TICK: Final = timedelta(microseconds=1)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{0,15})?", re.ASCII)
_OPEN_ENDS: Final = ("", "..")

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """Which features: a box (west, south, east, north), times (``last`` excluded), a page, a format."""

    box: Box | None = None
    first: datetime | None = None
    last: datetime | None = None
    limit: int = DEFAULT_LIMIT
    offset: int = 0
    format: str = "json"


def read_query(pairs: Iterable[tuple[str, str]], known: Iterable[str], formats: Iterable[str]) -> ItemQuery:
    """Return the query; raises the 400 that names every unknown or wrong parameter."""
    values: dict[str, str] = {}
    problems: list[FieldProblem] = []
    for name, value in pairs:
        if name not in known:
            problems.append(FieldProblem(name[:40].replace("\0", ""), "unknown_parameter", "There is none."))
        elif name in values:
            problems.append(FieldProblem(name, "duplicate", "Given twice."))
        else:
            values[name] = value
    first, last = _read_times(values.get("datetime"), problems)
    form = _read_format(values.get("f", "json"), tuple(formats), problems)
    most = MAX_LIMIT if form == "json" or "limit" in values else MAX_CSV_ROWS
    default = DEFAULT_LIMIT if form == "json" else most
    query = ItemQuery(
        box=_read_box(values.get("bbox"), problems),
        first=first,
        last=last,
        limit=min(_read_whole("limit", values, default, 1, problems), most),
        offset=_read_whole("offset", values, 0, 0, problems),
        format=form,
    )
    if problems:
        raise Problem(400, "bad_parameter", "Some parameters need to be corrected.", errors=problems)
    return query


def _read_whole(
    name: str, values: dict[str, str], default: int, least: int, problems: list[FieldProblem]
) -> int:
    text = values.get(name)
    if text is None:
        return default
    if not _WHOLE.fullmatch(text) or int(text) < least:
        problems.append(FieldProblem(name, "range", f"Must be a whole number of at least {least}."))
        return default
    return int(text)


def _read_format(text: str, formats: tuple[str, ...], problems: list[FieldProblem]) -> str:
    if text not in formats:
        problems.append(FieldProblem("f", "unknown_value", f"Must be {' or '.join(formats)}."))
    return text


def _read_box(text: str | None, problems: list[FieldProblem]) -> Box | None:
    """Read four numbers, or six of which the heights do not matter; west may lie east of the date line."""
    if text is None:
        return None
    parts = [part.strip() for part in text.split(",")]
    numbers = [float(part) for part in parts if _NUMBER.fullmatch(part)]
    if len(numbers) != len(parts) or len(parts) not in {4, 6}:
        problems.append(FieldProblem("bbox", "format", "Must be four or six numbers."))
        return None
    west, south, *_, east, north = numbers if len(parts) == 4 else (*numbers[:2], *numbers[3:5])
    is_right = (
        all(map(math.isfinite, numbers)) and max(abs(west), abs(east)) <= 180 and -90 <= south <= north <= 90
    )
    if not is_right:
        problems.append(FieldProblem("bbox", "range", "Must be west, south, east, north in degrees."))
        return None
    return west, south, east, north


def _read_times(text: str | None, problems: list[FieldProblem]) -> tuple[datetime | None, datetime | None]:
    """Read a moment or an interval whose ends may be open."""
    if text is None:
        return None, None
    ends = text.split("/")
    start, end = ends[0].strip(), ends[-1].strip()
    first = None if start in _OPEN_ENDS else read_moment(start)
    last = None if end in _OPEN_ENDS else read_moment(end, is_end=True)
    is_open = len(ends) == 2 and start in _OPEN_ENDS, len(ends) == 2 and end in _OPEN_ENDS
    is_read = (first is not None or is_open[0]) and (last is not None or is_open[1]) and len(ends) <= 2
    if not is_read or is_open == (True, True):
        problems.append(FieldProblem("datetime", "format", "Must be a time or an interval in RFC 3339."))
        return None, None
    if first and last and first > last:
        problems.append(FieldProblem("datetime", "range", "Must not end before it begins."))
    return first, last + _TICK if last else None


def contains(box: Box, lon: float | None, lat: float | None) -> bool:
    """Tell whether a position lies in a box; one that crosses the date line has its west in the east."""
    if lon is None or lat is None:
        return False
    west, south, east, north = box
    is_between = west <= lon <= east if west <= east else lon >= west or lon <= east
    return is_between and south <= lat <= north


def utc(moment: datetime) -> str:
    """Return a moment as the standard writes it."""
    return moment.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
