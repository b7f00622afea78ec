"""GET /v1/config, /healthz and /readyz."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, Response

from gateway.db import Database
from gateway.errors import FieldProblem, Problem
from gateway.feed.collections import REGIONS, WIFI_STATIONS
from gateway.feed.repository import count_live
from gateway.migrate import is_migrated
from gateway.settings import Settings
from gateway.state import services

router = APIRouter()
_NO_STORE = {"Cache-Control": "no-store"}


@router.get("/v1/config")
async def get_config(request: Request) -> Response:
    """Answer what the app needs to know of this province and this gateway."""
    body = json.dumps(describe(services(request).settings), ensure_ascii=False).encode()
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


@router.get("/healthz")
async def get_health() -> Response:
    """Answer that the process lives."""
    return JSONResponse({"status": "ok"}, headers=_NO_STORE)


@router.get("/readyz")
async def get_readiness(request: Request) -> Response:
    """Answer that requests can be served, or 503 with the reasons."""
    reasons = await _obstacles(services(request).database)
    if reasons:
        raise Problem(503, "not_ready", "Not ready yet.", errors=reasons, headers={"Retry-After": "5"})
    return JSONResponse({"status": "ok"}, headers=_NO_STORE)


def describe(settings: Settings) -> dict[str, Any]:
    """Return the public configuration of docs/api.md."""
    tiles = {"url": settings.tiles_url, "attribution": settings.tiles_attribution}
    return {
        "province": settings.province,
        "app_min_version": settings.app_min_version,
        "privacy_notice_version": settings.privacy_notice_version,
        "contact": {
            "name": settings.contact_name,
            "email": settings.contact_email,
            "phone": settings.contact_phone,
            "url": settings.contact_url,
        },
        "poll_interval_s": settings.poll_interval_s,
        "tiles": tiles if settings.tiles_url else None,
        "geocoder_url": settings.geocoder_url or None,
    }


async def _obstacles(database: Database) -> list[FieldProblem]:
    try:
        if not await is_migrated(database):
            return [FieldProblem("database", "not_migrated", "Run the migrations.")]
        async with database.read() as session:
            empty = [name for name in (REGIONS, WIFI_STATIONS) if not await count_live(session, name)]
    except (SQLAlchemyError, OSError):
        return [FieldProblem("database", "no_answer", "The database does not answer.")]
    return [FieldProblem(name, "no_content", "Import the content.") for name in empty]
