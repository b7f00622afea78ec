"""Seed ``assets/content/holidays.json`` with Indonesia's public holidays and joint leave days.

    python -m tools.build_holidays --as-of 2026-11-21 [--first 2025] [--last 2028]

The dates come from the Python library ``holidays``. A row is "estimated" where the library says so (a lunar
date not announced yet), and stays ``verified: memory`` for years whose joint decree (SKB Tiga Menteri) the
library does not know: the province checks and corrects the file, it is content. School holidays differ by
province and year and are not made up here; add rows of kind ``school`` with ``date`` and ``until``.
"""

from __future__ import annotations

import argparse
import json
import re
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import holidays

LIBRARY: Final = f"Python library holidays {version('holidays')}"
TARGET: Final = Path("assets/content/holidays.json")
_ESTIMATED: Final = re.compile(r"\s*\((perkiraan|estimated)\)")
_KINDS: Final = {"public": "public", "government": "joint_leave"}


def rows_of(year: int) -> list[dict[str, Any]]:
    """Return the rows of one year in order of date, public holidays before joint leave of the same day."""
    decreed = bool(_names(year, "government", "id"))
    rows = []
    for category, kind in _KINDS.items():
        english = _names(year, category, "en_US")
        for day, name in _names(year, category, "id").items():
            rows.append(_row(day, name, english[day], kind, decreed))
    return sorted(rows, key=lambda row: (row["date"], row["kind"] != "public"))


def _names(year: int, category: str, language: str) -> dict[date, str]:
    return dict(holidays.country_holidays("ID", years=year, categories=category, language=language))


def _row(day: date, indonesian: str, english: str, kind: str, decreed: bool) -> dict[str, Any]:
    estimated = bool(_ESTIMATED.search(indonesian))
    return {
        "id": f"{day.isoformat()}-{kind.replace('_', '-')}",
        "date": day.isoformat(),
        "name": {"id": _ESTIMATED.sub("", indonesian), "en": _ESTIMATED.sub("", english)},
        "kind": kind,
        "precision": "estimated" if estimated else "date",
        "source": f"{LIBRARY}, country ID",
        "verified": "source" if decreed and not estimated else "memory",
    }


def document(first: int, last: int, as_of: date) -> str:
    """Return the content file for the years ``first``…``last``, one row a line."""
    head = {
        "collection": "holidays",
        "licence": "Apache-2.0",
        "attribution": f"Tanggal dari {LIBRARY} (MIT)",
        "as_of": as_of.isoformat(),
    }
    rows = [row for year in range(first, last + 1) for row in rows_of(year)]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{opening},\n "items": [\n{lines}\n ]\n}}\n'


def main() -> None:
    """Write the file named by the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True)
    parser.add_argument("--first", type=int, default=2025)
    parser.add_argument("--last", type=int, default=2028)
    parser.add_argument("--target", type=Path, default=TARGET)
    asked = parser.parse_args()
    asked.target.write_text(document(asked.first, asked.last, asked.as_of), encoding="utf-8")
    print(f"{asked.target}: {asked.first}-{asked.last}")


if __name__ == "__main__":
    main()
