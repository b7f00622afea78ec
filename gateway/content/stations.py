"""From what a file says of stations to complete rows, or to the list of what is wrong with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gateway.content.checks import Regions, row_faults
from gateway.content.duplicates import near_duplicates
from gateway.content.faults import Fault, raise_if_any, refuse
from gateway.content.files import read_json
from gateway.content.geography import distance_m, misplaced
from gateway.content.locator import Locator
from gateway.content.schemas import shape_faults
from gateway.content.station_csv import read_csv
from gateway.content.station_file import RawStation, StationFile
from gateway.content.station_geojson import read_geojson
from gateway.content.station_osm import read_overpass

COLLECTION = "wifi-stations"
REGISTER = "register"
"""Value of ``origin`` in rows that came through a station file: importing content leaves them alone."""

SAME_STATION_M = 1_000.0
"""A station whose id was made from its name may not be this far from the stored one of that id."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PreparedStations:
    """Rows ready to be stored, and what the administrator should look at."""

    rows: tuple[Row, ...]
    added: int
    activated: int
    warnings: tuple[str, ...]


def read_stations(path: Path) -> StationFile:
    """Return the stations of a CSV, GeoJSON or Overpass file, told apart by name and content."""
    if path.suffix.lower() == ".csv":
        return read_csv(path)
    document = read_json(path)
    if isinstance(document, Mapping) and isinstance(document.get("elements"), list):
        return read_overpass(document, path.name)
    if isinstance(document, Mapping) and document.get("type") == "FeatureCollection":
        return read_geojson(document, path.name)
    raise refuse(path.name, "is neither CSV, nor a GeoJSON FeatureCollection, nor Overpass JSON")


def prepare_stations(
    source: StationFile, regions: Regions, locator: Locator, stored: Mapping[str, Mapping[str, Any]]
) -> PreparedStations:
    """Return complete rows for every station of the file; raises :class:`ImportRefused` with all faults.

    ``stored``: the stations that the gateway has, by id. A stored row of the same id keeps what the
    file does not say; if it was a candidate, it becomes what the file says (``active`` by default).
    """
    faults: list[Fault] = []
    rows: list[Row] = []
    first_row: dict[str, int] = {}
    for raw in source.stations:
        row = _completed(raw, source.file, locator, stored)
        wrong = list(_faults(row, raw, regions, locator, stored))
        earlier = first_row.setdefault(str(row["id"]), raw.row)
        if earlier != raw.row:
            wrong.append(("id", f"{row['id']} is already in row {earlier}{_hint(raw)}"))
        faults += [Fault(source.file, raw.row, field, reason) for field, reason in wrong]
        rows.append(row)
    raise_if_any(faults)
    return PreparedStations(
        tuple(rows),
        added=sum(row["id"] not in stored for row in rows),
        activated=sum(_is_activated(row, stored) for row in rows),
        warnings=(*source.skipped, *_duplicate_warnings(rows, stored), *_coarse_warnings(rows)),
    )


def slug(name: str) -> str:
    """Return the id made from a name: lower-case letters, digits and hyphens, at most 80 characters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-")


def _completed(raw: RawStation, file: str, locator: Locator, stored: Mapping[str, Mapping[str, Any]]) -> Row:
    given = dict(raw.values)
    given.setdefault("id", slug(str(given.get("name") or "")))
    known = stored.get(str(given["id"]), {})
    defaults = {"lifecycle": "active", "verified": "source", "precision_m": None, "village_code": None}
    origin = {"source": f"{file}, row {raw.row}", "precision": "position as given in the file"}
    kept = {name: value for name, value in known.items() if name not in ("lifecycle", *_moved(given, known))}
    return {**defaults, **origin, **kept, **_whereabouts(given, locator), **given, "origin": REGISTER}


def _moved(given: Row, known: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the stored fields that no longer hold when the file puts a known station elsewhere."""
    if (known.get("lat"), known.get("lon")) == (given.get("lat"), given.get("lon")):
        return ("source", "verified")
    return (
        "source", "verified", "precision", "precision_m", "regency_code", "district_code", "village_code",
        "village_basis",
    )  # fmt: skip


def _whereabouts(given: Row, locator: Locator) -> Row:
    """Return the codes that follow from the position, without those that the file gives itself."""
    lat, lon = given.get("lat"), given.get("lon")
    found = locator.locate(lat, lon) if isinstance(lat, float) and isinstance(lon, float) else None
    if village := given.get("village_code"):
        return {
            "regency_code": str(village)[:5],
            "district_code": str(village)[:8],
            "village_basis": "chosen",
        }
    if found is None or given.get("regency_code", found.regency_code) != found.regency_code:
        return {}
    return found.members()


def _faults(
    row: Row, raw: RawStation, regions: Regions, locator: Locator, stored: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    shape = shape_faults(COLLECTION, row)
    if "regency_code" not in row:
        shape = [fault for fault in shape if fault[0] != "regency_code"]
        yield from _unlocated(row)
    yield from shape
    if not shape and "regency_code" in row:
        yield from row_faults(COLLECTION, row, regions, locator)
        yield from _same_id_elsewhere(row, raw, stored)


def _unlocated(row: Row) -> Iterator[tuple[str, str]]:
    lat, lon = row.get("lat"), row.get("lon")
    if isinstance(lat, float) and isinstance(lon, float):
        yield misplaced(lat, lon) or (
            "lat",
            f"{lat:g}, {lon:g} is in no village of the province; give regency_code",
        )
    else:
        yield "lat", "a station needs a position"


def _same_id_elsewhere(
    row: Row, raw: RawStation, stored: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    known = stored.get(row["id"])
    if "id" in raw.values or known is None or known.get("lat") is None:
        return
    away = distance_m(row["lat"], row["lon"], known["lat"], known["lon"])
    if away > max(SAME_STATION_M, known.get("precision_m") or 0.0):
        yield "id", f"another station called {row['id']} is {away / 1000:.1f} km away; give this one an id"


def _hint(raw: RawStation) -> str:
    return "" if "id" in raw.values else " (made from the name; fill the column id)"


def _is_activated(row: Row, stored: Mapping[str, Mapping[str, Any]]) -> bool:
    return row["lifecycle"] == "active" and stored.get(row["id"], {}).get("lifecycle") == "candidate"


def _duplicate_warnings(rows: Iterable[Row], stored: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    merged = {**stored, **{row["id"]: row for row in rows}}
    new = {row["id"] for row in rows}
    for a, b, metres in near_duplicates(merged.values()):
        if a["id"] in new or b["id"] in new:
            yield f"{a['id']} ({a['name']}) and {b['id']} ({b['name']}): {metres:.0f} m apart, one station?"


def _coarse_warnings(rows: Iterable[Row]) -> Iterator[str]:
    guessed = sum(row.get("village_basis") == "centroid" for row in rows)
    if guessed:
        yield f"{guessed} village codes are those of the nearest centroid (no village polygons): approximate"
