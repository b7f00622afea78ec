"""Whatever a file holds, the answer is rows or a refusal: never a crash, never a half."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.content.checks import file_faults
from gateway.content.faults import ImportRefused
from gateway.content.files import ContentFile, read_folder
from gateway.content.locator import Locator
from gateway.content.schemas import SCHEMAS
from gateway.content.stations import prepare_stations, read_stations
from gateway.content.storing import rows_in
from gateway.packing.basemap import build_basemap, read_files
from gateway.packing.packfile import compressed
from tests.gateway.importing import world
from tests.gateway.importing.test_bad_rows import SOUND

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(10**400)
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
tags = st.dictionaries(
    st.sampled_from(
        ("internet_access", "highway", "name", "place", "boundary", "admin_level", "opening_hours")
    ),
    st.sampled_from(("wlan", "trunk", "town", "administrative", "5", "x")) | scalars,
)
coordinate = st.sampled_from((-3.05, 102.1, 3.05, -95.0, 102, 1e308, 10**18)) | scalars
elements = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(("node", "way", "relation")) | scalars,
        "id": scalars,
        "lat": coordinate,
        "lon": coordinate,
        "tags": tags | scalars,
        "nodes": st.lists(scalars, max_size=3) | scalars,
        "center": st.dictionaries(st.sampled_from(("lat", "lon")), coordinate) | scalars,
        "geometry": st.lists(
            st.dictionaries(st.sampled_from(("lat", "lon")), coordinate) | scalars, max_size=3
        )
        | scalars,
    },
)
positions = st.lists(coordinate, max_size=3)
geometries = st.fixed_dictionaries(
    {
        "type": st.sampled_from(("Point", "LineString", "Polygon", "MultiPolygon", "GeometryCollection"))
        | scalars
    },
    optional={
        "coordinates": positions
        | st.lists(positions, max_size=4)
        | st.lists(st.lists(positions, max_size=4))
        | anything,
        "geometries": anything,
    },
)
features = st.fixed_dictionaries({"geometry": geometries | scalars}, optional={"properties": tags | anything})


def written(document: Any, name: str) -> Path:
    path = Path(tempfile.mkdtemp()) / name
    path.write_text(json.dumps(document), "utf-8")
    return path


@given(st.sampled_from(sorted(SCHEMAS)), st.data())
def test_one_member_changed_to_anything(collection: str, data: st.DataObject) -> None:
    """A faultless row is one that can be stored: JSON without NaN, with its id."""
    row = dict(SOUND[collection])
    row[data.draw(st.sampled_from(sorted(row)) | st.text(max_size=10))] = data.draw(anything)
    file = ContentFile("f.json", collection, (row,))
    if not list(file_faults(file, world.regions_by_id(), world.locator())):
        assert isinstance(row["id"], str)


@given(st.lists(anything, max_size=3))
def test_any_rows_under_any_regions(rows: list[Any]) -> None:
    regions = rows_in([ContentFile("regions.json", "regions", tuple(rows))], "regions")
    locator = Locator(regions.values())
    for collection in SCHEMAS:
        list(file_faults(ContentFile("f.json", collection, tuple(rows)), regions, locator))


@given(anything)
def test_any_json_as_a_content_file(document: Any) -> None:
    with pytest.raises(ImportRefused):
        read_folder(written(document, "agencies.json").parent)


def assert_taken_or_refused(path: Path) -> None:
    """Read a file as stations and as a map: each is made, or refused with reasons."""
    try:
        prepared = prepare_stations(read_stations(path), world.regions_by_id(), world.locator(), {})
        assert all(row["regency_code"] for row in prepared.rows)
    except ImportRefused as refused:
        assert refused.faults
    try:
        assert compressed(build_basemap(read_files([path]), [], None))
    except ImportRefused as refused:
        assert refused.faults


@given(st.lists(elements, max_size=4))
def test_any_overpass_answer(answer: list[Any]) -> None:
    assert_taken_or_refused(written({"elements": answer}, "o.json"))


@given(st.lists(features, max_size=4))
def test_any_geojson(listed: list[Any]) -> None:
    assert_taken_or_refused(written({"type": "FeatureCollection", "features": listed}, "g.geojson"))


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_as_csv(content: bytes) -> None:
    path = Path(tempfile.mkdtemp()) / "f.csv"
    path.write_bytes(content)
    with pytest.raises(ImportRefused):
        read_stations(path)


@given(st.text(st.sampled_from('a1,;."\n -+°'), max_size=80))
def test_any_cells_under_a_good_header(cells: str) -> None:
    path = Path(tempfile.mkdtemp()) / "f.csv"
    path.write_text("name,kind,lat,lon,opening_hours\n" + cells, "utf-8")
    try:
        prepare_stations(read_stations(path), world.regions_by_id(), world.locator(), {})
    except ImportRefused as refused:
        assert refused.faults


def test_a_regency_with_a_wrong_position_is_the_only_row_named() -> None:
    regions = world.regions()
    regions[1]["lat"] = 3.05
    files = [
        ContentFile("regions.json", "regions", tuple(regions)),
        ContentFile("w.json", "wifi-stations", (world.station(),)),
    ]
    known = rows_in(files, "regions")
    found = [fault for file in files for fault in file_faults(file, known, Locator(known.values()))]
    assert [(fault.file, fault.row, fault.field) for fault in found] == [("regions.json", 2, "lat")]
