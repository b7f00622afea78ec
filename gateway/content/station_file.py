"""What the three station formats have in common once they are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KIND_NAMES: Mapping[str, str] = {
    "wisata": "tourism",
    "pendidikan": "education",
    "kesehatan": "health",
    "fasilitas_umum": "public_facility",
    "desa_terpencil": "remote_village",
}
"""Indonesian names that the template takes beside the English ones."""


@dataclass(frozen=True, slots=True)
class RawStation:
    """One station as its file gives it, in wire names and types; what is absent is derived later."""

    row: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StationFile:
    """The stations of one file; ``skipped`` tells in words what was in it and is not a station."""

    file: str
    stations: tuple[RawStation, ...]
    skipped: tuple[str, ...] = ()
