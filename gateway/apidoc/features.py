"""OGC API - Features below ``/features``."""

from __future__ import annotations

from typing import Final

from gateway.apidoc.parts import (
    NUMBER,
    TEXT,
    WHOLE,
    Json,
    answer,
    empty,
    many,
    maybe,
    one_of,
    operation,
    path,
    problems,
    query,
    record,
    ref,
)
from gateway.features.collections import COLLECTIONS
from gateway.features.parameters import DEFAULT_LIMIT, MAX_LIMIT

_COLLECTION: Final = path("collection_id", one_of(*COLLECTIONS), "Name of the collection")
_FORMAT: Final = query("f", one_of("json"), "The format")
_ITEM_FORMAT: Final = query(
    "f", one_of("json", "csv"), "The format; a CSV holds everything, up to 50,000 rows"
)
_LIMIT: Final[Json] = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
_OFFSET: Final[Json] = {"type": "integer", "minimum": 0, "default": 0}
_BOX: Final[Json] = {
    "oneOf": [{"minItems": 4, "maxItems": 4}, {"minItems": 6, "maxItems": 6}],
    **many(NUMBER),
}

SCHEMAS: Final[Json] = {
    "Link": record({"href": TEXT, "rel": TEXT, "type": TEXT, "title": TEXT}),
    "LandingPage": record({"title": TEXT, "description": TEXT, "links": many(ref("Link"))}),
    "Conformance": record({"conformsTo": many(TEXT)}),
    "Collection": record(
        {
            **dict.fromkeys(("id", "title", "description"), TEXT),
            "itemType": {"const": "feature"},
            "crs": many(TEXT),
            "extent": {"type": "object"},
            "links": many(ref("Link")),
        }
    ),
    "Collections": record({"links": many(ref("Link")), "collections": many(ref("Collection"))}),
    "Point": record(
        {"type": {"const": "Point"}, "coordinates": {**many(NUMBER), "minItems": 2, "maxItems": 2}}
    ),
    "Feature": record(
        {
            "type": {"const": "Feature"},
            "id": TEXT,
            "geometry": maybe(ref("Point")),
            "properties": {"type": "object"},
            "links": many(ref("Link")),
        },
        optional=["links"],
    ),
    "FeatureCollection": record(
        {
            "type": {"const": "FeatureCollection"},
            "timeStamp": TEXT,
            "numberMatched": WHOLE,
            "numberReturned": WHOLE,
            "features": many(ref("Feature")),
            "links": many(ref("Link")),
        }
    ),
}


def _read(name: str, summary: str, found: Json, parameters: list[Json]) -> Json:
    answers = {"200": found, "304": empty("As known"), **problems(400, 404)}
    return {"get": operation("Open data", name, summary, answers, parameters=parameters)}


PATHS: Final[Json] = {
    "/features": _read("getLandingPage", "Landing page", answer("Links", json=ref("LandingPage")), [_FORMAT]),
    "/features/conformance": _read(
        "getConformance", "Conformance", answer("The classes", json=ref("Conformance")), [_FORMAT]
    ),
    "/features/collections": _read(
        "getCollections", "Collections", answer("All of them", json=ref("Collections")), [_FORMAT]
    ),
    "/features/collections/{collection_id}": _read(
        "getCollection", "A collection", answer("Described", json=ref("Collection")), [_COLLECTION, _FORMAT]
    ),
    "/features/collections/{collection_id}/items": _read(
        "getFeatures",
        "Features, a page at a time",
        answer("A page", geojson=ref("FeatureCollection"), csv=TEXT),
        [
            _COLLECTION,
            {**query("bbox", _BOX, "West, south, east, north"), "style": "form", "explode": False},
            query("datetime", TEXT, "A time or an interval (RFC 3339); requests by their receipt"),
            query("limit", _LIMIT, "Features on a page; more are never given"),
            query("offset", _OFFSET, "How many to leave out"),
            _ITEM_FORMAT,
        ],
    ),
    "/features/collections/{collection_id}/items/{feature_id}": _read(
        "getFeature",
        "A feature",
        answer("The feature", geojson=ref("Feature")),
        [_COLLECTION, path("feature_id", TEXT, "Its id"), _FORMAT],
    ),
}
