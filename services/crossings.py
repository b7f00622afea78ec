"""Ways over water on a trip: to Enggano far out at sea, and to the small islands. No road leads there."""

from __future__ import annotations

from enum import StrEnum

from services.geo import Bounds
from services.models import Point
from services.spots import Spot

ENGGANO = Bounds(south=-5.7, west=101.9, north=-5.1, east=102.6)
"""Enggano with its islets; the mainland is more than 70 km away from the box."""

_ENGGANO_DISTRICT, _ENGGANO_ID, _ISLAND = "Enggano", "pulau-enggano", "island"


class Crossing(StrEnum):
    """What a stop needs that no road gives."""

    OUT = "out"
    BACK = "back"
    BOAT = "boat"


def crossings(spot: Spot, from_enggano: bool) -> tuple[Crossing, ...]:
    """Return how one gets over the water to ``spot``; ``from_enggano``: one comes from there."""
    there = is_on_enggano(spot)
    sea = [Crossing.OUT if there else Crossing.BACK] if there is not from_enggano else []
    is_islet = spot.category == _ISLAND and spot.id != _ENGGANO_ID
    return (*sea, Crossing.BOAT) if is_islet else tuple(sea)


def is_on_enggano(spot: Spot) -> bool:
    """Return whether ``spot`` is on Enggano or one of its islets."""
    return spot.district == _ENGGANO_DISTRICT or lies_at_enggano(spot.point)


def lies_at_enggano(point: Point | None) -> bool:
    """Return whether a position is on Enggano or around it."""
    return point is not None and ENGGANO.contains(point)
