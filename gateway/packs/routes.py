"""GET /v1/packs, GET and HEAD /v1/packs/{name}."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from gateway.errors import Problem
from gateway.files import file_response
from gateway.packs.catalogue import find_pack, list_packs, pack_file
from gateway.state import services

router = APIRouter(prefix="/v1/packs")
_REVALIDATE = {"Cache-Control": "no-cache"}


@router.get("")
async def get_packs(request: Request) -> Response:
    """List the packs."""
    packs = await asyncio.to_thread(list_packs, services(request).settings.pack_dir)
    return JSONResponse({"packs": [meta.model_dump() for meta in packs]}, headers=_REVALIDATE)


@router.api_route("/{name}", methods=["GET", "HEAD"])
async def get_pack(request: Request, name: str) -> Response:
    """Answer a pack or a range of it; its ETag is its SHA-256."""
    folder = services(request).settings.pack_dir
    meta = await asyncio.to_thread(find_pack, folder, name)
    if meta is None:
        raise Problem(404, "unknown_pack", "There is no such pack.")
    return file_response(
        request,
        pack_file(folder, name),
        etag=f'"{meta.sha256}"',
        media_type=meta.media_type,
        headers=_REVALIDATE,
    )
