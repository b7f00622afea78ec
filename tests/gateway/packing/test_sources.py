"""What map files are read as: GeoJSON, Overpass JSON, and whose data it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from shapely.geometry import mapping

from gateway.content.faults import ImportRefused
from gateway.packing import osm_json
from gateway.packing.basemap import build_basemap, read_files
from gateway.packing.credits import OSM, UNSTATED, Credit, credit_of, joined
from gateway.packing.folder import find_sources
from gateway.packing.mapdata import MapData, PlaceNode
from gateway.packing.villages import as_coverage, build_villages
from tests.gateway.importing import world


def read(folder: Path, document: Any, name: str = "peta.geojson") -> MapData:
    path = folder / name
    path.write_text(json.dumps(document), "utf-8")
    return read_files([path])


def refused(folder: Path, document: Any) -> list[tuple[int, str, str]]:
    with pytest.raises(ImportRefused) as error:
        read(folder, document)
    return [(fault.row, fault.field, fault.reason) for fault in error.value.faults]


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any, **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", **members, "features": list(features)}


LINE = [[102, -3], [102.1, -3.1]]


def test_geojson_gives_roads_borders_areas_and_places(tmp_path: Path) -> None:
    data = read(
        tmp_path,
        collection(
            feature("LineString", LINE, highway="primary_link"),
            feature("MultiLineString", [LINE, LINE], highway="residential"),
            feature("LineString", LINE, highway="footway"),
            feature("LineString", LINE, level="district"),
            feature("LineString", LINE, boundary="administrative", admin_level=5),
            {
                **feature("Polygon", []),
                "geometry": mapping(world.square(0)),
                "properties": {"code": "17.01.01.2001"},
            },
            {**feature("Polygon", []), "geometry": mapping(world.square(0))},
            feature("Point", [102, -3], name="Ketahun", place="town"),
            feature("Point", [102, -3], name="Warung", shop="yes"),
        ),
    )
    assert [name for name, _ in data.roads] == ["primary", "minor", "minor"]
    assert [level for level, _ in data.boundary_lines] == ["district", "regency"]
    assert list(data.areas) == ["17.01.01.2001"]
    assert data.places == [PlaceNode("Ketahun", -3.0, 102.0, "town")]


@pytest.mark.parametrize(
    ("bad", "field", "words"),
    [
        (feature("LineString", [[102, 3], [102.1, 3]], highway="trunk"), "lat", "missing minus sign?"),
        (feature("LineString", [[-3, 102], [-3.1, 102]], highway="trunk"), "lat", "swapped"),
        (feature("LineString", [[102, -3]], highway="trunk"), "geometry", "is not a GeoJSON geometry"),
        (
            {**feature("Polygon", []), "geometry": mapping(world.square(0)), "properties": {"code": "1701"}},
            "code",
            "17.71",
        ),
    ],
)
def test_bad_feature_is_named(tmp_path: Path, bad: Any, field: str, words: str) -> None:
    ((row, found, reason),) = refused(tmp_path, collection(feature("LineString", LINE, highway="trunk"), bad))
    assert (row, found) == (2, field)
    assert words in reason


def test_faults_of_all_files_are_told(tmp_path: Path) -> None:
    for name in ("a.geojson", "b.geojson"):
        (tmp_path / name).write_text("{")
    with pytest.raises(ImportRefused) as error:
        read_files([tmp_path / "a.geojson", tmp_path / "b.geojson", tmp_path / "c.geojson"])
    assert [fault.file for fault in error.value.faults] == ["a.geojson", "b.geojson", "c.geojson"]


WAY = {
    "type": "way",
    "id": 1,
    "tags": {"highway": "secondary"},
    "geometry": [{"lat": -3, "lon": 102}, {"lat": -3.1, "lon": 102}],
}
REFS = {
    "type": "way",
    "id": 2,
    "tags": {"boundary": "administrative", "admin_level": "6"},
    "nodes": [7, 8, 99],
}
NODES = [{"type": "node", "id": 7, "lat": -3, "lon": 102}, {"type": "node", "id": 8, "lat": -3.2, "lon": 102}]
TOWN = {"type": "node", "id": 9, "lat": -3.4, "lon": 102.2, "tags": {"place": "town", "name": "Arga Makmur"}}
ABROAD = {**TOWN, "lat": 48.0, "lon": 11.0}


def test_overpass_with_geometry_or_with_nodes(tmp_path: Path) -> None:
    data = read(tmp_path, {"elements": [WAY, REFS, *NODES, TOWN, ABROAD, None]}, "overpass.json")
    assert [(name, line.tolist()) for name, line in data.roads] == [("secondary", [[102, -3], [102, -3.1]])]
    assert [(level, line.tolist()) for level, line in data.boundary_lines] == [
        ("district", [[102, -3], [102, -3.2]])
    ]
    assert data.places == [PlaceNode("Arga Makmur", -3.4, 102.2, "town")]
    assert data.credits == [OSM]


def test_overpass_vertices_outside_the_province_are_cut_off(tmp_path: Path) -> None:
    long_way = {**WAY, "geometry": [*WAY["geometry"], None, {"lat": -9, "lon": 102}]}
    data = read(tmp_path, {"elements": [long_way]}, "overpass.json")
    assert [len(line) for _, line in data.roads] == [2]


def test_overpass_without_anything_to_draw(tmp_path: Path) -> None:
    assert "no roads" in refused(tmp_path, {"elements": NODES})[0][2]


async def answer(response: httpx.Response | Exception) -> dict[str, Any]:
    def respond(request: httpx.Request) -> httpx.Response:
        assert b"highway" in request.content
        if isinstance(response, Exception):
            raise response
        return response

    async with httpx.AsyncClient(transport=httpx.MockTransport(respond)) as client:
        return await osm_json.download("http://overpass.test/api", client)


async def test_overpass_is_asked_for_the_province() -> None:
    assert await answer(httpx.Response(200, json={"elements": [WAY]})) == {"elements": [WAY]}
    assert "-6.0,100.5,-1.8,104.5" in osm_json.QUERY


@pytest.mark.parametrize(
    ("response", "words"),
    [
        (httpx.ConnectError("refused"), "cannot be reached"),
        (httpx.Response(429), "cannot be reached"),
        (httpx.Response(200, text="<html>masuk dulu</html>"), "is not JSON"),
        (httpx.Response(200, json=[]), "does not answer Overpass JSON"),
        (
            httpx.Response(200, json={"elements": [], "remark": "runtime error: timed out"}),
            "gave up half-way: runtime",
        ),
    ],
)
async def test_overpass_troubles_are_told(response: httpx.Response | Exception, words: str) -> None:
    with pytest.raises(ImportRefused) as error:
        await answer(response)
    assert words in error.value.faults[0].reason


async def test_an_endless_answer_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(osm_json, "MAX_BYTES", 100)
    with pytest.raises(ImportRefused) as error:
        await answer(httpx.Response(200, text="x" * 101))
    assert "answers more than" in error.value.faults[0].reason


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"licence": "CC-BY-4.0", "attribution": "BIG"}, Credit("CC-BY-4.0", "BIG")),
        ({"license": "MIT", "source": "Kantor"}, Credit("MIT", "Kantor")),
        ({"source": "OpenStreetMap contributors, ODbL 1.0, via X"}, OSM),
        ({"source": "peta, CC BY 4.0"}, Credit("CC-BY-4.0", "peta, CC BY 4.0")),
        (
            {"features": [{"properties": {"source": "a MIT"}}, {"properties": None}, 5]},
            Credit("MIT", "a MIT"),
        ),
        ({}, Credit(UNSTATED, "peta.geojson")),
    ],
)
def test_credit_is_found_in_the_file(document: dict[str, Any], expected: Credit) -> None:
    assert credit_of(document, "peta.geojson") == expected


def test_credits_are_joined_once_each_openstreetmap_first() -> None:
    mit = Credit("MIT", "Kantor")
    assert joined([mit, OSM, mit, OSM]) == Credit("ODbL-1.0; MIT", "© OpenStreetMap contributors; Kantor")


def test_folder_takes_the_finest_villages_and_every_road_file(tmp_path: Path) -> None:
    names = (
        "boundaries_desa_111m.geojson",
        "boundaries_desa_56m.geojson",
        "b_roads.geojson",
        "a_roads_minor.geojson",
    )
    for name in (*names, "sumatera.osm.pbf", "boundaries_kabkota_56m.geojson", "notes.txt"):
        (tmp_path / name).touch()
    sources = find_sources(tmp_path)
    assert sources.villages == tmp_path / "boundaries_desa_56m.geojson"
    assert [path.name for path in sources.maps] == [
        "a_roads_minor.geojson",
        "b_roads.geojson",
        "sumatera.osm.pbf",
    ]
    (tmp_path / "boundaries_desa.geojson").touch()
    assert find_sources(tmp_path).villages == tmp_path / "boundaries_desa.geojson"


def test_folder_without_map_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused):
        find_sources(tmp_path)


def test_heights_in_coordinates_are_ignored(tmp_path: Path) -> None:
    high = feature("LineString", [[102, -3, 12.5], [102.1, -3.1, 14]], highway="trunk")
    area = feature(
        "Polygon", [[[102, -3, 1], [102.1, -3, 1], [102.1, -3.1, 1], [102, -3, 1]]], code="17.01.01.2001"
    )
    data = read(tmp_path, collection(high, area))
    assert data.roads[0][1].tolist() == LINE
    pack = build_basemap(data, [], None)
    assert pack["roads"][0]["lines"] == [[10_200_000, -300_000, 10_000, -10_000]]
    villages = build_villages(as_coverage(data.areas), OSM)
    assert [len(village["rings"][0]) for village in villages["villages"]] == [6]


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ({**WAY, "geometry": True}, "out geom"),
        ({**REFS, "nodes": "7,8"}, "out geom"),
        ({**TOWN, "lat": None}, "has no lat and lon"),
    ],
)
def test_overpass_elements_with_broken_geometry_are_named(tmp_path: Path, element: Any, words: str) -> None:
    ((row, field, reason),) = refused(tmp_path, {"elements": [WAY, element]})
    assert (row, field) == (2, "geometry")
    assert words in reason
