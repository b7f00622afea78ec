"""Reading and asking for Overpass JSON, the OpenStreetMap format with geometry in the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
import numpy as np

from gateway.content.faults import refuse
from gateway.content.geography import EAST, NORTH, SOUTH, WEST, in_box
from gateway.packing.credits import OSM
from gateway.packing.mapdata import ADMIN_LEVEL, PLACE_KIND, MapData, PlaceNode, road_class
from gateway.packing.rings import Coordinates

Nodes = Mapping[Any, tuple[float, float]]

TIMEOUT_S = 300
MAX_BYTES = 400_000_000

QUERY = f"""[out:json][timeout:{TIMEOUT_S}][bbox:{SOUTH},{WEST},{NORTH},{EAST}];
area["ISO3166-2"="ID-BE"]->.p;
(way(area.p)["highway"~"^(motorway|trunk|primary|secondary|tertiary)(_link)?$"];
way(area.p)["highway"~"^(unclassified|residential|living_street|road)$"];
node(area.p)["place"~"^(city|town|village|island)$"]["name"];
way(area.p)["boundary"="administrative"]["admin_level"~"^[456]$"];);
out geom;"""


async def download(url: str, client: httpx.AsyncClient) -> dict[str, Any]:
    """Ask an Overpass server for the province; raises :class:`ImportRefused` with what went wrong."""
    try:
        async with client.stream("POST", url, data={"data": QUERY}, timeout=TIMEOUT_S + 30) as response:
            response.raise_for_status()
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise refuse(url, f"answers more than {MAX_BYTES // 1_000_000} MB")
        document = httpx.Response(200, content=bytes(body)).json()
    except httpx.HTTPError as error:
        raise refuse(url, f"cannot be reached: {error}") from error
    except ValueError as error:
        raise refuse(url, "does not answer JSON: is this the address of an Overpass interpreter?") from error
    if not isinstance(document, dict) or not isinstance(document.get("elements"), list):
        raise refuse(url, "does not answer Overpass JSON", field="elements")
    if remark := document.get("remark"):
        raise refuse(url, f"gave up half-way: {remark}", field="remark")
    return document


def map_data(document: Mapping[str, Any], file: str) -> MapData:
    """Return roads, administrative borders and named places of an Overpass answer."""
    elements = [element for element in document["elements"] if isinstance(element, Mapping)]
    nodes = {
        element.get("id"): (element["lon"], element["lat"])
        for element in elements
        if element.get("type") == "node" and _is_position(element)
    }
    data = MapData(credits=[OSM])
    for element in elements:
        tags = element.get("tags")
        if isinstance(tags, Mapping):
            _collect(element, tags, nodes, data)
    if not (data.roads or data.boundary_lines or data.places):
        raise refuse(file, "has no roads, borders or places", field="elements")
    return data


def collect_line(tags: Mapping[str, Any], line: Coordinates, data: MapData) -> None:
    """Add one OSM way to ``data``: a road when it has a drawn class, else a border when it is one."""
    if road := road_class(str(tags.get("highway") or "")):
        data.roads.append((road, line))
        return
    level = ADMIN_LEVEL.get(str(tags.get("admin_level")))
    if level and tags.get("boundary") == "administrative":
        data.boundary_lines.append((level, line))


def collect_place(tags: Mapping[str, Any], lat: float, lon: float, data: MapData) -> None:
    """Add one OSM node to ``data`` when it is a named place of the province."""
    name, kind = tags.get("name"), PLACE_KIND.get(str(tags.get("place")))
    if name and kind and in_box(lat, lon):
        data.places.append(PlaceNode(str(name), lat, lon, kind))


def _collect(element: Mapping[str, Any], tags: Mapping[str, Any], nodes: Nodes, data: MapData) -> None:
    if element.get("type") == "node" and _is_position(element):
        collect_place(tags, float(element["lat"]), float(element["lon"]), data)
    elif element.get("type") == "way":
        line = _way_line(element, nodes)
        if len(line) >= 2:
            collect_line(tags, line, data)


def _way_line(element: Mapping[str, Any], nodes: Nodes) -> Coordinates:
    """Return the vertices of a way (``out geom`` or ``out body`` with its nodes) inside the box."""
    if geometry := element.get("geometry"):
        vertices = [(point["lon"], point["lat"]) for point in geometry if point]
    else:
        vertices = [nodes[ref] for ref in element.get("nodes") or () if ref in nodes]
    kept = [(lon, lat) for lon, lat in vertices if in_box(lat, lon)]
    return np.asarray(kept, dtype=np.float64).reshape(-1, 2)


def _is_position(element: Mapping[str, Any]) -> bool:
    return all(isinstance(element.get(name), int | float) for name in ("lat", "lon"))
