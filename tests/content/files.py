"""Reading the content files of the repository and, where they are, the facts they were written from."""

from __future__ import annotations

import csv
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from services import app, models

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "assets" / "content"
# Holidays have their tests beside the opening hours; counts of blank spots come with the feed only.
PARSERS = {name: parse for name, parse in app.PARSERS.items() if name not in {"holidays", "blank-spots"}}


@cache
def document(collection: str) -> dict[str, Any]:
    """Return the whole content file of ``collection``."""
    return json.loads((CONTENT / f"{collection}.json").read_text(encoding="utf-8"))


def rows(collection: str) -> list[dict[str, Any]]:
    """Return the rows of ``collection`` in their wire form."""
    return document(collection)["items"]


@cache
def regions() -> dict[str, models.Region]:
    """Return every region by its code."""
    return {row["id"]: models.Region.from_wire(row) for row in rows("regions")}


def facts(name: str) -> list[dict[str, Any]]:
    """Return the facts in ``name`` (JSON or CSV) of the data folder; skips the test when it is absent."""
    path = ROOT / os.environ.get("RAFFLESIA_PACKS", "../shared/data/bengkulu") / name
    if not path.is_file():
        pytest.skip(f"RAFFLESIA_PACKS has no {name}")
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream)) if path.suffix == ".csv" else json.load(stream)
