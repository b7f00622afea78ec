"""Reading an OpenStreetMap extract (``.osm.pbf``, ``.osm``) through pyosmium."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import osmium
from osmium.osm import Node, Relation, Way, osm_entity_bits

from gateway.content.faults import refuse
from gateway.content.geography import in_box
from gateway.packing.credits import OSM
from gateway.packing.mapdata import ADMIN_LEVEL, MapData
from gateway.packing.osm_json import collect_line, collect_place
from gateway.packing.rings import Coordinates

SUFFIXES = (".pbf", ".osm", ".osm.bz2", ".osm.gz")


def is_extract(path: Path) -> bool:
    """Tell by its name whether a file is an OpenStreetMap extract."""
    return path.name.endswith(SUFFIXES)


def map_data(path: Path) -> MapData:
    """Return roads, administrative borders and named places inside the province's box.

    Raises :class:`ImportRefused` for a file that osmium cannot read or that has nothing to draw.
    """
    data = MapData(credits=[OSM])
    try:
        borders = _border_ways(path)
        tagged_nodes = osmium.filter.EmptyTagFilter()
        tagged_nodes.enable_for(osm_entity_bits.NODE)
        processor = osmium.FileProcessor(str(path), osm_entity_bits.NODE | osm_entity_bits.WAY)
        for element in processor.with_locations().with_filter(tagged_nodes):
            if isinstance(element, Node):
                collect_place(_tags(element), element.lat, element.lon, data)
            elif isinstance(element, Way):
                _collect_way(element, borders.get(element.id), data)
    except (RuntimeError, OSError) as error:
        raise refuse(path.name, f"cannot be read as an OpenStreetMap extract: {error}") from error
    if not (data.roads or data.boundary_lines or data.places):
        raise refuse(path.name, "has no roads, borders or places of the province")
    return data


def _border_ways(path: Path) -> dict[int, str]:
    """Return the level of every way that an administrative relation uses; the higher level wins."""
    levels: dict[int, str] = {}
    for relation in osmium.FileProcessor(str(path), osm_entity_bits.RELATION):
        if not isinstance(relation, Relation) or relation.tags.get("boundary") != "administrative":
            continue
        level = ADMIN_LEVEL.get(relation.tags.get("admin_level") or "")
        if level is None:
            continue
        for member in relation.members:
            if member.type == "w" and (level == "regency" or member.ref not in levels):
                levels[member.ref] = level
    return levels


def _collect_way(way: Way, border: str | None, data: MapData) -> None:
    tags = _tags(way)
    line = _line(way)
    if len(line) < 2 or tags.get("maritime") == "yes":
        return
    if border and tags.get("natural") != "coastline":
        data.boundary_lines.append((border, line))
        tags.pop("boundary", None)
    collect_line(tags, line, data)


def _line(way: Way) -> Coordinates:
    """Return the vertices of a way inside the province's box; nodes missing from the extract are left out."""
    nodes = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
    kept = [(lon, lat) for lon, lat in nodes if in_box(lat, lon)]
    return np.asarray(kept, dtype=np.float64).reshape(-1, 2)


def _tags(element: Node | Way) -> dict[str, str]:
    return {tag.k: tag.v for tag in element.tags}
