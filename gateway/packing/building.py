"""From files to pack documents: what the import commands call."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from shapely.geometry import MultiPolygon

from gateway.content.files import read_json
from gateway.packing.basemap import NAME as BASEMAP
from gateway.packing.basemap import build_basemap, read_files, read_land
from gateway.packing.credits import Credit
from gateway.packing.folder import find_sources
from gateway.packing.mapdata import MapData
from gateway.packing.osm_json import download, map_data
from gateway.packing.packfile import read_pack
from gateway.packing.packfile import write_pack as write
from gateway.packing.villages import NAME as VILLAGES
from gateway.packing.villages import as_coverage, build_villages, decode_villages, read_villages

__all__ = ["basemap_pack", "download", "from_folder", "polygons_in", "villages_pack", "write"]

Document = dict[str, Any]


def from_folder(folder: Path, content_dir: Path) -> dict[str, Document]:
    """Return the pack documents, by name, that the files of ``folder`` allow."""
    sources = find_sources(folder)
    data = read_files(sources.maps)
    documents: dict[str, Document] = {}
    if sources.villages:
        areas, credit = read_villages([sources.villages], village_codes(content_dir))
        data.areas, data.areas_are_clean = as_coverage(areas), True
        data.credits.append(credit)
        documents[VILLAGES] = build_villages(data.areas, credit)
    documents[BASEMAP] = _basemap(data, content_dir)
    return documents


def polygons_in(documents: Mapping[str, Document]) -> Mapping[str, MultiPolygon] | None:
    """Return the village polygons of freshly built packs, None when there is no village pack."""
    return decode_villages(documents[VILLAGES]) if VILLAGES in documents else None


def villages_pack(
    files: Sequence[Path], content_dir: Path, licence: str = "", attribution: str = ""
) -> Document:
    """Return the village pack; codes must be those of the regions content when that is there."""
    areas, credit = read_villages(list(files), village_codes(content_dir))
    return build_villages(as_coverage(areas), _overridden(credit, licence, attribution))


def basemap_pack(
    files: Iterable[Path],
    answers: Iterable[Mapping[str, Any]],
    pack_dir: Path | None,
    content_dir: Path,
    licence: str = "",
    attribution: str = "",
) -> Document:
    """Return the basemap pack.

    ``answers``: Overpass documents; ``pack_dir``: where the village pack lies that lends its borders
    when the files have none (None: do not look).
    """
    data = read_files(files)
    for answer in answers:
        data.add(map_data(answer, "Overpass"))
    data.credits = [_overridden(credit, licence, attribution) for credit in data.credits]
    lent = read_pack(pack_dir, VILLAGES) if pack_dir and not data.areas else None
    if lent:
        data.areas = decode_villages(lent)
        data.credits.append(Credit(lent["licence"], lent["attribution"]))
    return _basemap(data, content_dir)


def village_codes(content_dir: Path) -> set[str] | None:
    """Return the village codes of the regions content, None when that is not there."""
    regions, _ = content_regions(content_dir)
    return {row["id"] for row in regions if row.get("level") == "village"} or None


def content_regions(content_dir: Path) -> tuple[list[dict[str, Any]], list[Credit]]:
    """Return the rows and the credit of the regions content; nothing when the file is not there."""
    path = content_dir / "regions.json"
    if not path.exists():
        return [], []
    document = read_json(path)
    return document["items"], [Credit(document["licence"], document["attribution"])]


def _basemap(data: MapData, content_dir: Path) -> Document:
    regions, credits_ = content_regions(content_dir)
    land = read_land(content_dir.parent / "basemap" / "land.json")
    return build_basemap(data, regions, land, credits_)


def _overridden(credit: Credit, licence: str, attribution: str) -> Credit:
    return Credit(licence or credit.licence, attribution or credit.attribution)
