"""What one row cannot know of itself: ids given twice, codes that lead nowhere, points elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from gateway.content.faults import Fault
from gateway.content.files import ContentFile
from gateway.content.geography import misplaced
from gateway.content.locator import Locator
from gateway.content.opening_hours import spelling_fault
from gateway.content.schemas import shape_faults
from gateway.feed.collections import AGENCIES, BUSINESSES, SERVICES

Regions = Mapping[str, Mapping[str, Any]]
Found = Iterator[tuple[str, str]]

LEVEL_BY_PARTS: Mapping[int, str] = {1: "province", 2: "regency", 3: "district", 4: "village"}


def content_faults(
    files: Iterable[ContentFile],
    regions: Regions,
    locator: Locator,
    agencies: Set[str] = frozenset(),
    products: Set[str] = frozenset(),
) -> list[Fault]:
    """Return every fault of every row of every file.

    ``regions``: the region rows in force, by code; ``agencies``, ``products``: the ids of those in force.
    """
    return [fault for file in files for fault in file_faults(file, regions, locator, agencies, products)]


def file_faults(
    file: ContentFile,
    regions: Regions,
    locator: Locator,
    agencies: Set[str] = frozenset(),
    products: Set[str] = frozenset(),
) -> Iterator[Fault]:
    """Yield the faults of one file; a row of the wrong shape is not asked further questions."""
    first_row: dict[str, int] = {}
    for row, item in enumerate(file.rows, start=1):
        shape = shape_faults(file.collection, item)
        for field, reason in shape:
            yield Fault(file.file, row, field, reason)
        if shape:
            continue
        earlier = first_row.setdefault(item["id"], row)
        if earlier != row:
            yield Fault(file.file, row, "id", f"{item['id']} is already in row {earlier}")
        for field, reason in row_faults(file.collection, item, regions, locator, agencies, products):
            yield Fault(file.file, row, field, reason)


def lost_agencies(files: Iterable[ContentFile], services: Iterable[Mapping[str, Any]]) -> list[Fault]:
    """Return a fault for every agency that a file takes away from the published ``services``.

    Services that come with the same files have been checked row by row.
    """
    by_name = {file.collection: file for file in files}
    if AGENCIES not in by_name or SERVICES in by_name:
        return []
    file = by_name[AGENCIES]
    kept = {row["id"] for row in file.rows}
    users = {row["agency_id"]: row["id"] for row in services if row.get("agency_id")}
    return [
        Fault(file.file, 0, "items", f"{agency} is missing: the service {service} belongs to it")
        for agency, service in sorted(users.items())
        if agency not in kept
    ]


def row_faults(
    collection: str,
    item: Mapping[str, Any],
    regions: Regions,
    locator: Locator,
    agencies: Set[str] = frozenset(),
    products: Set[str] = frozenset(),
) -> Found:
    """Yield (field, reason) for what is wrong between a well-shaped row and what it points to."""
    if collection == "regions":
        yield from _hierarchy(item, regions)
        yield from _region_position(item, locator)
        return
    if collection == SERVICES and (agency := item.get("agency_id")) and agency not in agencies:
        yield "agency_id", f"{agency} is not in the agencies"
    if collection == BUSINESSES:
        for index, product in enumerate(item.get("products") or []):
            if product not in products:
                yield f"products.{index}", f"{product} is not in the products"
    yield from _codes(item, regions)
    yield from _position(item, regions, locator)
    if (hours := item.get("opening_hours")) and (misspelt := spelling_fault(hours)):
        yield "opening_hours", misspelt


def _hierarchy(item: Mapping[str, Any], regions: Regions) -> Found:
    code: str = item["id"]
    expected = LEVEL_BY_PARTS[code.count(".") + 1]
    if item["level"] != expected:
        yield "level", f"the code {code} is that of a {expected}, not of a {item['level']}"
    parent = code.rpartition(".")[0] or None
    if item["parent_id"] != parent:
        yield "parent_id", f"the parent of {code} is {parent}, not {item['parent_id']}"
    elif parent is not None and parent not in regions:
        yield "parent_id", f"{parent} is not in the regions"


def _codes(item: Mapping[str, Any], regions: Regions) -> Found:
    regency = item.get("regency_code")
    for field, code in [("regency_code", regency), *_listed(item)]:
        if code is not None and not _is_level(regions, code, "regency"):
            yield field, f"{code} is not a regency of the regions"
    village = item.get("village_code")
    if village is None:
        return
    if not _is_level(regions, village, "village"):
        yield "village_code", f"{village} is not a village of the regions"
    elif regency in regions and not village.startswith(regency):
        yield "village_code", f"{village} is not in the regency {regency}"


def _listed(item: Mapping[str, Any]) -> list[tuple[str, str]]:
    codes = item.get("regency_codes") or []
    return [(f"regency_codes.{index}", code) for index, code in enumerate(codes)]


def _is_level(regions: Regions, code: str, level: str) -> bool:
    return code in regions and regions[code].get("level") == level


def _position(item: Mapping[str, Any], regions: Regions, locator: Locator) -> Found:
    lat, lon, regency = item.get("lat"), item.get("lon"), item.get("regency_code")
    if lat is None or lon is None:
        return
    if regency is None:
        if wrong := misplaced(lat, lon):
            yield wrong
        return
    if regency not in regions:
        return
    slack_m, is_islet = item.get("precision_m") or 0.0, item.get("category") == "island"
    if misfit := locator.misfit(lat, lon, regency, slack_m, is_islet=is_islet):
        yield misfit


def _region_position(item: Mapping[str, Any], locator: Locator) -> Found:
    lat, lon = item.get("lat"), item.get("lon")
    if lat is None or lon is None:
        return
    regency = item["id"][:5]
    if misfit := locator.misfit(lat, lon, regency, item.get("radius_m") or 0.0):
        yield misfit
