"""Distances and the first, coarse questions to a position: is it in the province at all?"""

from __future__ import annotations

import math

WEST, SOUTH, EAST, NORTH = 100.5, -6.0, 104.5, -1.8
"""The box of the wire contract around the province, Enggano included (decimal degrees)."""

EARTH_RADIUS_M = 6_371_008.8


def distance_m(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance in metres (haversine, sphere of mean radius)."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half_lat = math.sin((phi_b - phi_a) / 2)
    half_lon = math.sin(math.radians(lon_b - lon_a) / 2)
    return (
        2
        * EARTH_RADIUS_M
        * math.asin(min(1.0, math.sqrt(half_lat**2 + math.cos(phi_a) * math.cos(phi_b) * half_lon**2)))
    )


def in_box(lat: float, lon: float) -> bool:
    """Tell whether the position lies in the province's box."""
    return SOUTH <= lat <= NORTH and WEST <= lon <= EAST


def misplaced(lat: float, lon: float) -> tuple[str, str] | None:
    """Return (field, reason) when the position is not in the province's box, else None."""
    if in_box(lat, lon):
        return None
    if in_box(-lat, lon):
        return "lat", f"latitude {lat:g} is north of the equator: missing minus sign?"
    if in_box(lon, lat) or in_box(-lon, lat):
        return "lat", f"latitude {lat:g} and longitude {lon:g} look swapped"
    return "lat" if not SOUTH <= lat <= NORTH else "lon", (
        f"{lat:g}, {lon:g} is outside the province ({-SOUTH:g}–{-NORTH:g}° S, {WEST:g}–{EAST:g}° E)"
    )
