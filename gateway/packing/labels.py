"""Place names of the basemap with the rank that decides at which zoom they appear."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from gateway.content.geography import distance_m
from gateway.packing.credits import Credit
from gateway.packing.mapdata import PlaceNode

RANK: Mapping[str, int] = {"city": 0, "sea": 1, "town": 3, "district": 5, "island": 6, "village": 8}
"""0 is shown first, 9 last."""

SAME_PLACE_M = 5_000
"""Two labels with one name nearer than this are one place."""

GAZETTEER_CREDIT = Credit("CC-BY-4.0", "GeoNames")


def build_labels(
    regions: Iterable[Mapping[str, Any]], places: Iterable[PlaceNode], scale: int
) -> list[dict[str, Any]]:
    """Return the ``labels`` member of the pack, in order of rank and name.

    Towns, islands and the sea come from the gazetteer beside this file, districts and villages from
    ``regions`` (rows of the regions content), and named points of map files fill what is missing.
    """
    rows = [*_gazetteer(), *_region_labels(regions), *_node_labels(places)]
    kept: dict[str, list[Mapping[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: row["rank"]):
        same_name = kept.setdefault(_folded(row["text"]), [])
        if not any(_is_same(row, other) for other in same_name):
            same_name.append(row)
    labels = [_packed(row, scale) for same_name in kept.values() for row in same_name]
    return sorted(labels, key=lambda label: (label["rank"], label["text"], label["x"], label["y"]))


def _gazetteer() -> list[dict[str, Any]]:
    text = files("gateway.packing").joinpath("gazetteer.json").read_text("utf-8")
    labels: list[dict[str, Any]] = json.loads(text)["labels"]
    return labels


def _region_labels(regions: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    for row in regions:
        if row.get("level") in ("district", "village") and row.get("lat") is not None:
            yield _label(row["name"], row["lat"], row["lon"], row["level"])


def _node_labels(places: Iterable[PlaceNode]) -> Iterable[dict[str, Any]]:
    for place in places:
        yield _label(place.text, place.lat, place.lon, place.kind)


def _label(text: str, lat: float, lon: float, kind: str) -> dict[str, Any]:
    return {"text": text, "lat": lat, "lon": lon, "kind": kind, "rank": RANK[kind]}


def _is_same(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return distance_m(row["lat"], row["lon"], other["lat"], other["lon"]) < SAME_PLACE_M


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _packed(row: Mapping[str, Any], scale: int) -> dict[str, Any]:
    x, y = round(row["lon"] * scale), round(row["lat"] * scale)
    return {"text": row["text"], "x": x, "y": y, "kind": row["kind"], "rank": row["rank"]}
