"""OGC API - Features below ``/features``."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from gateway import csvfile
from gateway.errors import Problem
from gateway.features import documents
from gateway.features.collections import COLLECTIONS, Collection, Feature
from gateway.features.finding import find_feature, find_page
from gateway.features.parameters import ITEM_PARAMETERS, ItemQuery, read_query
from gateway.publishing import publish, to_json
from gateway.state import services

router = APIRouter(prefix=documents.PREFIX)


@router.get("")
async def get_landing_page(request: Request) -> Response:
    """Answer where everything is."""
    _read(request)
    return publish(request, to_json(documents.landing(_base(request))), documents.JSON)


@router.get("/conformance")
async def get_conformance(request: Request) -> Response:
    """Answer what this server conforms to."""
    _read(request)
    return publish(request, to_json(documents.conformance()), documents.JSON)


@router.get("/collections")
async def get_collections(request: Request) -> Response:
    """Answer every collection."""
    _read(request)
    return publish(request, to_json(documents.collections(_base(request))), documents.JSON)


@router.get("/collections/{collection_id}")
async def get_collection(request: Request, collection_id: str) -> Response:
    """Answer the description of one collection."""
    collection = _find(collection_id)
    _read(request)
    return publish(request, to_json(documents.collection(_base(request), collection)), documents.JSON)


@router.get("/collections/{collection_id}/items")
async def get_items(request: Request, collection_id: str) -> Response:
    """Answer a page of features, as GeoJSON or CSV."""
    collection = _find(collection_id)
    query = _read(request, ITEM_PARAMETERS, ("json", "csv"))
    async with services(request).database.read() as session:
        page = await find_page(session, collection, query)
    if query.format == "csv":
        content = _as_csv(collection, page.features)
        return publish(request, content, csvfile.MEDIA_TYPE, filename=f"{collection.id}.csv")
    given = request.query_params.multi_items()
    now = services(request).clock.now()
    document = documents.items(_base(request), collection, query, given, page, now)
    return publish(request, to_json(document), documents.GEOJSON)


@router.get("/collections/{collection_id}/items/{feature_id}")
async def get_item(request: Request, collection_id: str, feature_id: str) -> Response:
    """Answer one feature."""
    collection = _find(collection_id)
    _read(request)
    async with services(request).database.read() as session:
        feature = await find_feature(session, collection, feature_id)
    if feature is None:
        raise Problem(404, "unknown_feature", "There is no such feature.")
    return publish(request, to_json(documents.item(_base(request), collection, feature)), documents.GEOJSON)


def _find(collection_id: str) -> Collection:
    collection = COLLECTIONS.get(collection_id)
    if collection is None:
        raise Problem(404, "unknown_collection", "There is no such collection.")
    return collection


def _read(request: Request, known: Sequence[str] = ("f",), formats: Sequence[str] = ("json",)) -> ItemQuery:
    return read_query(request.query_params.multi_items(), known, formats)


def _base(request: Request) -> str:
    return (services(request).settings.public_url or str(request.base_url)).rstrip("/")


def _as_csv(collection: Collection, features: Sequence[Feature]) -> bytes:
    rows = (
        [feature.id, feature.lon, feature.lat, *(feature.properties[name] for name in collection.members)]
        for feature in features
    )
    return csvfile.write_csv(["id", "lon", "lat", *collection.members], rows)
