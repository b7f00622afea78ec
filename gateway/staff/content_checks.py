"""What the desk makes of a row before it is stored, and what is wrong with it: the rules of the importer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any, Final

from gateway.content.checks import Regions, row_faults
from gateway.content.geography import misplaced
from gateway.content.locator import Locator
from gateway.content.schemas import SCHEMAS, shape_faults
from gateway.content.stations import REGISTER
from gateway.feed.collections import NOTICES, WIFI_STATIONS
from gateway.staff.content_parts import PARTS

Row = Mapping[str, Any]

_PARTS: Final = frozenset(part for parts in PARTS.values() for part in parts)


def complete(collection: str, row: Row, before: Row, locator: Locator) -> dict[str, Any]:
    """Return the row as it is stored: required members that are empty left out, codes of a moved place."""
    fields = SCHEMAS[collection].model_fields
    kept = {
        name: value
        for name, value in row.items()
        if value is not None or not (name in fields and fields[name].is_required())
    }
    kept["origin"] = REGISTER
    has_moved = (kept.get("lat"), kept.get("lon")) != (before.get("lat"), before.get("lon"))
    if has_moved and kept.get("village_code") == before.get("village_code"):
        # The form of news has no control for the village: the one of the old position does not stay.
        lost = {"village_code": None} if collection == NOTICES and before else {}
        kept |= _whereabouts(kept, before, locator) or lost
    if not before and kept.get("village_code"):
        kept.setdefault("regency_code", str(kept["village_code"])[:5])
    return kept


def faults_of(
    collection: str,
    row: dict[str, Any],
    before: Row,
    regions: Regions,
    locator: Locator,
    products: Set[str] = frozenset(),
) -> dict[str, str]:
    """Return the first reason by member (``row`` for those of no member), in the importer's words."""
    found = list(_missing_position(collection, row, before)) + shape_faults(collection, row)
    faults = first_by_member(found or row_faults(collection, row, regions, locator, products=products))
    if any(name.partition(".")[0] in ("name", "title") for name in faults):
        faults.pop("id", None)  # the id is made from it
    return faults


def first_by_member(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the first reason of each member, ``row`` for those of no member.

    A member of several controls is named with its part (``fee.source``).
    """
    faults: dict[str, str] = {}
    for field, reason in found:
        member, _, part = field.partition(".")
        faults.setdefault(field if part in _PARTS else member or "row", reason)
    return faults


def _missing_position(collection: str, row: Row, before: Row) -> Iterator[tuple[str, str]]:
    """Yield what the importer says of a new station without a position, or of a place that it cannot find."""
    lat, lon = row.get("lat"), row.get("lon")
    if collection == WIFI_STATIONS and not before and lat is None and lon is None:
        yield "lat", "a station needs a position"
    if _has_position(row) and not row.get("regency_code") and (wrong := misplaced(row["lat"], row["lon"])):
        yield wrong


def _has_position(row: Row) -> bool:
    return isinstance(row.get("lat"), float) and isinstance(row.get("lon"), float)


def _whereabouts(row: Row, before: Row, locator: Locator) -> dict[str, Any]:
    """Return the codes of the position; none where an officer named another regency for a new row."""
    found = locator.locate(row["lat"], row["lon"]) if _has_position(row) else None
    named = None if before else row.get("regency_code")
    if found is None or named not in (None, found.regency_code):
        return {}
    return found.members()
