"""Stations that may be one and the same."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

import numpy as np
from shapely import STRtree
from shapely.geometry import Point

from gateway.content.geography import EARTH_RADIUS_M, distance_m

NEAR_M = 30.0
LEAST_SIMILARITY = 0.7
_M_PER_DEG = math.radians(1) * EARTH_RADIUS_M
_FILLERS = frozenset(("wifi", "hotspot", "free", "gratis", "publik", "the", "di"))

Station = Mapping[str, Any]


def near_duplicates(stations: Iterable[Station]) -> Iterator[tuple[Station, Station, float]]:
    """Yield pairs of stations within ``NEAR_M`` metres with similar names, and their distance in metres."""
    placed = [station for station in stations if station.get("lat") is not None]
    placed.sort(key=lambda station: str(station["id"]))
    tree = STRtree([Point(station["lon"], station["lat"]) for station in placed])
    reach = 1.01 * NEAR_M / _M_PER_DEG
    for a, b in _pairs(tree, reach):
        first, second = placed[a], placed[b]
        metres = distance_m(first["lat"], first["lon"], second["lat"], second["lon"])
        if metres <= NEAR_M and similarity(first["name"], second["name"]) >= LEAST_SIMILARITY:
            yield first, second, metres


def similarity(a: str, b: str) -> float:
    """Return how alike two names are, 0 to 1, in any order of words and without words like "WiFi"."""
    first, second = _words(a), _words(b)
    if first and second and (set(first) <= set(second) or set(second) <= set(first)):
        return 1.0
    return SequenceMatcher(None, " ".join(first), " ".join(second), autojunk=False).ratio()


def _words(name: str) -> list[str]:
    words = "".join(mark if mark.isalnum() else " " for mark in name.casefold()).split()
    return sorted(word for word in words if word not in _FILLERS)


def _pairs(tree: STRtree, reach: float) -> list[tuple[int, int]]:
    if not len(tree.geometries):
        return []
    left, right = tree.query(tree.geometries, predicate="dwithin", distance=reach)
    once = left < right
    found = np.column_stack((left[once], right[once]))
    return sorted((int(a), int(b)) for a, b in found)
