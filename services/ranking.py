"""Order of found rows: by distance when it is known where we are, else by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from services.geo import cartesian, quick_distance_m
from services.models import Point

Row = TypeVar("Row")


def by_distance(
    rows: Iterable[Row],
    here: Point | None,
    point_of: Callable[[Row], Point | None],
    name_of: Callable[[Row], str],
) -> list[tuple[Row, float | None]]:
    """Return (row, metres) nearest first; rows without a position come last, by name.

    Metres are within 3 m of the geodesic over the whole province, and None when ``here`` or the position is.
    """
    origin = cartesian(here) if here else None
    ranked = []
    for row in rows:
        point = point_of(row)
        metres = quick_distance_m(origin, cartesian(point)) if origin and point else None
        key = (point is None, metres or 0.0, name_of(row).casefold())
        ranked.append((key, row, metres))
    ranked.sort(key=lambda entry: entry[0])
    return [(row, metres) for _, row, metres in ranked]
