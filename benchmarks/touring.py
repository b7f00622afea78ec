"""The quick order of a trip against the shortest one, and how long a full plan takes."""

from __future__ import annotations

import json
import random
from pathlib import Path

from benchmarks.timing import Result, seconds, spread
from services.kept_places import TripPlan
from services.models import Point
from services.tour import EXACT_STOPS, exact_tour, quick_tour, tour_m

EXACT_COUNTS = (9, 10, 11, 12)
START = Point(-3.7928, 102.2608)


def run(content: Path, trips: int = 50) -> Result:
    """Measure ``trips`` random trips of each size between the destinations of the seed."""
    rows = json.loads((content / "destinations.json").read_text("utf-8"))["items"]
    places = [Point(row["lat"], row["lon"]) for row in rows if row["lat"] is not None]
    source = random.Random(25)
    excess = [
        _excess(source.sample(places, count), START if number % 2 else None)
        for count in EXACT_COUNTS
        for number in range(trips)
    ]
    exact = [source.sample(places, EXACT_STOPS) for _ in range(trips)]
    full = [source.sample(places, TripPlan.MAX_STOPS) for _ in range(trips)]
    exact_ms = spread(seconds(lambda stops=stops: exact_tour(stops, START)) for stops in exact)
    full_ms = spread(seconds(lambda stops=stops: quick_tour(stops)) for stops in full)
    return {
        "trips_compared": len(excess),
        "shortest_found_percent": round(100 * sum(share < 1e-9 for share in excess) / len(excess), 1),
        "mean_excess_percent": round(100 * sum(excess) / len(excess), 3),
        "worst_excess_percent": round(100 * max(excess), 2),
        **exact_ms.named("exact_9"),
        **full_ms.named("quick_25"),
    }


def _excess(stops: list[Point], start: Point | None) -> float:
    """Return by which share the quick order is longer than the shortest."""
    shortest = tour_m(stops, exact_tour(stops, start), start)
    return tour_m(stops, quick_tour(stops, start), start) / shortest - 1
