"""The village pack: one polygon per village, small enough for a phone on a village connection."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import Geometry
from shapely.geometry import MultiPolygon

from gateway.content.faults import Fault, ImportRefused, raise_if_any, refuse
from gateway.packing.credits import Credit, credit_of, joined
from gateway.packing.geojson import POLYGONAL, Feature, features, polygons, read_collection
from gateway.packing.rings import area_of, decode, encode_ring, polygons_of, rings_of

NAME, FORMAT, SCALE = "villages", "rafflesia-villages/1", 10_000
VILLAGE_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}")

SNAP_DEG = 0.0001
"""Vertices closer than this (11 m) become one."""
GAP_DEG = 0.0005
"""Gaps between neighbours narrower than this (55 m) are drawing errors and are closed."""
LEAST_AREA_DEG2 = 1e-10
"""A polygon of less than about 1 m² is a line."""
TOLERANCE_DEG = 0.0003
"""Borders are simplified by areas of at most this squared (33 m × 33 m)."""


def read_villages(
    paths: list[Path], known_codes: Collection[str] | None = None
) -> tuple[dict[str, MultiPolygon], Credit]:
    """Return village polygons by code, and their credit; raises :class:`ImportRefused` for all bad features.

    ``known_codes``: the village codes of the regions content (None: any well-formed code is taken).
    """
    areas: dict[str, MultiPolygon] = {}
    credits_: list[Credit] = []
    faults: list[Fault] = []
    for path in paths:
        document = read_collection(path)
        credits_.append(credit_of(document, path.name))
        try:
            listed = features(document, path.name)
        except ImportRefused as refused:
            faults += refused.faults
            continue
        for feature in listed:
            if reason := _fault_in(feature, areas, known_codes):
                faults.append(feature.fault(*reason))
            else:
                areas[feature.properties["code"]] = polygons(feature)
    raise_if_any(faults)
    return areas, joined(credits_)


def as_coverage(areas: Mapping[str, MultiPolygon]) -> dict[str, MultiPolygon]:
    """Return the polygons in order of code, gaps and overlaps removed, neighbours sharing their vertices."""
    codes = sorted(areas)
    geometries = np.array([areas[code] for code in codes], dtype=object)
    cleaned = shapely.coverage_clean(geometries, gap_width=GAP_DEG, snapping_distance=SNAP_DEG)
    return {
        code: MultiPolygon(list(polygons_of(geometry))) for code, geometry in zip(codes, cleaned, strict=True)
    }


def build_villages(coverage: Mapping[str, MultiPolygon], credit: Credit) -> dict[str, Any]:
    """Return the pack document of a clean coverage (:func:`as_coverage`).

    A village too small for the pack's scale raises :class:`ImportRefused`.
    """
    simple: list[Geometry] = list(
        shapely.coverage_simplify(np.array(list(coverage.values()), dtype=object), TOLERANCE_DEG)
    )
    rows = [
        {"code": code, "rings": _rings(geometry) or _rings(coverage[code])}
        for code, geometry in zip(coverage, simple, strict=True)
    ]
    lost = [Fault(NAME, 0, "code", f"{row['code']} is smaller than 11 m") for row in rows if not row["rings"]]
    raise_if_any(lost)
    return {
        "format": FORMAT,
        "licence": credit.licence,
        "attribution": credit.attribution,
        "scale": SCALE,
        "villages": rows,
    }


def decode_villages(document: Mapping[str, Any]) -> dict[str, MultiPolygon]:
    """Return the polygons of a pack document by village code."""
    if document.get("format") != FORMAT:
        raise refuse(NAME, f"format {document.get('format')!r} is not {FORMAT}", field="format")
    scale = document["scale"]
    return {
        village["code"]: area_of(decode(ring, scale) for ring in village["rings"])
        for village in document["villages"]
    }


def _rings(geometry: Geometry) -> list[list[int]]:
    encoded = (encode_ring(ring, SCALE) for ring in rings_of(polygons_of(geometry)))
    return [ring for ring in encoded if ring]


def _fault_in(
    feature: Feature, areas: Mapping[str, Any], known_codes: Collection[str] | None
) -> tuple[str, str] | None:
    code = feature.properties.get("code")
    if not isinstance(code, str) or not VILLAGE_CODE.fullmatch(code):
        return "code", f"{code!r} is not a village code like 17.71.03.1011"
    if code in areas:
        return "code", f"{code} is there twice"
    if known_codes is not None and code not in known_codes:
        return "code", f"{code} is not a village of the regions content"
    if feature.geometry.geom_type not in POLYGONAL:
        return "geometry", f"is a {feature.geometry.geom_type}, not a polygon"
    if polygons(feature).area < LEAST_AREA_DEG2:
        return "geometry", "encloses no area"
    return None
