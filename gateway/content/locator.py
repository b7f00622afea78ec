"""Where a position lies: by village polygons when they are there, else by centroids."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry import MultiPolygon, Point

from gateway.content.geography import EARTH_RADIUS_M, distance_m, misplaced

SHORE_M = 300.0
"""A pier or a beach may lie this far outside the simplified polygons."""
MOST_SLACK_M = 5_000.0
"""However coarse a position claims to be, it may not lie further outside its regency than this."""
Misfit = tuple[str, str]
"""A field and the reason why its value cannot be right."""

_M_PER_DEG = math.radians(1) * EARTH_RADIUS_M


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The village of a position and how it was found: ``polygon`` or ``centroid`` ("perkiraan")."""

    village_code: str
    basis: str

    @property
    def regency_code(self) -> str:
        """Code of the regency."""
        return self.village_code[:5]

    @property
    def district_code(self) -> str:
        """Code of the district."""
        return self.village_code[:8]

    def members(self) -> dict[str, str]:
        """Return the members of a row that say where it lies."""
        return {
            "regency_code": self.regency_code,
            "district_code": self.district_code,
            "village_code": self.village_code,
            "village_basis": self.basis,
        }


class Locator:
    """Answers for one set of region rows and, optionally, village polygons by code."""

    def __init__(
        self, regions: Iterable[Mapping[str, Any]], villages: Mapping[str, MultiPolygon] | None = None
    ) -> None:
        usable = [row for row in regions if _is_usable(row)]
        self._centroids = {row["id"]: row for row in usable}
        self._village_codes = [row["id"] for row in usable if row.get("level") == "village"]
        self._village_points = np.radians(
            [(row["lat"], row["lon"]) for row in usable if row.get("level") == "village"]
        ).reshape(-1, 2)
        self._polygon_codes: Sequence[str] = sorted(villages or {})
        self._tree = STRtree([(villages or {})[code] for code in self._polygon_codes])

    def misfit(
        self, lat: float, lon: float, regency_code: str, slack_m: float = 0.0, *, is_islet: bool = False
    ) -> Misfit | None:
        """Return (field, reason) when the position cannot belong to the regency, None when it can.

        ``slack_m``: how coarse the position is said to be; never more than ``MOST_SLACK_M`` counts.
        ``is_islet``: village polygons leave out small islands, so only the regency's circle is asked.
        """
        if wrong := misplaced(lat, lon):
            return wrong
        slack = max(SHORE_M, min(slack_m, MOST_SLACK_M))
        if not is_islet and any(code.startswith(regency_code) for code in self._polygon_codes):
            return self._outside_polygons(lat, lon, regency_code, slack)
        return self._outside_circle(lat, lon, regency_code, slack)

    def locate(self, lat: float, lon: float) -> Whereabouts | None:
        """Return the village of a position; None outside the province."""
        if misplaced(lat, lon):
            return None
        if self._polygon_codes:
            hits = self._within(lat, lon, SHORE_M)
            return Whereabouts(min(hits)[1], "polygon") if hits else None
        return self._nearest_centroid(lat, lon)

    def _outside_polygons(self, lat: float, lon: float, regency_code: str, slack: float) -> Misfit | None:
        if any(code.startswith(regency_code) for _, code in self._within(lat, lon, slack)):
            return None
        hits = self._within(lat, lon, 0.0)
        where = self._name(hits[0][1][:5]) if hits else "no regency of the province"
        return "lat", f"{lat:g}, {lon:g} is outside {self._name(regency_code)}: it lies in {where}"

    def _outside_circle(self, lat: float, lon: float, regency_code: str, slack: float) -> Misfit | None:
        regency = self._centroids.get(regency_code)
        if regency is None or regency.get("radius_m") is None:
            return None
        away = distance_m(lat, lon, regency["lat"], regency["lon"])
        if away <= regency["radius_m"] + slack:
            return None
        return "lat", (
            f"{lat:g}, {lon:g} is outside {self._name(regency_code)}: {away / 1000:.0f} km from its centre, "
            f"whose furthest point is {regency['radius_m'] / 1000:.0f} km away"
        )

    def _within(self, lat: float, lon: float, radius_m: float) -> list[tuple[float, str]]:
        """Return (distance in degrees, village code) of the polygons within ``radius_m``, nearest first."""
        point = Point(lon, lat)
        found = self._tree.query(point, predicate="dwithin", distance=radius_m / _M_PER_DEG)
        near = [
            (float(shapely.distance(self._tree.geometries[i], point)), self._polygon_codes[i]) for i in found
        ]
        return sorted(near)

    def _nearest_centroid(self, lat: float, lon: float) -> Whereabouts | None:
        if not self._village_codes:
            return None
        phi, theta = math.radians(lat), math.radians(lon)
        lats, lons = self._village_points[:, 0], self._village_points[:, 1]
        squared = (lats - phi) ** 2 + ((lons - theta) * math.cos(phi)) ** 2
        code = self._village_codes[int(np.argmin(squared))]
        village = self._centroids[code]
        away = distance_m(lat, lon, village["lat"], village["lon"])
        if village.get("radius_m") is not None and away > village["radius_m"] + MOST_SLACK_M:
            return None
        return Whereabouts(code, "centroid")

    def _name(self, code: str) -> str:
        row = self._centroids.get(code)
        return f"{row['name']} ({code})" if row else code


def _is_usable(row: Mapping[str, Any]) -> bool:
    """Tell whether a region has a position in the province; one with a wrong position is told elsewhere."""
    lat, lon, radius_m = (row.get(name) for name in ("lat", "lon", "radius_m"))
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return False
    return isinstance(radius_m, int | float | None) and misplaced(lat, lon) is None
