"""Positions on the WGS 84 ellipsoid, in decimal degrees."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.models import wire


@dataclass(frozen=True, slots=True)
class Point:
    """A position in decimal degrees; a non-finite or impossible one raises ``ValueError``."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lat) and math.isfinite(self.lon)):
            raise ValueError("a position needs finite numbers")
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"no such position: {self.lat}, {self.lon}")


def optional_point(row: Mapping[str, Any]) -> Point | None:
    """Return the point of ``row["lat"]``/``row["lon"]``, None when unknown; raises ``WireError``."""
    lat, lon = wire.optional_number(row, "lat"), wire.optional_number(row, "lon")
    if lat is None or lon is None:
        return None
    try:
        return Point(lat, lon)
    except ValueError as error:
        raise wire.WireError(str(error)) from error


class PositionSource(StrEnum):
    """How a position was obtained."""

    GPS = "gps"
    PIN = "pin"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Fix:
    """A position with what is known of its quality; ``accuracy_m`` is None when unknown, never 0."""

    point: Point
    source: PositionSource
    taken_at: datetime
    accuracy_m: float | None = None
    fixes: int = 1
    mocked: bool | None = None

    def to_wire(self, now: datetime) -> dict[str, Any]:
        """Return the wire form; ``age_s`` is counted back from ``now`` (an aware datetime)."""
        return {
            "lat": self.point.lat,
            "lon": self.point.lon,
            "accuracy_m": self.accuracy_m,
            "source": self.source.value,
            "age_s": max(0, round((now - self.taken_at).total_seconds())),
            "fixes": self.fixes,
            "mocked": self.mocked,
        }
