"""The village pack: coverage, determinism, round trip, every refused feature."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, mapping

from gateway.content.faults import ImportRefused
from gateway.packing.credits import Credit
from gateway.packing.packfile import compressed
from gateway.packing.villages import as_coverage, build_villages, decode_villages, read_villages
from tests.gateway.importing import world

CREDIT = Credit("CC0-1.0", "test")


def geojson(folder: Path, *features: Any, name: str = "desa.geojson", **members: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", **members, "features": features}), "utf-8")
    return path


def feature(code: Any = "17.01.01.2001", geometry: Any = None) -> dict[str, Any]:
    shape = mapping(world.square(0)) if geometry is None else geometry
    return {"type": "Feature", "properties": {"code": code}, "geometry": shape}


def test_pack_has_the_agreed_form(tmp_path: Path) -> None:
    areas, credit = read_villages(
        [world.write_villages(tmp_path / "d.geojson", licence="MIT", source="Kantor")]
    )
    document = build_villages(as_coverage(areas), credit)
    assert {name: document[name] for name in ("format", "licence", "attribution", "scale")} == {
        "format": "rafflesia-villages/1",
        "licence": "MIT",
        "attribution": "Kantor",
        "scale": 10_000,
    }
    assert [village["code"] for village in document["villages"]] == list(world.VILLAGES)
    assert all(len(village["rings"]) == 1 for village in document["villages"])


def test_decoded_pack_equals_the_input(tmp_path: Path) -> None:
    back = decode_villages(build_villages(world.polygons(), CREDIT))
    for code, area in world.polygons().items():
        assert back[code].symmetric_difference(area).area < 1e-9


@given(st.integers(0, 2**32 - 1))
def test_round_trip_of_random_coverages(seed: int) -> None:
    """Voronoi cells: neighbours agree, area stays, random points keep their cell unless near a border."""
    rng = np.random.default_rng(seed)
    seeds = shapely.multipoints(rng.uniform((102, -4), (103, -3), size=(12, 2)))
    cells = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=shapely.box(102, -4, 103, -3)))
    frame = shapely.box(102, -4, 103, -3)
    areas = {f"17.01.01.{2000 + n}": MultiPolygon([cell.intersection(frame)]) for n, cell in enumerate(cells)}
    back = decode_villages(build_villages(as_coverage(areas), CREDIT))
    assert sum(area.area for area in back.values()) == pytest.approx(frame.area, rel=2e-3)
    points = shapely.points(rng.uniform((102, -4), (103, -3), size=(200, 2)))
    for code, area in areas.items():
        sure = shapely.contains(area, points) & (shapely.distance(area.boundary, points) > 0.002)
        assert shapely.contains(back[code], points[sure]).all()


def test_same_polygons_in_any_order_give_the_same_bytes() -> None:
    forwards, backwards = world.polygons(), dict(reversed(world.polygons().items()))
    assert compressed(build_villages(as_coverage(forwards), CREDIT)) == compressed(
        build_villages(as_coverage(backwards), CREDIT)
    )


def test_slivers_between_neighbours_are_closed_and_overlaps_given_to_one() -> None:
    west = shapely.box(102, -3.1, 102.1, -3)
    for bend in (102.1003, 102.0998):
        east = shapely.Polygon([(102.1, -3.1), (102.2, -3.1), (102.2, -3), (102.1, -3), (bend, -3.05)])
        areas = {"17.01.01.2001": west, "17.01.01.2002": east}
        clean = as_coverage({code: MultiPolygon([area]) for code, area in areas.items()})
        assert shapely.coverage_is_valid(list(clean.values()))
        assert sum(area.area for area in clean.values()) == pytest.approx(0.02)


def test_crossing_outline_is_repaired(tmp_path: Path) -> None:
    bow_tie = {
        "type": "Polygon",
        "coordinates": [[[102, -3], [102.1, -3.1], [102.1, -3], [102, -3.1], [102, -3]]],
    }
    areas, _ = read_villages([geojson(tmp_path, feature(geometry=bow_tie))])
    assert areas["17.01.01.2001"].is_valid
    assert areas["17.01.01.2001"].area == pytest.approx(0.005)


def ring(*points: tuple[float, float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[*points, points[0]]]}


@pytest.mark.parametrize(
    ("bad", "field", "words"),
    [
        (feature(code=None), "code", "None is not a village code"),
        (feature(code=1701012001), "code", "is not a village code"),
        (feature(code="17.01.01"), "code", "is not a village code like 17.71.03.1011"),
        (feature(code="17.01.01.2999"), "code", "not a village of the regions content"),
        (
            feature(geometry={"type": "Point", "coordinates": [102, -3]}),
            "geometry",
            "is a Point, not a polygon",
        ),
        (feature(geometry=ring((102, -3), (102.1, -3.1))), "geometry", "encloses no area"),
        (feature(geometry=ring((102, -3), (102.1, -3.1), (102.2, -3.2))), "geometry", "encloses no area"),
        (feature(geometry={"type": "Polygon", "coordinates": []}), "geometry", "is empty"),
        (
            feature(geometry={"type": "Polygon", "coordinates": [["x"]]}),
            "geometry",
            "is not a GeoJSON geometry",
        ),
        (feature(geometry={"type": "Blob", "coordinates": []}), "geometry", "is not a GeoJSON geometry"),
        (feature(geometry=ring((102, 3), (102.1, 3.1), (102, 3.1))), "lat", "missing minus sign?"),
        (feature(geometry=ring((-3, 102), (-3.1, 102.1), (-3, 102.1))), "lat", "swapped"),
        (feature(geometry=ring((112, -3), (112.1, -3.1), (112, -3.1))), "lon", "outside the province"),
        ({"type": "Feature", "properties": {}, "geometry": None}, "geometry", "has no geometry"),
        ("feature", "geometry", "has no geometry"),
    ],
)
def test_bad_feature_is_named_and_nothing_built(tmp_path: Path, bad: Any, field: str, words: str) -> None:
    good = feature("17.01.02.2001", mapping(world.square(1)))
    with pytest.raises(ImportRefused) as refused:
        read_villages([geojson(tmp_path, good, bad)], world.VILLAGES)
    ((fault),) = refused.value.faults
    assert (fault.file, fault.row, fault.field) == ("desa.geojson", 2, field)
    assert words in fault.reason


def test_code_twice_even_across_files(tmp_path: Path) -> None:
    paths = [geojson(tmp_path, feature(), name=name) for name in ("a.geojson", "b.geojson")]
    with pytest.raises(ImportRefused) as refused:
        read_villages(paths)
    assert [(fault.file, fault.reason) for fault in refused.value.faults] == [
        ("b.geojson", "17.01.01.2001 is there twice")
    ]


@pytest.mark.parametrize(
    "document", ["{", "[]", '{"type": "Feature"}', '{"type": "FeatureCollection", "features": []}']
)
def test_file_that_is_no_collection(tmp_path: Path, document: str) -> None:
    (tmp_path / "desa.geojson").write_text(document)
    with pytest.raises(ImportRefused):
        read_villages([tmp_path / "desa.geojson"])


def test_village_too_small_for_the_grid_is_told() -> None:
    speck = {"17.01.01.2001": MultiPolygon([shapely.box(102, -3, 102.00001, -2.99999)])}
    with pytest.raises(ImportRefused) as refused:
        build_villages(speck, CREDIT)
    assert "smaller than 11 m" in refused.value.faults[0].reason


def test_other_format_is_refused() -> None:
    with pytest.raises(ImportRefused):
        decode_villages({"format": "rafflesia-villages/9"})
