"""Overpass JSON and GeoJSON of stations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gateway.content.faults import ImportRefused
from gateway.content.station_file import StationFile
from gateway.content.station_osm import kind_of
from gateway.content.stations import read_stations

NODE = {
    "type": "node",
    "id": 123,
    "lat": -3.05,
    "lon": 102.1,
    "tags": {
        "internet_access": "wlan",
        "internet_access:fee": "customers",
        "internet_access:ssid": "Pustaka",
        "amenity": "library",
        "name": "Perpustakaan",
        "operator": "Pemkot",
        "opening_hours": "Mo-Fr 08:00-16:00",
        "phone": "+62 736 1",
        "addr:street": "Jl. Mawar",
        "addr:housenumber": "7",
    },
}
WAY = {
    "type": "way",
    "id": 9,
    "center": {"lat": -3.06, "lon": 102.11},
    "tags": {"internet_access": "wlan;terminal"},
}


def read(folder: Path, document: Any, name: str = "titik.json") -> StationFile:
    path = folder / name
    path.write_text(json.dumps(document), "utf-8")
    return read_stations(path)


def refused(folder: Path, document: Any) -> list[tuple[int, str, str]]:
    with pytest.raises(ImportRefused) as error:
        read(folder, document)
    return [(fault.row, fault.field, fault.reason) for fault in error.value.faults]


def test_tags_become_a_station(tmp_path: Path) -> None:
    (station,) = read(tmp_path, {"elements": [NODE]}).stations
    assert dict(station.values) == {
        "id": "osm-node-123",
        "name": "Perpustakaan",
        "kind": "education",
        "operator": "Pemkot",
        "opening_hours": "Mo-Fr 08:00-16:00",
        "ssid": "Pustaka",
        "phone": "+62 736 1",
        "address": "Jl. Mawar 7",
        "login_hint": {"id": "Untuk pelanggan", "en": "For customers"},
        "lat": -3.05,
        "lon": 102.1,
        "source": "OpenStreetMap node 123 (ODbL 1.0)",
        "precision": "point in OpenStreetMap",
    }


def test_ways_use_their_centre_and_nameless_places_get_a_name(tmp_path: Path) -> None:
    (station,) = read(tmp_path, {"elements": [WAY]}).stations
    assert (station.values["id"], station.values["lat"], station.values["lon"]) == (
        "osm-way-9",
        -3.06,
        102.11,
    )
    assert station.values["name"] == "WiFi (way 9)"
    assert "centre" in station.values["precision"]


@pytest.mark.parametrize(
    "tags", [None, {}, {"internet_access": "no"}, {"internet_access": "terminal"}, {"wifi": "yes"}]
)
def test_elements_without_wlan_are_skipped_and_counted(tmp_path: Path, tags: Any) -> None:
    source = read(
        tmp_path, {"elements": [{"type": "node", "id": 1, "lat": -3, "lon": 102, "tags": tags}, NODE]}
    )
    assert len(source.stations) == 1
    assert source.skipped == ("1 elements without internet_access=wlan",)


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"amenity": "hospital"}, "health"),
        ({"healthcare": "centre"}, "health"),
        ({"amenity": "university"}, "education"),
        ({"tourism": "museum"}, "tourism"),
        ({"historic": "fort"}, "tourism"),
        ({"leisure": "park"}, "tourism"),
        ({"natural": "beach"}, "tourism"),
        ({"amenity": "cafe"}, "public_facility"),
        ({}, "public_facility"),
    ],
)
def test_kind_follows_the_place(tags: dict[str, str], kind: str) -> None:
    assert kind_of(tags) == kind


def test_way_without_centre_is_refused_with_the_remedy(tmp_path: Path) -> None:
    ((row, field, reason),) = refused(tmp_path, {"elements": [NODE, {**WAY, "center": None}]})
    assert (row, field) == (2, "center")
    assert "out center" in reason


@pytest.mark.parametrize("document", [{"elements": []}, {"elements": [None, 5, {"type": "node"}]}])
def test_answer_without_wifi_is_refused(tmp_path: Path, document: Any) -> None:
    assert "no element with internet_access=wlan" in refused(tmp_path, document)[0][2]


@pytest.mark.parametrize("document", [[], 5, {}, {"type": "Feature"}, {"elements": 5}])
def test_other_json_is_refused(tmp_path: Path, document: Any) -> None:
    assert "neither CSV" in refused(tmp_path, document)[0][2]


def feature(coordinates: Any, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": coordinates},
    }


def collection(*features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def test_geojson_with_template_names(tmp_path: Path) -> None:
    point = feature(
        [102.1, -3.05, 12], name="Taman", kind="wisata", speed_mbps=20, fid=7, login_hint_id="Klik", ssid=""
    )
    source = read(tmp_path, collection(point), "titik.geojson")
    assert dict(source.stations[0].values) == {
        "name": "Taman",
        "kind": "tourism",
        "speed_mbps": 20,
        "lat": -3.05,
        "lon": 102.1,
        "login_hint": {"id": "Klik", "en": None},
    }
    assert source.skipped == ("properties not of the template: fid",)


def test_geojson_with_osm_tags(tmp_path: Path) -> None:
    tags = {"internet_access": "wlan", "name": "Kafe", "@id": "node/44"}
    (station,) = read(tmp_path, collection(feature([102.1, -3.05], **tags))).stations
    assert (station.values["id"], station.values["lon"]) == ("osm-node-44", 102.1)
    assert "ODbL" in station.values["source"]


def test_osm_tags_without_an_osm_id_get_their_id_from_the_name(tmp_path: Path) -> None:
    (station,) = read(
        tmp_path, collection(feature([102.1, -3.05], internet_access="wlan", name="Kafe"))
    ).stations
    assert "id" not in station.values
    assert "source" not in station.values


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (None, "no geometry"),
        ({"type": "Feature", "geometry": None}, "no geometry"),
        ({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": []}}, "a Polygon, not a Point"),
        (feature([102.1]), "[longitude, latitude]"),
        (feature("x"), "[longitude, latitude]"),
        (feature(["102.1", "-3"]), "not numbers"),
        (feature([True, False]), "not numbers"),
    ],
)
def test_bad_features_are_named(tmp_path: Path, bad: Any, words: str) -> None:
    ((row, field, reason),) = refused(
        tmp_path, collection(feature([102.1, -3.05], name="A", kind="tourism"), bad)
    )
    assert (row, field) == (2, "geometry")
    assert words in reason


def test_empty_collection_is_refused(tmp_path: Path) -> None:
    assert "no features" in refused(tmp_path, collection())[0][2]
