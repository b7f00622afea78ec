"""Where the map looks: limits, the box on screen, which part of the basemap that needs. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.geo import Bounds, bounds_of
from services.models import Point

MIN_ZOOM, MAX_ZOOM = 7.0, 18.0
START_ZOOM, CLOSE_ZOOM = 8.4, 15.0
TILE_PX = 256
# The camera's centre stays in this box: the province's coast and mountains with a little sea.
HOME = Bounds(south=-5.65, west=100.9, north=-2.15, east=104.0)
PROVINCE_CENTER = Point(-3.75, 102.35)
# A part of the basemap covers the screen and this share of it on each side: small moves change nothing.
MARGIN = 0.5
# Share of the visible part that may be used up before a new part is asked for.
SLACK = 0.35


@dataclass(frozen=True, slots=True)
class Camera:
    """One look at the map: centre, zoom level, size on screen in logical pixels."""

    center: Point
    zoom: float
    width_px: float = 412.0
    height_px: float = 700.0

    @property
    def bounds(self) -> Bounds:
        """Return the box on screen, in degrees."""
        world = TILE_PX * 2**self.zoom
        half_lon = min(self.width_px / world * 180, 90.0)
        y = _mercator(self.center.lat)
        half_y = self.height_px / world / 2
        return Bounds(
            south=_latitude(y + half_y),
            west=max(-180.0, self.center.lon - half_lon),
            north=_latitude(y - half_y),
            east=min(180.0, self.center.lon + half_lon),
        )

    @property
    def metres_per_px(self) -> float:
        """Return how many metres one logical pixel spans at the centre."""
        return 40_075_016.7 * math.cos(math.radians(self.center.lat)) / (TILE_PX * 2**self.zoom)

    def zoomed(self, steps: float) -> Camera:
        """Return the same look ``steps`` levels closer (negative: farther), inside the limits."""
        return replace(self, zoom=min(MAX_ZOOM, max(MIN_ZOOM, self.zoom + steps)))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the basemap that was drawn: a whole zoom level and a box larger than the screen."""

    level: int
    bounds: Bounds

    @classmethod
    def around(cls, camera: Camera) -> Part:
        """Return the part to draw for ``camera``."""
        return cls(math.floor(camera.zoom + 0.25), camera.bounds.padded(MARGIN))

    def serves(self, camera: Camera) -> bool:
        """Say whether this part still shows everything ``camera`` sees, at the right level."""
        if abs(camera.zoom - self.level - 0.25) > 0.7:
            return False
        seen = camera.bounds.padded(MARGIN * SLACK)
        return (
            self.bounds.south <= seen.south
            and self.bounds.west <= seen.west
            and seen.north <= self.bounds.north
            and seen.east <= self.bounds.east
        )


def lifted(point: Point, zoom: float, right_px: float, down_px: float) -> Point:
    """Return the centre that shows ``point`` so many pixels right of and below the middle of the screen."""
    world = TILE_PX * 2**zoom
    lon = point.lon - right_px / world * 360
    return Point(_latitude(_mercator(point.lat) - down_px / world), max(-180.0, min(180.0, lon)))


def strayed(center: Point) -> Point | None:
    """Return where to bring the camera back to, None when it is inside the province."""
    inside = HOME.clamp(center)
    # Rounding must not call the camera home again and again.
    return None if max(abs(inside.lat - center.lat), abs(inside.lon - center.lon)) < 1e-4 else inside


def fit(points: Sequence[Point], width_px: float, height_px: float, closest: float = CLOSE_ZOOM) -> Camera:
    """Return the closest look that shows all ``points`` with a margin; the whole province for none."""
    box = bounds_of(list(points))
    if box is None:
        return Camera(PROVINCE_CENTER, START_ZOOM, width_px, height_px)
    wide = max((box.east - box.west) / 360, 1e-9)
    tall = max(_mercator(box.south) - _mercator(box.north), 1e-9)
    room = 0.78
    zoom = min(
        math.log2(width_px * room / TILE_PX / wide), math.log2(height_px * room / TILE_PX / tall), closest
    )
    return Camera(HOME.clamp(box.center), max(MIN_ZOOM, zoom), width_px, height_px)


def _mercator(lat: float) -> float:
    """Return the share of the world map above ``lat`` (0 at the top, 1 at the bottom)."""
    sine = math.sin(math.radians(max(-85.0, min(85.0, lat))))
    return 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def _latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * min(1.0, max(0.0, y))))))
