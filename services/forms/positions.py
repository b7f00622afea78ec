"""A position as an answer: the members of docs/api.md, checked in their order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from services.forms.problems import Problem, Wrong, need
from services.geo import PROVINCE
from services.models import Fix, Point, PositionSource

ACCURACY_MAX_M = 100_000
AGE_MAX_S = 10 * 366 * 86_400
FIXES_MAX = 10_000


def checked_position(value: object) -> dict[str, Any]:
    """Return the position's known members; raises :class:`Wrong` with the first thing that is wrong."""
    if not isinstance(value, Mapping):
        raise Wrong(Problem.TYPE)
    known = {
        "lat": _degrees(value, "lat", PROVINCE.south, PROVINCE.north),
        "lon": _degrees(value, "lon", PROVINCE.west, PROVINCE.east),
        "accuracy_m": _accuracy(value.get("accuracy_m")),
        "source": _source(value),
        "age_s": _whole(value, "age_s", AGE_MAX_S),
        "fixes": _whole(value, "fixes", FIXES_MAX),
        "mocked": value.get("mocked"),
    }
    need(known["mocked"] is None or isinstance(known["mocked"], bool), Problem.TYPE)
    return known


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Wrong(Problem.TYPE)
    return value


def _degrees(row: Mapping[str, Any], name: str, least: float, most: float) -> float:
    need(name in row, Problem.MISSING)
    degrees = _number(row[name])
    need(least <= degrees <= most, Problem.RANGE)
    return degrees


def _accuracy(value: object) -> float | None:
    if value is None:
        return None
    metres = _number(value)
    need(0 < metres <= ACCURACY_MAX_M, Problem.RANGE)
    return metres


def _source(row: Mapping[str, Any]) -> str:
    need("source" in row, Problem.MISSING)
    source = row["source"]
    if not isinstance(source, str) or source not in set(PositionSource):
        raise Wrong(Problem.UNKNOWN_VALUE)
    return source


def _whole(row: Mapping[str, Any], name: str, most: int) -> int:
    need(name in row, Problem.MISSING)
    value = row[name]
    if isinstance(value, bool) or not isinstance(value, int):
        raise Wrong(Problem.TYPE)
    need(0 <= value <= most, Problem.RANGE)
    return value


def position_answer(fix: Fix) -> dict[str, Any]:
    """Return ``fix`` as the answer kept in a draft: with the moment it was taken, so that it can age."""
    return {**fix.to_wire(fix.taken_at), "taken_at": fix.taken_at.isoformat()}


def dated(answer: object, observed_at: datetime) -> object:
    """Return a position as it was sent at ``observed_at`` with the moment it was taken; others unchanged."""
    if not isinstance(answer, Mapping) or "taken_at" in answer:
        return answer
    age = answer.get("age_s")
    taken_at = observed_at - timedelta(seconds=age if isinstance(age, int) else 0)
    return {**answer, "taken_at": taken_at.isoformat()}


def aged(answer: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return a kept position as it is sent at ``now``: ``age_s`` instead of the moment."""
    row = {name: value for name, value in answer.items() if name != "taken_at"}
    fix = fix_of(answer)
    return row if fix is None else {**row, "age_s": max(0, round((now - fix.taken_at).total_seconds()))}


def fix_of(answer: object) -> Fix | None:
    """Return the position that an answer holds, None when it is none or its moment is not known."""
    if not isinstance(answer, Mapping):
        return None
    try:
        row = checked_position(answer)
        taken_at = datetime.fromisoformat(str(answer.get("taken_at")))
    except (Wrong, ValueError):
        return None
    return Fix(
        Point(row["lat"], row["lon"]),
        PositionSource(row["source"]),
        taken_at,
        row["accuracy_m"],
        row["fixes"],
        row["mocked"],
    )
