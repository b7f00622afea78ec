"""Which files of a folder become which pack."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from gateway.content.faults import refuse

_METRES = re.compile(r"_(\d+)m\.geojson$")


@dataclass(frozen=True, slots=True)
class PackSources:
    """``villages``: the village polygons, or None; ``maps``: roads and extracts for the basemap."""

    villages: Path | None
    maps: tuple[Path, ...]


def find_sources(folder: Path) -> PackSources:
    """Return what a folder holds; raises :class:`ImportRefused` when there is nothing to build from.

    Recognised: ``boundaries_desa*.geojson`` (of several the finest: the least ``_<n>m``, a name without
    it before all), ``*roads*.geojson`` and ``*.osm.pbf``.
    """
    villages = sorted(folder.glob("boundaries_desa*.geojson"), key=_coarseness)
    maps = sorted([*folder.glob("*roads*.geojson"), *folder.glob("*.osm.pbf")])
    if not villages and not maps:
        raise refuse(str(folder), "has no boundaries_desa*.geojson, *roads*.geojson or *.osm.pbf")
    return PackSources(villages[0] if villages else None, tuple(maps))


def _coarseness(path: Path) -> tuple[int, str]:
    metres = _METRES.search(path.name)
    return (int(metres[1]) if metres else 0), path.name
