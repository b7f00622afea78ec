"""A trip as it stands: the kept stops with what the content says of them today, legs, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from services.clustering import is_coarse
from services.crossings import Crossing, crossings, is_on_enggano, lies_at_enggano
from services.kept_places import Kept, Key
from services.models import Point
from services.spots import Spot
from services.tour import legs_m, short_tour

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop with a position. ``leg_m``: metres in a straight line from the one before, None at the start.

    ``about``: one of the two positions is an estimate.
    """

    place: Spot
    point: Point
    leg_m: float | None
    about: bool
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class Trip:
    """The stops in their order; apart from them places without a position, and places that are gone."""

    stops: tuple[Stop, ...]
    unplaced: tuple[Spot, ...]
    gone: tuple[Kept, ...]

    @property
    def total_m(self) -> float:
        """Length of all legs in metres."""
        return sum(stop.leg_m or 0.0 for stop in self.stops)

    def keys(self) -> list[Key]:
        """Return the keys of the stops in their order."""
        return [stop.place.key for stop in self.stops]


def trip_of(kept: Sequence[Kept], get: Callable[[Kept], Spot | None], here: Point | None) -> Trip:
    """Return the trip through ``kept``, from ``here`` when it is known; ``get`` finds it in the content."""
    found = [(row, get(row)) for row in kept]
    known = [place for _, place in found if place]
    placed = [(place, place.point) for place in known if place.point]
    legs = legs_m([point for _, point in placed], here)
    stops: list[Stop] = []
    at_enggano, coarse_before = lies_at_enggano(here), False
    for (place, point), leg in zip(placed, legs, strict=True):
        coarse = place.precision_m is None or is_coarse(place.precision_m)
        stops.append(Stop(place, point, leg, coarse or coarse_before, crossings(place, at_enggano)))
        at_enggano, coarse_before = is_on_enggano(place), coarse
    unplaced = tuple(place for place in known if place.point is None)
    return Trip(tuple(stops), unplaced, tuple(row for row, place in found if place is None))


def short_order(trip: Trip, here: Point | None) -> list[Key]:
    """Return the keys of the stops in a short order, from ``here`` when it is known."""
    keys = trip.keys()
    return [keys[index] for index in short_tour([stop.point for stop in trip.stops], here)]


def moved(order: Sequence[T], one: T, step: int) -> list[T]:
    """Return ``order`` with ``one`` moved by ``step`` places, not beyond either end."""
    rest = [other for other in order if other != one]
    at = min(max(list(order).index(one) + step, 0), len(rest))
    return [*rest[:at], one, *rest[at:]]
