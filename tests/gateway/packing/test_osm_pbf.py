"""OpenStreetMap extracts, written here with osmium itself."""

from __future__ import annotations

from pathlib import Path

import osmium
import pytest
from osmium.osm.mutable import Node, Relation, Way

from gateway.content.faults import ImportRefused
from gateway.packing.basemap import read_files
from gateway.packing.mapdata import MapData, PlaceNode

NODES = {1: (102.0, -3.0), 2: (102.1, -3.1), 3: (102.2, -3.1), 4: (102.3, -3.2), 5: (11.0, 48.0)}


def extract(path: Path, *more: Node | Way | Relation) -> Path:
    with osmium.SimpleWriter(str(path)) as writer:
        for identity, location in NODES.items():
            writer.add_node(Node(id=identity, location=location))
        for element in sorted(more, key=lambda one: ("Node", "Way", "Relation").index(type(one).__name__)):
            {"Node": writer.add_node, "Way": writer.add_way, "Relation": writer.add_relation}[
                type(element).__name__
            ](element)
    return path


def read(path: Path) -> MapData:
    return read_files([path])


@pytest.mark.parametrize("name", ["kecil.osm.pbf", "kecil.osm"])
def test_roads_borders_and_places(tmp_path: Path, name: str) -> None:
    data = read(
        extract(
            tmp_path / name,
            Node(id=10, location=(102.25, -3.8), tags={"place": "city", "name": "Bengkulu"}),
            Node(id=11, location=(11.5, 48.1), tags={"place": "city", "name": "München"}),
            Node(id=12, location=(102.2, -3.8), tags={"amenity": "cafe", "name": "Kopi"}),
            Way(id=1, nodes=[1, 2, 3], tags={"highway": "trunk"}),
            Way(id=2, nodes=[2, 3], tags={"highway": "footway"}),
            Way(id=3, nodes=[3, 4]),
            Way(id=4, nodes=[1, 4], tags={"boundary": "administrative", "admin_level": "6"}),
            Way(id=5, nodes=[1, 3], tags={"natural": "coastline"}),
            Way(id=6, nodes=[4, 5], tags={"highway": "primary"}),
            Way(
                id=7, nodes=[1, 2], tags={"boundary": "administrative", "admin_level": "5", "maritime": "yes"}
            ),
            Relation(
                id=1,
                tags={"boundary": "administrative", "admin_level": "5"},
                members=[("w", 3, "outer"), ("w", 5, "outer"), ("n", 1, "label")],
            ),
            Relation(
                id=2, tags={"boundary": "administrative", "admin_level": "6"}, members=[("w", 3, "outer")]
            ),
            Relation(id=3, tags={"type": "route"}, members=[("w", 1, "")]),
        )
    )
    assert [(name, line.round(6).tolist()) for name, line in data.roads] == [
        ("trunk", [[102.0, -3.0], [102.1, -3.1], [102.2, -3.1]])
    ]
    assert [(level, line.round(6).tolist()) for level, line in data.boundary_lines] == [
        ("regency", [[102.2, -3.1], [102.3, -3.2]]),
        ("district", [[102.0, -3.0], [102.3, -3.2]]),
    ]
    assert [PlaceNode(p.text, round(p.lat, 6), round(p.lon, 6), p.kind) for p in data.places] == [
        PlaceNode("Bengkulu", -3.8, 102.25, "city")
    ]
    assert data.credits[0].licence == "ODbL-1.0"


def test_extract_of_another_country_is_refused(tmp_path: Path) -> None:
    path = extract(tmp_path / "x.osm.pbf", Way(id=1, nodes=[5, 5], tags={"highway": "trunk"}))
    with pytest.raises(ImportRefused) as error:
        read(path)
    assert "of the province" in error.value.faults[0].reason


def test_ways_with_missing_nodes_are_cut(tmp_path: Path) -> None:
    path = extract(tmp_path / "x.osm.pbf", Way(id=1, nodes=[1, 999, 2], tags={"highway": "trunk"}))
    assert [len(line) for _, line in read(path).roads] == [2]


@pytest.mark.parametrize("content", [b"", b"not an extract", b"\0" * 100])
def test_damaged_extract_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.osm.pbf"
    path.write_bytes(content)
    with pytest.raises(ImportRefused) as error:
        read(path)
    assert error.value.faults[0].file == "x.osm.pbf"


def test_missing_extract_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused):
        read(tmp_path / "x.osm.pbf")
