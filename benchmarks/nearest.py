"""Nearest 20 stations: our index against sorting by geopy's geodesic."""

from __future__ import annotations

import random
import time

from geopy.distance import geodesic

from benchmarks.timing import Result, seconds, spread
from services.models import Point
from services.spatial_index import SpatialIndex

LIMIT = 20
QUERIES = 200
# Half of the stations crowd into towns, as they would.
TOWNS = ((-3.80, 102.27), (-3.47, 102.53), (-2.58, 101.11), (-4.47, 102.90), (-3.43, 102.18))


def stations(count: int) -> list[Point]:
    """Return ``count`` positions: half all over the province's box, half around five towns."""
    source = random.Random(17)
    spread_out = [Point(source.uniform(-6, -1.8), source.uniform(100.5, 104.5)) for _ in range(count // 2)]
    crowded = [
        Point(source.gauss(lat, 0.03), source.gauss(lon, 0.03))
        for lat, lon in (source.choice(TOWNS) for _ in range(count - len(spread_out)))
    ]
    return spread_out + crowded


def by_geopy(points: list[Point], here: Point) -> list[int]:
    """Return the nearest, the plain way."""
    origin = (here.lat, here.lon)
    distances = [geodesic(origin, (p.lat, p.lon)).meters for p in points]
    return sorted(range(len(points)), key=distances.__getitem__)[:LIMIT]


def run(count: int) -> Result:
    """Measure both ways on ``count`` stations; raises ``AssertionError`` when the orders differ."""
    points = stations(count)
    built: list[SpatialIndex] = []
    build_s = seconds(lambda: built.append(SpatialIndex(points)))
    index = built[0]
    plain_s = []
    for here in (Point(-3.7928, 102.2608), Point(-4.9, 103.3)):
        start = time.process_time()
        expected = by_geopy(points, here)
        plain_s.append(time.process_time() - start)
        found = [neighbour.index for neighbour in index.nearest(here, LIMIT)]
        assert found == expected, "the order differs from geopy's"
    source = random.Random(71)
    ours_s = []
    for _ in range(QUERIES):
        here = Point(source.uniform(-6, -1.8), source.uniform(100.5, 104.5))
        start = time.process_time()
        index.nearest(here, LIMIT)
        ours_s.append(time.process_time() - start)
    ours, plain_ms = spread(ours_s), 1e3 * sum(plain_s) / len(plain_s)
    return {
        "stations": count,
        "build_ms": round(build_s * 1e3, 1),
        "geopy_sort_ms": round(plain_ms, 1),
        **ours.named("ours"),
        "times_faster": round(plain_ms / ours.mean_ms),
        "times_faster_with_build": round(plain_ms / (ours.mean_ms + build_s * 1e3), 1),
        "same_order": True,
    }
