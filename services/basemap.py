"""The map under the markers: land, roads, borders and names as vectors, thinned for a zoom level.

The land outline comes with the app; roads, borders and names with the ``basemap`` pack (docs/api.md).
A view is made for a *frame*: a whole zoom level and a box grown to whole tiles. All camera positions
within one frame share one view object, so a map layer redraws only when the frame changes.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import math
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from services.basemap_layers import BasemapPackError as BasemapPackError
from services.basemap_layers import Label, LineLayer, read_labels, thin_labels
from services.geo import Bounds
from services.mercator import TILE_PX, degrees_per_pixel

LatLon = tuple[float, float]
Line = tuple[LatLon, ...]

PACK_FORMAT = "rafflesia-basemap/1"
MIN_ZOOM, MAX_ZOOM = 7, 18
# Frames are cut at this many pixels: panning by less keeps the view.
FRAME_PX = 2 * TILE_PX
# Above these counts a phone drops frames; the least important class is cut first.
MAX_LINES = 1_500
MAX_VERTICES = 14_000
KEPT_VIEWS = 12
DECODE_STEP = 300

ROAD_CLASSES = ("trunk", "primary", "secondary", "tertiary", "minor")
ROADS_FROM_ZOOM: Mapping[str, int] = MappingProxyType(
    {"trunk": 7, "primary": 7, "secondary": 9, "tertiary": 11, "minor": 13}
)
BOUNDARIES_FROM_ZOOM: Mapping[str, int] = MappingProxyType({"regency": 7, "district": 10})


class FrameKey(NamedTuple):
    """A whole zoom level and the tiles (of ``FRAME_PX`` pixels, counted in degrees) that a view covers."""

    zoom: int
    west: int
    south: int
    east: int
    north: int


@dataclass(frozen=True, slots=True)
class BasemapView:
    """What to draw in one frame; lines and rings are (lat, lon) in degrees.

    ``land``: rings, not closed, even-odd. ``roads`` by class, in drawing order from the least important
    class to the most. ``boundaries`` by level. ``labels`` do not overlap, most important first.
    """

    key: FrameKey
    land: tuple[Line, ...]
    roads: Mapping[str, tuple[Line, ...]]
    boundaries: Mapping[str, tuple[Line, ...]]
    labels: tuple[Label, ...]


def frame_key(zoom: float, bounds: Bounds) -> FrameKey:
    """Return the frame of a camera position; equal keys mean the same view."""
    level = min(MAX_ZOOM, max(MIN_ZOOM, math.floor(zoom)))
    tile = FRAME_PX * degrees_per_pixel(level)
    return FrameKey(
        level,
        math.floor(bounds.west / tile),
        math.floor(bounds.south / tile),
        math.floor(bounds.east / tile) + 1,
        math.floor(bounds.north / tile) + 1,
    )


def frame_bounds(key: FrameKey) -> Bounds:
    """Return the box that a frame covers."""
    tile = FRAME_PX * degrees_per_pixel(key.zoom)
    return Bounds(key.south * tile, key.west * tile, key.north * tile, key.east * tile)


class Basemap:
    """Land outline of the app, with or without a pack."""

    def __init__(self, land: Mapping[str, Any], pack: Mapping[str, Any] | None = None) -> None:
        """Read the decoded documents; raises :class:`BasemapPackError`."""
        self._land_document = land
        self.has_pack = pack is not None
        document = pack or {}
        outline = document if document.get("land") else land
        self.attribution = _joined_credits(land, document)
        try:
            rings = outline.get("land") or outline.get("rings") or ()
            self._land = LineLayer(list(_flat_rings(rings)), int(outline["scale"]))
            scale = int(document.get("scale", 1))
            self._roads = _layers(document.get("roads") or (), "class", scale)
            self._boundaries = _layers(document.get("boundaries") or (), "level", scale)
            self._labels = read_labels(document.get("labels") or (), scale)
        except (KeyError, TypeError, ValueError) as error:
            raise BasemapPackError(str(error)) from error
        self._views: OrderedDict[FrameKey, BasemapView] = OrderedDict()

    @classmethod
    def from_assets(cls, land: Mapping[str, Any]) -> Basemap:
        """Make the map that every installation has: the land outline only."""
        return cls(land)

    def with_pack(self, packed: bytes) -> Basemap:
        """Return a map with the gzip-compressed pack on top; raises :class:`BasemapPackError`."""
        try:
            pack = json.loads(gzip.decompress(packed))
        except (OSError, EOFError, ValueError) as error:
            raise BasemapPackError(f"not gzip-compressed JSON: {error}") from error
        if not isinstance(pack, Mapping) or pack.get("format") != PACK_FORMAT:
            raise BasemapPackError(f"format: expected {PACK_FORMAT}")
        return Basemap(self._land_document, pack)

    async def prepare(self) -> None:
        """Decode all lines, giving way to everything else between steps of a few milliseconds.

        Without it the first view of a class waits for the whole class (minor roads: 60 ms, 0.2 s in
        a browser).
        """
        for layer in (self._land, *self._boundaries.values(), *self._roads.values()):
            for _ in layer.decoding(DECODE_STEP):
                await asyncio.sleep(0)

    def view(self, zoom: float, bounds: Bounds) -> BasemapView:
        """Return what to draw; the same object for every camera position of one frame."""
        key = frame_key(zoom, bounds)
        if key not in self._views:
            self._views[key] = self._build(key)
            if len(self._views) > KEPT_VIEWS:
                self._views.popitem(last=False)
        self._views.move_to_end(key)
        return self._views[key]

    def _build(self, key: FrameKey) -> BasemapView:
        box = frame_bounds(key)
        budget = _Budget(MAX_LINES, MAX_VERTICES)
        boundaries = {
            level: tuple(budget.take(layer.lines(key.zoom, box)))
            for level, layer in self._boundaries.items()
            if key.zoom >= BOUNDARIES_FROM_ZOOM.get(level, MIN_ZOOM)
        }
        roads = {
            name: tuple(budget.take(self._roads[name].lines(key.zoom, box)))
            for name in ROAD_CLASSES
            if name in self._roads and key.zoom >= ROADS_FROM_ZOOM[name]
        }
        return BasemapView(
            key,
            tuple(self._land.lines(key.zoom, box)),
            MappingProxyType(dict(reversed(roads.items()))),
            MappingProxyType(boundaries),
            thin_labels(self._labels, key.zoom, box),
        )


class _Budget:
    """How many lines and vertices may still be drawn."""

    def __init__(self, lines: int, vertices: int) -> None:
        self._lines = lines
        self._vertices = vertices

    def take(self, lines: Iterator[Line]) -> Iterator[Line]:
        """Yield lines while there is room."""
        for line in lines:
            if self._lines < 1 or self._vertices < len(line):
                return
            self._lines -= 1
            self._vertices -= len(line)
            yield line


def _joined_credits(*documents: Mapping[str, Any]) -> str:
    """Return all credits, each once: the outline and the roads often share theirs."""
    credits = [part.strip() for d in documents for part in str(d.get("attribution") or "").split(";")]
    return "; ".join(dict.fromkeys(credit for credit in credits if credit))


def _layers(groups: Any, name: str, scale: int) -> dict[str, LineLayer]:
    return {str(group[name]): LineLayer(group["lines"], scale) for group in groups}


def _flat_rings(rings: Any) -> Iterator[list[int]]:
    """Yield rings of a list of rings or of a list of polygons (lists of rings)."""
    for entry in rings:
        if entry and isinstance(entry[0], list):
            yield from entry
        else:
            yield entry
