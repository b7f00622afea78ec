"""GET and HEAD of everything that is not the API: the browser app."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.responses import Response

from gateway.errors import Problem
from gateway.files import file_response
from gateway.settings import Settings
from gateway.state import services
from gateway.web.policy import page_policy, script_hashes
from gateway.web.site import INDEX, SiteFile, find_file, is_app_route

router = APIRouter()


@router.api_route("/{path:path}", methods=["GET", "HEAD"])
async def get_site(request: Request, path: str) -> Response:
    """Answer a file of the app, or its page for the path of a screen; never anything below /v1."""
    settings = services(request).settings
    encodings = request.headers.get("accept-encoding", "")
    found = None if _is_api(path) else await asyncio.to_thread(find_file, settings.web_dir, path, encodings)
    if found is None and not _is_api(path) and is_app_route(path, request.headers.get("accept", "")):
        found = await asyncio.to_thread(find_file, settings.web_dir, INDEX, encodings)
    if found is None:
        raise Problem(404, "not_found", "Nothing is here.")
    return file_response(
        request,
        found.path,
        etag=found.etag,
        media_type=found.media_type,
        headers=await _headers(settings, found),
    )


def _is_api(path: str) -> bool:
    return path == "v1" or path.startswith("v1/")


async def _headers(settings: Settings, found: SiteFile) -> dict[str, str]:
    headers = {"Cache-Control": found.cache_control, "Vary": "Accept-Encoding"}
    if found.encoding:
        headers["Content-Encoding"] = found.encoding
    hashes = await asyncio.to_thread(_page_hashes, found) if found.is_page else []
    headers["Content-Security-Policy"] = page_policy(settings, hashes)
    return headers


def _page_hashes(found: SiteFile) -> list[str]:
    """Hash the page as the browser sees it, also when its compressed twin is sent."""
    plain = found.path.with_suffix("") if found.encoding else found.path
    return script_hashes(Path(plain).read_bytes())
