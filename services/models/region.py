"""Administrative regions with the official Kemendagri codes ("17", "17.71", "17.71.03", "17.71.03.1011")."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.models import wire
from services.models.geo import Point, optional_point


class RegionLevel(StrEnum):
    """The four administrative levels."""

    PROVINCE = "province"
    REGENCY = "regency"
    DISTRICT = "district"
    VILLAGE = "village"


class VillageBasis(StrEnum):
    """How a village was determined: inside its polygon, nearest centroid ("perkiraan"), or chosen by hand."""

    POLYGON = "polygon"
    CENTROID = "centroid"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Region:
    """One region; every point of it lies within ``radius_m`` of ``centroid`` when both are known."""

    id: str
    level: RegionLevel
    name: str
    kind: str
    parent_id: str | None
    centroid: Point | None
    radius_m: float | None
    source: str
    precision: str

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Region:
        """Read one ``regions`` row; raises ``WireError``."""
        return cls(
            id=wire.text(row, "id"),
            level=RegionLevel(wire.text(row, "level")),
            name=wire.text(row, "name"),
            kind=wire.text(row, "kind"),
            parent_id=wire.optional_text(row, "parent_id"),
            centroid=optional_point(row),
            radius_m=wire.optional_number(row, "radius_m"),
            source=wire.text(row, "source"),
            precision=wire.text(row, "precision"),
        )


@dataclass(frozen=True, slots=True)
class VillageMatch:
    """The village of a position, with its district and regency and how sure that is."""

    village: Region
    district: Region
    regency: Region
    basis: VillageBasis
