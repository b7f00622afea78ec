"""Web Mercator pixels: how far apart two positions are on the screen at a zoom level."""

from __future__ import annotations

import math

from services.models import Point

TILE_PX = 256
# Latitude where the square world map ends.
MAX_LAT = 85.05112878


def to_pixels(point: Point, zoom: float) -> tuple[float, float]:
    """Return (x, y) in pixels from the north-west corner of the world map at ``zoom``."""
    world = _world_px(zoom)
    sine = math.sin(math.radians(max(-MAX_LAT, min(MAX_LAT, point.lat))))
    return (
        (point.lon + 180) / 360 * world,
        (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * world,
    )


def to_point(x: float, y: float, zoom: float) -> Point:
    """Return the position of a pixel; the inverse of :func:`to_pixels`."""
    world = _world_px(zoom)
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / world))))
    return Point(lat, min(180.0, max(-180.0, x / world * 360 - 180)))


def degrees_per_pixel(zoom: float) -> float:
    """Return degrees of longitude in one pixel (of latitude too, nearly, at the equator)."""
    return 360 / _world_px(zoom)


def _world_px(zoom: float) -> float:
    return TILE_PX * math.pow(2.0, zoom)
