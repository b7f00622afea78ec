"""Distance, bearing and boxes on the WGS 84 ellipsoid.

Two distances, for two uses:

* :func:`distance_m` is geopy's geodesic (nanometres, about 0.1 ms): for the few results that are shown.
* :func:`quick_distance_m` costs under a microsecond once positions are :class:`Cartesian`: for ordering.

The quick one is the straight line through the earth (the chord), bent back to an arc. The chord itself
is an exact lower bound of the geodesic, because no path on the surface is shorter than the straight
line; :func:`arc_bound_m` is an exact upper bound, because a geodesic of the ellipsoid bends nowhere
more than at ``LEAST_RADIUS_M`` (Schur's comparison theorem). Searches use the pair of bounds, so that
their order is that of the geodesic and not of an approximation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from geopy.distance import geodesic

from services.models import Point

EQUATOR_RADIUS_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
MEAN_RADIUS_M = 6_371_008.8
# Smallest radius of curvature of the ellipsoid: along the meridian, at the equator.
LEAST_RADIUS_M = EQUATOR_RADIUS_M * (1 - FLATTENING) ** 2
METRES_PER_DEGREE = math.radians(1) * MEAN_RADIUS_M

WALK_M_PER_MINUTE = 75.0
# Paths are longer than the straight line; 1.3 is the usual ratio for towns.
WALK_DETOUR = 1.3

_ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING)


class Cartesian(NamedTuple):
    """A surface position as earth-centred coordinates in metres."""

    x: float
    y: float
    z: float


def cartesian(point: Point) -> Cartesian:
    """Return the earth-centred coordinates of ``point`` on the ellipsoid."""
    lat, lon = math.radians(point.lat), math.radians(point.lon)
    sine = math.sin(lat)
    normal = EQUATOR_RADIUS_M / math.sqrt(1 - _ECCENTRICITY_2 * sine * sine)
    across = normal * math.cos(lat)
    return Cartesian(across * math.cos(lon), across * math.sin(lon), normal * (1 - _ECCENTRICITY_2) * sine)


def arc_bound_m(chord_m: float) -> float:
    """Return a length that no geodesic between two points ``chord_m`` apart exceeds (inf when unknown)."""
    half = chord_m / (2 * LEAST_RADIUS_M)
    return 2 * LEAST_RADIUS_M * math.asin(half) if half < 1 else math.inf


def quick_distance_m(a: Cartesian, b: Cartesian) -> float:
    """Return the distance in metres; within 3 m of the geodesic anywhere inside the province."""
    chord = math.dist(a, b)
    return chord * (1 + (chord / MEAN_RADIUS_M) ** 2 / 24)


def distance_m(a: Point, b: Point) -> float:
    """Return the geodesic distance in metres."""
    return float(geodesic((a.lat, a.lon), (b.lat, b.lon)).meters)


def bearing_deg(a: Point, b: Point) -> float:
    """Return the initial bearing from ``a`` to ``b``: 0…360 clockwise from north; 0 when they are equal."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    turn = math.radians(b.lon - a.lon)
    east = math.sin(turn) * math.cos(lat_b)
    north = math.cos(lat_a) * math.sin(lat_b) - math.sin(lat_a) * math.cos(lat_b) * math.cos(turn)
    # A tiny negative angle plus 360 rounds to 360 itself: the second modulo keeps the range half open.
    return math.degrees(math.atan2(east, north)) % 360 % 360


class Direction(StrEnum):
    """The eight directions, clockwise from north."""

    NORTH = "north"
    NORTH_EAST = "north_east"
    EAST = "east"
    SOUTH_EAST = "south_east"
    SOUTH = "south"
    SOUTH_WEST = "south_west"
    WEST = "west"
    NORTH_WEST = "north_west"


def direction(bearing: float) -> Direction:
    """Return the nearest of the eight directions for a bearing in degrees."""
    return tuple(Direction)[math.floor(bearing / 45 + 0.5) % 8]


def walking_minutes(metres: float) -> int:
    """Return about how long it takes to walk a straight-line distance, at least 1 minute."""
    return max(1, math.ceil(metres * WALK_DETOUR / WALK_M_PER_MINUTE))


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box in degrees; edges belong to it. It never crosses the 180th meridian."""

    south: float
    west: float
    north: float
    east: float

    def contains(self, point: Point) -> bool:
        """Say whether ``point`` lies in the box."""
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east

    def intersects(self, other: Bounds) -> bool:
        """Say whether the two boxes share a point."""
        return (
            self.south <= other.north
            and other.south <= self.north
            and self.west <= other.east
            and other.west <= self.east
        )

    def padded(self, share: float) -> Bounds:
        """Return the box grown on each side by ``share`` of its own size."""
        tall, wide = (self.north - self.south) * share, (self.east - self.west) * share
        return Bounds(self.south - tall, self.west - wide, self.north + tall, self.east + wide)

    def clamp(self, point: Point) -> Point:
        """Return the point of the box nearest to ``point`` (in degrees)."""
        return Point(
            min(max(point.lat, self.south), self.north),
            min(max(point.lon, self.west), self.east),
        )

    @property
    def center(self) -> Point:
        """Middle of the box."""
        return Point((self.south + self.north) / 2, (self.west + self.east) / 2)


PROVINCE = Bounds(south=-6.0, west=100.5, north=-1.8, east=104.5)


def bounds_of(points: list[Point]) -> Bounds | None:
    """Return the smallest box around ``points``, None when there are none."""
    if not points:
        return None
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    return Bounds(min(lats), min(lons), max(lats), max(lons))
