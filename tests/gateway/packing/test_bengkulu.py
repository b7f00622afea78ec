"""The packs of the real province, from the folder that RAFFLESIA_PACKS names."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry import MultiPolygon, shape

from gateway.content import context
from gateway.content.checks import content_faults
from gateway.content.faults import Fault
from gateway.content.files import read_folder
from gateway.content.locator import Locator
from gateway.packing import building
from gateway.packing.packfile import compressed
from gateway.packing.rings import decode
from gateway.packing.villages import decode_villages

ROOT = Path(__file__).parents[3]
FOLDER = Path(os.environ.get("RAFFLESIA_PACKS") or ROOT / ".." / "shared" / "data" / "bengkulu")
POINTS = 20_000

pytestmark = pytest.mark.skipif(
    not (FOLDER / "boundaries_desa_56m.geojson").exists(),
    reason="RAFFLESIA_PACKS has no boundaries_desa_56m.geojson",
)


@pytest.fixture(scope="module")
def packs() -> dict[str, dict[str, Any]]:
    return building.from_folder(FOLDER, context.CONTENT_DIR)


@pytest.fixture(scope="module")
def villages(packs: dict[str, dict[str, Any]]) -> dict[str, MultiPolygon]:
    return decode_villages(packs["villages"])


@pytest.fixture(scope="module")
def source() -> dict[str, shapely.Geometry]:
    features = json.loads((FOLDER / "boundaries_desa_56m.geojson").read_text("utf-8"))["features"]
    return {one["properties"]["code"]: shapely.make_valid(shape(one["geometry"])) for one in features}


def test_every_village_is_there_and_small_enough_for_a_phone(packs: dict[str, dict[str, Any]]) -> None:
    assert len(packs["villages"]["villages"]) == 1513
    assert len(compressed(packs["villages"])) < 400_000
    assert len(compressed(packs["basemap"])) < 1_200_000


def test_area_agrees(villages: dict[str, MultiPolygon], source: dict[str, shapely.Geometry]) -> None:
    assert villages.keys() == source.keys()
    total = sum(area.area for area in source.values())
    assert sum(area.area for area in villages.values()) == pytest.approx(total, rel=1e-4)


def test_random_points_keep_their_village(
    villages: dict[str, MultiPolygon], source: dict[str, shapely.Geometry]
) -> None:
    codes = sorted(source)
    rng = np.random.default_rng(17)
    points = shapely.points(rng.uniform((101.0, -5.5), (103.8, -2.2), size=(POINTS * 8, 2)))
    truth = shapely.STRtree([source[code] for code in codes]).query(points, predicate="within")
    _, first = np.unique(truth[0], return_index=True)
    at, expected = truth[:, first][:, :POINTS]
    inside = shapely.covers(
        np.array([villages[codes[index]] for index in expected], dtype=object), points[at]
    )
    assert len(at) >= POINTS
    assert inside.mean() >= 0.999


def test_basemap_reaches_over_the_whole_province(packs: dict[str, dict[str, Any]]) -> None:
    basemap = packs["basemap"]
    assert [road["class"] for road in basemap["roads"]] == [
        "trunk",
        "primary",
        "secondary",
        "tertiary",
        "minor",
    ]
    drawn = np.vstack([decode(line, 100_000) for road in basemap["roads"] for line in road["lines"]])
    assert drawn.min(axis=0).tolist() < [101.2, -4.8]
    assert drawn.max(axis=0).tolist() > [103.3, -2.6]
    assert len(basemap["labels"]) > 1_600
    assert "OpenStreetMap" in basemap["attribution"]


def test_regency_borders_are_about_as_long_as_on_other_maps(packs: dict[str, dict[str, Any]]) -> None:
    (regency,) = [one for one in packs["basemap"]["boundaries"] if one["level"] == "regency"]
    lines = [shapely.LineString(decode(line, 100_000)) for line in regency["lines"]]
    assert 9 < sum(line.length for line in lines) < 16, "degrees; twice as much would mean doubled borders"


def _faults(villages: dict[str, MultiPolygon] | None = None) -> list[Fault]:
    """Return the faults of the project's content, judged as the importer does."""
    files = read_folder(context.CONTENT_DIR)
    rows = {file.collection: {row["id"]: row for row in file.rows} for file in files}
    locator = Locator(rows["regions"].values(), villages)
    return content_faults(files, rows["regions"], locator, rows["agencies"].keys())


def test_project_content_agrees_with_the_polygons(villages: dict[str, MultiPolygon]) -> None:
    assert _faults(villages) == []


def test_project_content_agrees_with_the_centroids() -> None:
    assert _faults() == []
