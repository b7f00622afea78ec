"""The basemap pack as a whole."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import shapely

from gateway.content.faults import ImportRefused
from gateway.packing import building
from gateway.packing.basemap import build_basemap, read_land
from gateway.packing.credits import OSM, Credit
from gateway.packing.mapdata import ROAD_CLASSES, MapData
from gateway.packing.packfile import compressed
from gateway.packing.rings import decode
from tests.gateway.importing import world

ROAD = np.array([[102.05, -3.05], [102.15, -3.05]])
KINDS = {"city", "town", "district", "village", "sea", "island"}


def roads_file(folder: Path, name: str = "osm_roads.geojson") -> Path:
    line = {"type": "LineString", "coordinates": ROAD.tolist()}
    feature = {"type": "Feature", "properties": {"highway": "trunk"}, "geometry": line}
    document = {"type": "FeatureCollection", "source": "OpenStreetMap, ODbL", "features": [feature]}
    (folder / name).write_text(json.dumps(document), "utf-8")
    return folder / name


def content_dir(folder: Path) -> Path:
    return world.write_content(folder / "assets" / "content", regions=world.regions())


def test_pack_has_the_agreed_form() -> None:
    data = MapData(roads=[("trunk", ROAD)], areas=world.polygons(), credits=[OSM])
    pack = build_basemap(data, world.regions(), None, [Credit("MIT", "Kantor")])
    assert pack.keys() == {
        "format",
        "licence",
        "attribution",
        "scale",
        "roads",
        "boundaries",
        "labels",
    }
    assert (pack["format"], pack["scale"]) == ("rafflesia-basemap/1", 100_000)
    assert pack["licence"] == "ODbL-1.0; CC-BY-4.0; MIT"
    assert pack["attribution"] == "© OpenStreetMap contributors; GeoNames; Kantor"
    assert {road["class"] for road in pack["roads"]} <= set(ROAD_CLASSES)
    assert {boundary["level"] for boundary in pack["boundaries"]} == {"regency", "district"}
    assert {label["kind"] for label in pack["labels"]} <= KINDS
    assert all(isinstance(label["x"], int) and 0 <= label["rank"] <= 9 for label in pack["labels"])


def test_roads_far_from_the_province_are_left_out() -> None:
    far = ROAD + np.array([1.5, 0])
    data = MapData(roads=[("trunk", ROAD), ("trunk", far)], areas=world.polygons())
    (road,) = build_basemap(data, [], None)["roads"]
    assert [decode(line, 100_000).tolist() for line in road["lines"]] == [ROAD.tolist()]
    everywhere = build_basemap(MapData(roads=data.roads), [], None)["roads"]
    assert len(everywhere[0]["lines"]) == 2


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ImportRefused) as error:
        build_basemap(MapData(), world.regions(), None)
    assert "no roads" in error.value.faults[0].reason


def test_order_of_the_files_does_not_change_a_byte(tmp_path: Path) -> None:
    content, roads = content_dir(tmp_path), roads_file(tmp_path)
    villages = world.write_villages(tmp_path / "boundaries_desa.geojson", source="Kantor", licence="MIT")
    one = building.basemap_pack([roads, villages], [], None, content)
    other = building.basemap_pack([villages, roads], [], None, content)
    assert compressed(one) == compressed(other)


def test_village_pack_lends_its_borders_and_its_credit(tmp_path: Path) -> None:
    content, roads = content_dir(tmp_path), roads_file(tmp_path)
    villages = world.write_villages(tmp_path / "desa.geojson", source="Kantor Desa", licence="CC0-1.0")
    alone = building.basemap_pack([roads], [], tmp_path / "packs", content)
    assert alone["boundaries"] == []
    document = building.villages_pack([villages], content)
    building.write(tmp_path / "packs", "villages", document, world.NOW)
    lent = building.basemap_pack([roads], [], tmp_path / "packs", content)
    assert {boundary["level"] for boundary in lent["boundaries"]} == {"regency", "district"}
    assert "Kantor Desa" in lent["attribution"]


def test_given_credit_replaces_that_of_the_files(tmp_path: Path) -> None:
    pack = building.basemap_pack(
        [roads_file(tmp_path)], [], None, content_dir(tmp_path), licence="CC-BY-4.0", attribution="Dinas PU"
    )
    assert pack["attribution"] == "Dinas PU; GeoNames; test"
    assert pack["licence"] == "CC-BY-4.0; CC0-1.0"


def test_overpass_answer_is_drawn(tmp_path: Path) -> None:
    geometry = [{"lon": lon, "lat": lat} for lon, lat in ROAD.tolist()]
    way = {"type": "way", "id": 1, "tags": {"highway": "primary"}, "geometry": geometry}
    pack = building.basemap_pack([], [{"elements": [way]}], None, content_dir(tmp_path))
    assert [road["class"] for road in pack["roads"]] == ["primary"]


def test_folder_gives_both_packs(tmp_path: Path) -> None:
    roads_file(tmp_path)
    assert building.from_folder(tmp_path, content_dir(tmp_path)).keys() == {"basemap"}
    world.write_villages(tmp_path / "boundaries_desa_56m.geojson")
    both = building.from_folder(tmp_path, content_dir(tmp_path))
    assert both.keys() == {"villages", "basemap"}
    assert both["basemap"]["boundaries"]


def test_codes_are_checked_against_the_regions_content(tmp_path: Path) -> None:
    few = [row for row in world.regions() if row["id"] != world.VILLAGES[3]]
    content = world.write_content(tmp_path / "content", regions=few)
    with pytest.raises(ImportRefused) as error:
        building.villages_pack([world.write_villages(tmp_path / "d.geojson")], content)
    assert [fault.row for fault in error.value.faults] == [4]
    assert building.villages_pack([tmp_path / "d.geojson"], tmp_path / "nowhere")["villages"]


def test_land_outline_is_read_in_pack_form(tmp_path: Path) -> None:
    rings = [[0, 0, 4, 0, 0, 4, -4, 0], [1, 1, 1, 0, 0, 1, -1, 0]]
    (tmp_path / "land.json").write_text(json.dumps({"scale": 1, "rings": rings}))
    land = read_land(tmp_path / "land.json")
    assert land is not None
    assert land.equals(shapely.box(0, 0, 4, 4) - shapely.box(1, 1, 2, 2))
    assert read_land(tmp_path / "nowhere.json") is None
