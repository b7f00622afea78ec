"""What the basemap is drawn from, whatever format it came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shapely.geometry import MultiPolygon

from gateway.packing.credits import Credit
from gateway.packing.rings import Coordinates

ROAD_CLASSES = ("trunk", "primary", "secondary", "tertiary", "minor")

HIGHWAY_CLASS: Mapping[str, str] = {
    "motorway": "trunk",
    "trunk": "trunk",
    "primary": "primary",
    "secondary": "secondary",
    "tertiary": "tertiary",
    "unclassified": "minor",
    "residential": "minor",
    "living_street": "minor",
    "road": "minor",
}

PLACE_KIND: Mapping[str, str] = {
    "city": "city",
    "town": "town",
    "village": "village",
    "suburb": "village",
    "island": "island",
    "islet": "island",
    "sea": "sea",
    "ocean": "sea",
}

ADMIN_LEVEL: Mapping[str, str] = {"4": "regency", "5": "regency", "6": "district"}
"""OSM ``admin_level`` in Indonesia: 4 province (drawn like a regency), 5 kabupaten/kota, 6 kecamatan."""


def road_class(highway: str) -> str | None:
    """Return the drawn class of an OSM ``highway`` value, None for what is no road for cars."""
    return HIGHWAY_CLASS.get(highway.removesuffix("_link"))


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """A named point of a map file; ``kind`` as in the labels of the basemap pack."""

    text: str
    lat: float
    lon: float
    kind: str


@dataclass(slots=True)
class MapData:
    """Everything read so far. Lines are n × 2 arrays in degrees, longitude first.

    ``boundary_lines`` holds (level, line); ``areas`` polygons by official region code, of which
    ``areas_are_clean`` says that neighbours share their vertices already.
    """

    roads: list[tuple[str, Coordinates]] = field(default_factory=list)
    boundary_lines: list[tuple[str, Coordinates]] = field(default_factory=list)
    areas: dict[str, MultiPolygon] = field(default_factory=dict)
    areas_are_clean: bool = False
    places: list[PlaceNode] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)

    def add(self, other: MapData) -> None:
        """Take over everything of ``other``; of two areas with one code the later one stays."""
        self.roads += other.roads
        self.boundary_lines += other.boundary_lines
        if other.areas:
            self.areas |= other.areas
            self.areas_are_clean = False
        self.places += other.places
        self.credits += other.credits
