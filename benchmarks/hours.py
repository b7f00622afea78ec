"""Opening hours: reading an expression and asking it, over what the differential test compares."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.timing import Result, spread
from services.clock import WIB
from services.opening_hours import Holidays, OpeningHours, OpeningHoursError, parse

GRID = "tests/unit/opening_hours/grid.json"
INSTANTS = 20


def run(content: Path) -> Result:
    """Measure every expression of the grid at ``INSTANTS`` random minutes of its days."""
    grid = json.loads((content.parents[1] / GRID).read_text("utf-8"))
    holidays = Holidays.from_document(json.loads((content / "holidays.json").read_text("utf-8")))
    read = spread(_each(partial(_read, expression, holidays)) for expression in grid["expressions"])
    asked = [hours for expression in grid["expressions"] if (hours := _read(expression, holidays))]
    pairs = [(hours, at) for hours in asked for at in _instants(grid["windows"])]
    open_now = spread(_each(partial(hours.is_open, at)) for hours, at in pairs)
    state = spread(_each(partial(hours.state, at)) for hours, at in pairs)
    return {
        "expressions": len(asked),
        "pairs": len(pairs),
        **read.named("read"),
        **open_now.named("is_open"),
        **state.named("state"),
    }


def _read(expression: str, holidays: Holidays) -> OpeningHours | None:
    try:
        return parse(expression, holidays)
    except OpeningHoursError:
        return None


def _instants(windows: list[dict[str, Any]]) -> Iterator[datetime]:
    """Yield the same random minutes for every expression."""
    chance = Random(5)
    for _ in range(INSTANTS):
        window = chance.choice(windows)
        midnight = datetime.fromisoformat(window["first"]).replace(tzinfo=WIB)
        yield midnight + timedelta(minutes=chance.randrange(window["days"] * 1440))


def _each(call: Callable[[], object]) -> float:
    start = time.process_time()
    call()
    return time.process_time() - start
