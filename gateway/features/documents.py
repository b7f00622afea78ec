"""The documents around the features: landing page, conformance, collections, and their links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote, urlencode

from gateway.content.geography import EAST, NORTH, SOUTH, WEST
from gateway.features.collections import COLLECTIONS, CRS84, Collection, Feature
from gateway.features.finding import Page
from gateway.features.parameters import ItemQuery, utc

PREFIX: Final = "/features"
JSON: Final = "application/json"
GEOJSON: Final = "application/geo+json"
CSV: Final = "text/csv"

_CLASSES: Final = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
)

Link = dict[str, str]


def link(href: str, rel: str, media_type: str, title: str) -> Link:
    """Return one link."""
    return {"href": href, "rel": rel, "type": media_type, "title": title}


def landing(base: str) -> dict[str, Any]:
    """Return the landing page; ``base``: address of the gateway without a slash at its end."""
    here = base + PREFIX
    return {
        "title": "Data terbuka Provinsi Bengkulu",
        "description": "Public WiFi stations, places, products, businesses, requests of residents.",
        "links": [
            link(here, "self", JSON, "This document"),
            link(f"{base}/v1/openapi.json", "service-desc", JSON, "Definition of the API (OpenAPI 3.1)"),
            link(f"{here}/conformance", "conformance", JSON, "What this server conforms to"),
            link(f"{here}/collections", "data", JSON, "The collections"),
        ],
    }


def conformance() -> dict[str, Any]:
    """Return the conformance classes."""
    return {"conformsTo": list(_CLASSES)}


def collections(base: str) -> dict[str, Any]:
    """Return every collection."""
    here = f"{base}{PREFIX}/collections"
    return {
        "links": [link(here, "self", JSON, "This document")],
        "collections": [collection(base, each) for each in COLLECTIONS.values()],
    }


def collection(base: str, each: Collection) -> dict[str, Any]:
    """Return the description of one collection."""
    here = f"{base}{PREFIX}/collections/{each.id}"
    links = [
        link(here, "self", JSON, "This document"),
        link(f"{here}/items", "items", GEOJSON, f"{each.title} (GeoJSON)"),
        link(f"{here}/items?f=csv", "items", CSV, f"{each.title} (CSV)"),
    ]
    if each.licence is not None:
        links.append(link(each.licence[0], "license", "text/html", each.licence[1]))
    return {
        "id": each.id,
        "title": each.title,
        "description": each.description,
        "itemType": "feature",
        "crs": [CRS84],
        "extent": {
            "spatial": {"bbox": [[WEST, SOUTH, EAST, NORTH]], "crs": CRS84},
            "temporal": {"interval": [[None, None]]},
        },
        "links": links,
    }


def items(
    base: str, each: Collection, query: ItemQuery, given: Sequence[tuple[str, str]], page: Page, now: datetime
) -> dict[str, Any]:
    """Return a page of features; ``given``: the parameters as they came, kept in the links."""
    here = f"{base}{PREFIX}/collections/{each.id}"
    kept = [(name, value) for name, value in given if name not in {"offset", "f", "limit"}]
    links = [
        link(_with(f"{here}/items", given), "self", GEOJSON, "This page"),
        link(_with(f"{here}/items", [*kept, ("f", "csv")]), "alternate", CSV, "As a CSV file"),
        link(here, "collection", JSON, each.title),
    ]
    following = query.offset + len(page.features)
    size = ("limit", str(query.limit))
    if page.features and following < page.matched:
        href = _with(f"{here}/items", [*kept, size, ("offset", str(following))])
        links.append(link(href, "next", GEOJSON, "Next page"))
    if query.offset:
        before = str(max(0, query.offset - query.limit))
        href = _with(f"{here}/items", [*kept, size, ("offset", before)])
        links.append(link(href, "prev", GEOJSON, "Previous page"))
    return {
        "type": "FeatureCollection",
        "timeStamp": utc(now),
        "numberMatched": page.matched,
        "numberReturned": len(page.features),
        "features": [feature.as_geojson() for feature in page.features],
        "links": links,
    }


def item(base: str, each: Collection, feature: Feature) -> dict[str, Any]:
    """Return one feature with its links."""
    here = f"{base}{PREFIX}/collections/{each.id}"
    links = [
        link(f"{here}/items/{quote(feature.id, safe='')}", "self", GEOJSON, "This feature"),
        link(here, "collection", JSON, each.title),
    ]
    return {**feature.as_geojson(), "links": links}


def _with(address: str, parameters: Sequence[tuple[str, str]]) -> str:
    return f"{address}?{urlencode(parameters)}" if parameters else address
