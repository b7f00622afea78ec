"""Which village is here: polygons against the nearest centroid, judged by shapely."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path
from typing import Any

from benchmarks.timing import Result, seconds, spread
from services.models import Point, Region, VillageBasis, VillageMatch
from services.regions import RegionRepository
from services.village_polygons import VillagePolygons

SOURCE_FILE = "boundaries_desa_56m.geojson"
CENTROID_SAMPLE = 2_000


def prepare(packs: Path, content: Path, folder: Path, count: int) -> None:
    """Write the packs as the gateway serves them, and ``count`` random points on land with their true codes.

    The truth is shapely's, on the same source polygons; needs the gateway's packages.
    """
    from shapely import STRtree
    from shapely import points as to_points
    from shapely.geometry import shape

    from gateway.packing.building import from_folder
    from gateway.packing.packfile import compressed

    for name, document in from_folder(packs, content).items():
        (folder / f"{name}.json.gz").write_bytes(compressed(document))
    features = json.loads((packs / SOURCE_FILE).read_text("utf-8"))["features"]
    tree = STRtree([shape(feature["geometry"]) for feature in features])
    source = random.Random(29)
    spots: list[dict[str, Any]] = []
    while len(spots) < count:
        drawn = [(source.uniform(101, 103.9), source.uniform(-5.6, -2.2)) for _ in range(count)]
        codes: dict[int, list[str]] = {}
        for spot, area in tree.query(to_points(drawn), predicate="intersects").T:
            codes.setdefault(int(spot), []).append(features[area]["properties"]["code"])
        spots += [
            {"lon": drawn[i][0], "lat": drawn[i][1], "codes": found} for i, found in sorted(codes.items())
        ]
    (folder / "spots.json").write_text(json.dumps(spots[:count]))


class _Regions:
    """The packaged regions, as rows in memory."""

    age = None

    def __init__(self, file: Path) -> None:
        rows = (Region.from_wire(row) for row in json.loads(file.read_text("utf-8"))["items"])
        self._by_id = {row.id: row for row in rows}
        self._rows = tuple(self._by_id.values())

    def rows(self) -> tuple[Region, ...]:
        return self._rows

    def get(self, row_id: str, /) -> Region | None:
        return self._by_id.get(row_id)

    def subscribe(self, callback: Any, /) -> Any:
        return lambda: callback


def run(folder: Path, content: Path) -> Result:
    """Measure look-ups on the files of :func:`prepare`."""
    spots = json.loads((folder / "spots.json").read_text())
    packed = (folder / "villages.json.gz").read_bytes()
    loaded: list[VillagePolygons] = []
    load_s = seconds(lambda: loaded.append(VillagePolygons.from_bytes(packed)))
    regions = RegionRepository(_Regions(content / "regions.json"))  # type: ignore[arg-type]
    centroid = _located(regions, spots[:CENTROID_SAMPLE])
    regions.use_polygons(loaded[0])
    polygon = _located(regions, spots)
    assert all(match is None or match.basis is VillageBasis.POLYGON for match, _ in polygon)
    by_polygon, by_centroid = spread(s for _, s in polygon), spread(s for _, s in centroid)
    return {
        "points": len(spots),
        "pack_kb": round(len(packed) / 1024),
        "load_ms": round(load_s * 1e3, 1),
        "polygon_right_percent": _right(polygon, spots),
        **by_polygon.named("polygon"),
        "centroid_right_percent": _right(centroid, spots),
        **by_centroid.named("centroid"),
    }


def _located(
    regions: RegionRepository, spots: list[dict[str, Any]]
) -> list[tuple[VillageMatch | None, float]]:
    found = []
    for spot in spots:
        point = Point(spot["lat"], spot["lon"])
        start = time.process_time()
        match = regions.locate(point)
        found.append((match, time.process_time() - start))
    return found


def _right(found: list[tuple[VillageMatch | None, float]], spots: list[dict[str, Any]]) -> float:
    hits = sum(
        match is not None and match.village.id in spot["codes"]
        for (match, _), spot in zip(found, spots, strict=False)
    )
    return round(100 * hits / len(found), 3)
