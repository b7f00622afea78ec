"""Licence and attribution: they come in with a file and leave with the pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

UNSTATED = "not stated"
OSM_LICENCE, OSM_ATTRIBUTION = "ODbL-1.0", "© OpenStreetMap contributors"

_KNOWN_LICENCES = (
    ("odbl", OSM_LICENCE),
    ("cc-by-4.0", "CC-BY-4.0"),
    ("cc by 4.0", "CC-BY-4.0"),
    ("cc0", "CC0-1.0"),
    ("mit", "MIT"),
)


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """Whose data it is and under which licence."""

    licence: str
    attribution: str


OSM = Credit(OSM_LICENCE, OSM_ATTRIBUTION)


def credit_of(document: Mapping[str, Any], fallback: str) -> Credit:
    """Return the credit of a GeoJSON document.

    Looked for in the members ``licence``/``license`` and ``attribution``/``source`` of the collection,
    then in the commonest ``source`` of its features; ``fallback`` (the file name) stands in otherwise.
    """
    source = str(document.get("attribution") or document.get("source") or _commonest_source(document) or "")
    licence = str(document.get("licence") or document.get("license") or _licence_in(source))
    if "openstreetmap" in source.casefold():
        return Credit(OSM_LICENCE if licence == UNSTATED else licence, OSM_ATTRIBUTION)
    return Credit(licence, source or fallback)


def joined(credits_: Iterable[Credit]) -> Credit:
    """Return one credit for data from several sources, each named once, in a stable order."""
    listed = sorted(set(credits_), key=lambda credit: (credit != OSM, credit))
    licences = dict.fromkeys(credit.licence for credit in listed)
    return Credit("; ".join(licences), "; ".join(dict.fromkeys(credit.attribution for credit in listed)))


def _commonest_source(document: Mapping[str, Any]) -> str | None:
    sources = Counter(
        str(properties["source"])
        for feature in document.get("features") or ()
        if isinstance(feature, Mapping)
        and isinstance(properties := feature.get("properties"), Mapping)
        and properties.get("source")
    )
    return min(sources, key=lambda source: (-sources[source], source)) if sources else None


def _licence_in(text: str) -> str:
    folded = text.casefold()
    return next((name for mark, name in _KNOWN_LICENCES if mark in folded), UNSTATED)
