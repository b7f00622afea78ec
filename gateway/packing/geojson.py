"""Reading GeoJSON: the document is checked feature by feature and refused with every fault named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import Geometry
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, shape

from gateway.content.faults import Fault, raise_if_any, refuse
from gateway.content.files import read_json
from gateway.content.geography import misplaced
from gateway.packing.credits import credit_of
from gateway.packing.mapdata import ADMIN_LEVEL, PLACE_KIND, MapData, PlaceNode, road_class
from gateway.packing.rings import polygons_of

REGION_CODE = re.compile(r"\d\d\.\d\d(\.\d\d(\.\d{4})?)?")
POLYGONAL = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature; ``row`` counts from 1."""

    file: str
    row: int
    properties: Mapping[str, Any]
    geometry: Geometry

    def fault(self, field: str, reason: str) -> Fault:
        """Return a fault of this feature."""
        return Fault(self.file, self.row, field, reason)


def read_collection(path: Path) -> Mapping[str, Any]:
    """Return a GeoJSON FeatureCollection document; raises :class:`ImportRefused` for anything else."""
    return as_collection(read_json(path), path.name)


def as_collection(document: Any, file: str) -> Mapping[str, Any]:
    """Return ``document`` when it is a FeatureCollection with features; raises :class:`ImportRefused`."""
    if not isinstance(document, Mapping) or document.get("type") != "FeatureCollection":
        raise refuse(file, "is not a GeoJSON FeatureCollection", field="type")
    if not isinstance(document.get("features"), list) or not document["features"]:
        raise refuse(file, "has no features", field="features")
    return document


def features(document: Mapping[str, Any], file: str) -> list[Feature]:
    """Return every feature with a usable geometry in the province's box; raises for all bad ones at once."""
    found: list[Feature] = []
    faults: list[Fault] = []
    for row, raw in enumerate(document["features"], start=1):
        read = _feature(raw, file, row)
        if isinstance(read, Fault):
            faults.append(read)
        else:
            found.append(read)
    raise_if_any(faults)
    return found


def polygons(feature: Feature) -> MultiPolygon:
    """Return the repaired polygons of a feature (crossing rings resolved, lines left over dropped)."""
    return MultiPolygon(list(polygons_of(shapely.make_valid(feature.geometry))))


def map_data(document: Any, file: str) -> MapData:
    """Read roads (``highway``), areas (``code``), boundary lines and named places of one GeoJSON document."""
    collection = as_collection(document, file)
    data = MapData(credits=[credit_of(collection, file)])
    faults = [fault for feature in features(collection, file) for fault in _collect(feature, data)]
    raise_if_any(faults)
    return data


def _collect(feature: Feature, data: MapData) -> Iterator[Fault]:
    kind, tags = feature.geometry.geom_type, feature.properties
    if kind in POLYGONAL:
        yield from _collect_area(feature, data)
    elif kind in ("LineString", "MultiLineString"):
        _collect_lines(feature, data)
    elif kind == "Point" and tags.get("name") and tags.get("place") in PLACE_KIND:
        lon, lat = feature.geometry.coords[0][:2]
        data.places.append(PlaceNode(str(tags["name"]), lat, lon, PLACE_KIND[str(tags["place"])]))


def _collect_area(feature: Feature, data: MapData) -> Iterator[Fault]:
    code = feature.properties.get("code")
    if code is None:
        return
    if not isinstance(code, str) or not REGION_CODE.fullmatch(code):
        yield feature.fault("code", f"{code!r} is not a code like 17.71, 17.71.03 or 17.71.03.1011")
    elif code in data.areas:
        yield feature.fault("code", f"{code} is there twice")
    else:
        data.areas[code] = polygons(feature)


def _collect_lines(feature: Feature, data: MapData) -> None:
    tags = feature.properties
    road = road_class(str(tags.get("highway") or ""))
    level = ADMIN_LEVEL.get(str(tags.get("admin_level"))) or tags.get("level")
    for part in getattr(feature.geometry, "geoms", [feature.geometry]):
        line = np.asarray(part.coords, dtype=np.float64)[:, :2]
        if road:
            data.roads.append((road, line))
        elif level in ("regency", "district"):
            data.boundary_lines.append((str(level), line))


def _feature(raw: Any, file: str, row: int) -> Feature | Fault:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("geometry"), Mapping):
        return Fault(file, row, "geometry", "has no geometry")
    try:
        geometry = shape(raw["geometry"])
    except (ShapelyError, ValueError, TypeError, LookupError, AttributeError) as error:
        return Fault(file, row, "geometry", f"is not a GeoJSON geometry ({type(error).__name__})")
    if geometry.is_empty:
        return Fault(file, row, "geometry", "is empty")
    west, south, east, north = geometry.bounds
    for lat, lon in ((north, east), (south, west)):
        if wrong := misplaced(lat, lon):
            return Fault(file, row, wrong[0], wrong[1])
    properties = raw.get("properties")
    return Feature(file, row, properties if isinstance(properties, Mapping) else {}, geometry)
