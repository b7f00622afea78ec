"""Stations from OpenStreetMap tags: Overpass JSON (``internet_access=wlan``) and GeoJSON exports of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gateway.content.faults import Fault, raise_if_any, refuse
from gateway.content.station_file import RawStation, StationFile

PRECISION: Mapping[str, str] = {
    "node": "point in OpenStreetMap",
    "way": "centre of an outline in OpenStreetMap",
    "relation": "centre of an outline in OpenStreetMap",
}

_HEALTH = frozenset({"hospital", "clinic", "doctors", "dentist", "pharmacy", "health_post"})
_EDUCATION = frozenset(
    {"school", "university", "college", "kindergarten", "library", "training", "language_school"}
)
_OUTDOOR_LEISURE = frozenset({"park", "nature_reserve", "beach_resort", "garden", "water_park", "marina"})
_FEE_HINT: Mapping[str, Mapping[str, str]] = {
    "yes": {"id": "Berbayar", "en": "Paid"},
    "customers": {"id": "Untuk pelanggan", "en": "For customers"},
}


def has_wlan(tags: Mapping[str, Any]) -> bool:
    """Tell whether the tags promise WiFi: ``internet_access=wlan``, also in a list (``wlan;terminal``)."""
    return "wlan" in str(tags.get("internet_access") or "").split(";")


def read_overpass(document: Mapping[str, Any], file: str) -> StationFile:
    """Return the WiFi places of an Overpass answer: nodes, and ways and relations with ``center``.

    Elements without ``internet_access=wlan`` are skipped and counted. Raises :class:`ImportRefused`.
    """
    stations: list[RawStation] = []
    faults: list[Fault] = []
    others = 0
    for row, element in enumerate(document["elements"], start=1):
        tags = element.get("tags") if isinstance(element, Mapping) else None
        if not isinstance(tags, Mapping) or not has_wlan(tags):
            others += 1
            continue
        position = _position(element)
        if position is None:
            faults.append(Fault(file, row, "center", "has no position: ask Overpass for 'out center;'"))
            continue
        kind, osm_id = str(element.get("type")), element.get("id")
        values = {**from_tags(tags, kind, osm_id), "lat": position[0], "lon": position[1]}
        stations.append(RawStation(row, values))
    raise_if_any(faults)
    if not stations:
        raise refuse(file, "has no element with internet_access=wlan", field="elements")
    skipped = (f"{others} elements without internet_access=wlan",) if others else ()
    return StationFile(file, tuple(stations), skipped)


def from_tags(tags: Mapping[str, Any], kind: str, osm_id: object) -> dict[str, Any]:
    """Return a station in wire names, without its position. ``kind``: node, way or relation."""
    texts = {key: str(value).strip() for key, value in tags.items() if str(value).strip()}
    name = texts.get("name") or texts.get("name:id") or texts.get("operator") or f"WiFi ({kind} {osm_id})"
    values = {
        "id": f"osm-{kind}-{osm_id}",
        "name": name,
        "kind": kind_of(texts),
        "operator": texts.get("operator"),
        "opening_hours": texts.get("opening_hours"),
        "ssid": texts.get("internet_access:ssid"),
        "login_hint": _FEE_HINT.get(texts.get("internet_access:fee", "")),
        "phone": texts.get("phone") or texts.get("contact:phone"),
        "address": _address(texts),
        "source": f"OpenStreetMap {kind} {osm_id} (ODbL 1.0)",
        "precision": PRECISION.get(kind, "OpenStreetMap"),
    }
    return {field: value for field, value in values.items() if value is not None}


def kind_of(tags: Mapping[str, str]) -> str:
    """Return the kind of station for the kind of place that the tags describe."""
    amenity = tags.get("amenity", "")
    if amenity in _HEALTH or "healthcare" in tags:
        return "health"
    if amenity in _EDUCATION:
        return "education"
    if {"tourism", "historic"} & tags.keys() or tags.get("leisure") in _OUTDOOR_LEISURE or "natural" in tags:
        return "tourism"
    return "public_facility"


def _position(element: Mapping[str, Any]) -> tuple[float, float] | None:
    place = element if element.get("type") == "node" else element.get("center")
    if not isinstance(place, Mapping):
        return None
    lat, lon = place.get("lat"), place.get("lon")
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return None
    return float(lat), float(lon)


def _address(tags: Mapping[str, str]) -> str | None:
    if full := tags.get("addr:full"):
        return full
    street = " ".join(part for key in ("addr:street", "addr:housenumber") if (part := tags.get(key)))
    return street or None
