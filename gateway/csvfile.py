"""CSV for people: UTF-8, comma, header, and no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

MEDIA_TYPE: Final = "text/csv"

Cell = str | int | float | bool | date | datetime | None

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_MARK: Final = "'"


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return the file: times in ISO 8601 with offset, true and false in words, nothing for ``None``."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8")


def defuse(text: str) -> str:
    """Return ``text`` with an apostrophe before it when a spreadsheet would run it as a formula."""
    return _MARK + text if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _as_text(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case date():  # a datetime is one too
            return cell.isoformat()
        case int() | float():
            return str(cell)
    return defuse(cell)
