"""GET /v1/changes/{collection}."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from gateway.feed.service import read_page
from gateway.state import services

router = APIRouter()
_NO_CACHE = {"Cache-Control": "no-store"}


@router.get("/v1/changes/{collection}")
async def get_changes(
    request: Request,
    collection: str,
    since: Annotated[str, Query(max_length=80)] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 500,
) -> Response:
    """Answer one page of changes."""
    async with services(request).database.read() as session:
        page = await read_page(session, collection, since, limit)
    return JSONResponse(asdict(page), headers=_NO_CACHE)
