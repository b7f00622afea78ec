"""Stations from a GeoJSON FeatureCollection of points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gateway.content.faults import Fault, raise_if_any, refuse
from gateway.content.station_csv import COLUMNS
from gateway.content.station_file import KIND_NAMES, RawStation, StationFile
from gateway.content.station_osm import from_tags, has_wlan

_OSM_ID = re.compile(r"(node|way|relation)/(\d+)")
_FIELDS = (COLUMNS | {"login_hint", "precision"}) - {"lat", "lon", "login_hint_id", "login_hint_en"}


def read_geojson(document: Mapping[str, Any], file: str) -> StationFile:
    """Return the stations of a FeatureCollection; raises :class:`ImportRefused`.

    Properties carry the names of the CSV template, or OpenStreetMap tags with ``internet_access=wlan``
    (as overpass-turbo and osmtogeojson write them). Other properties are skipped and named.
    """
    stations: list[RawStation] = []
    faults: list[Fault] = []
    unknown: set[str] = set()
    for row, feature in enumerate(document.get("features") or (), start=1):
        try:
            position, properties = _point(feature)
        except ValueError as error:
            faults.append(Fault(file, row, "geometry", str(error)))
            continue
        if has_wlan(properties):
            values = _from_osm(feature, properties, row)
        else:
            values = _from_template(properties)
            unknown |= properties.keys() - _FIELDS - {"login_hint_id", "login_hint_en"}
        stations.append(RawStation(row, {**values, "lon": position[0], "lat": position[1]}))
    raise_if_any(faults)
    if not stations:
        raise refuse(file, "has no features", field="features")
    skipped = (f"properties not of the template: {', '.join(sorted(unknown))}",) if unknown else ()
    return StationFile(file, tuple(stations), skipped)


def _point(feature: object) -> tuple[tuple[float, float], Mapping[str, Any]]:
    geometry = feature.get("geometry") if isinstance(feature, Mapping) else None
    if not isinstance(feature, Mapping) or not isinstance(geometry, Mapping):
        raise ValueError("has no geometry")
    if geometry.get("type") != "Point":
        raise ValueError(f"is a {geometry.get('type')}, not a Point")
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list) or len(coordinates) < 2:
        raise ValueError("has no coordinates [longitude, latitude]")
    lon, lat = coordinates[:2]
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in (lon, lat)):
        raise ValueError("has coordinates that are not numbers")
    properties = feature.get("properties")
    return (float(lon), float(lat)), properties if isinstance(properties, Mapping) else {}


def _from_template(properties: Mapping[str, Any]) -> dict[str, Any]:
    values = {
        name: value for name, value in properties.items() if name in _FIELDS and value not in (None, "")
    }
    values["kind"] = KIND_NAMES.get(str(values.get("kind")), values.get("kind"))
    hint = {language: properties.get(f"login_hint_{language}") or None for language in ("id", "en")}
    if any(hint.values()):
        values["login_hint"] = hint
    return {name: value for name, value in values.items() if value is not None}


def _from_osm(feature: object, properties: Mapping[str, Any], row: int) -> dict[str, Any]:
    identity = properties.get("@id") or (feature.get("id") if isinstance(feature, Mapping) else None)
    found = _OSM_ID.fullmatch(str(identity))
    values = from_tags(properties, found[1], found[2]) if found else from_tags(properties, "point", row)
    if not found:
        del values["id"], values["source"]
    return values
