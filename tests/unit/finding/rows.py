"""Rows and sources for tests: the real content files, small made-up rows, a clock that stands still."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar

from services.models import Region, Station

ROOT = Path(__file__).parents[3]
CONTENT = ROOT / "assets" / "content"
PACKS = Path(os.environ.get("RAFFLESIA_PACKS", ROOT / "../shared/data/bengkulu"))
VILLAGE_FILE = PACKS / "boundaries_desa_56m.geojson"
ROADS_FILE = PACKS / "osm_roads_major.geojson"

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)  # 10:00 WIB on a Saturday

Row = TypeVar("Row")


@dataclass(frozen=True)
class FixedAge:
    synced_at: datetime | None = None
    seed_date: date | None = date(2026, 11, 21)


class Rows(Generic[Row]):
    """A source in memory; :meth:`replace` swaps the rows and tells subscribers."""

    def __init__(self, *rows: Row) -> None:
        self._rows = rows
        self._callbacks: list[Callable[[], None]] = []
        self.reads = 0

    def rows(self) -> tuple[Row, ...]:
        self.reads += 1
        return self._rows

    def get(self, row_id: str, /) -> Row | None:
        return next((row for row in self._rows if row.id == row_id), None)  # type: ignore[attr-defined]

    @property
    def age(self) -> FixedAge:
        return FixedAge()

    def subscribe(self, callback: Callable[[], None], /) -> Callable[[], None]:
        self._callbacks.append(callback)
        return lambda: self._callbacks.remove(callback)

    def replace(self, *rows: Row) -> None:
        self._rows = rows
        for callback in self._callbacks:
            callback()


class IndexedRows(Rows[Row]):
    """The same with a look-up by id, for the large collections."""

    def __init__(self, *rows: Row) -> None:
        super().__init__(*rows)
        self._by_id = {row.id: row for row in rows}  # type: ignore[attr-defined]

    def get(self, row_id: str, /) -> Row | None:
        return self._by_id.get(row_id)


class StillClock:
    """A clock that moves only when told."""

    def __init__(self, now: datetime = NOW) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return 0.0

    def pass_by(self, **spans: float) -> None:
        self.time += timedelta(**spans)


def content(collection: str, row_class: type[Row]) -> IndexedRows[Row]:
    """Return the packaged rows of a collection."""
    document = json.loads((CONTENT / f"{collection}.json").read_text("utf-8"))
    return IndexedRows(*(row_class.from_wire(row) for row in document["items"]))  # type: ignore[attr-defined]


def station(station_id: str, **fields: Any) -> Station:
    """Return an active station without a position; ``fields`` are those of the wire row."""
    row = {
        "id": station_id,
        "name": station_id,
        "kind": "public_facility",
        "lifecycle": "active",
        "regency_code": "17.71",
        "source": "test",
        "precision": "test",
        "verified": "source",
    }
    return Station.from_wire({**row, **fields})


def region(code: str, name: str, lat: float | None = None, lon: float | None = None, **fields: Any) -> Region:
    """Return a region whose level follows from the length of its code."""
    levels = {1: "province", 2: "regency", 3: "district", 4: "village"}
    row = {
        "id": code,
        "level": levels[len(code.split("."))],
        "name": name,
        "kind": "test",
        "parent_id": code.rpartition(".")[0] or None,
        "lat": lat,
        "lon": lon,
        "source": "test",
        "precision": "test",
    }
    return Region.from_wire({**row, **fields})


def village_pack(geojson: dict[str, Any], scale: int = 10_000) -> dict[str, Any]:
    """Return the ``villages`` pack of a GeoJSON of MultiPolygons."""
    villages = []
    for feature in geojson["features"]:
        shapes = feature["geometry"]["coordinates"]
        polygons = shapes if feature["geometry"]["type"] == "MultiPolygon" else [shapes]
        rings = [deltas(ring[:-1], scale) for polygon in polygons for ring in polygon]
        villages.append({"code": feature["properties"]["code"], "rings": rings})
    return {
        "format": "rafflesia-villages/1",
        "scale": scale,
        "licence": "test",
        "attribution": "test",
        "villages": villages,
    }


def deltas(ring: list[list[float]], scale: int) -> list[int]:
    """Return the difference form, written here a second time so that a shared mistake shows."""
    points = [(round(x * scale), round(y * scale)) for x, y in ring]
    values = list(points[0])
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        values += [x1 - x0, y1 - y0]
    return values
