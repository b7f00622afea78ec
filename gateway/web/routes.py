"""GET and HEAD of everything that is not the API: the browser app."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fastapi import Request
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from gateway.errors import Problem
from gateway.files import file_response
from gateway.publishing import is_below
from gateway.settings import Settings
from gateway.state import services
from gateway.web.policy import page_policy, script_hashes
from gateway.web.site import SiteFile, find_file, find_page, is_app_route

_METHODS = ("GET", "HEAD")
_NOTHING_SHARED = "lapor/dibagikan"
"""Relative to ``share``: the service worker takes in what another app shares. Only where a browser has lost
that worker does the request come here; its body is not read, and the screen says that nothing arrived."""
_API_PREFIXES = ("/v1", "/open311", "/features")


async def serve_site(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer what no route of the API answers: a file of the app, or its page for the path of a screen."""
    if scope["type"] != "http":
        raise RuntimeError("there are no web sockets here")
    request = Request(scope, receive)
    await (await _answer(request))(scope, receive, send)


async def _answer(request: Request) -> Response:
    path = request.url.path
    if is_below(path, _API_PREFIXES):
        raise Problem(404, "not_found", "The API has nothing here.")
    if request.method == "POST" and path.endswith("/share"):
        return RedirectResponse(_NOTHING_SHARED, 303)
    if request.method not in _METHODS:
        raise Problem(405, "method_not_allowed", "Only GET and HEAD.", headers={"Allow": ", ".join(_METHODS)})
    settings = services(request).settings
    found = await asyncio.to_thread(_find, settings.web_dir, path, request.headers)
    if found is None:
        raise Problem(404, "not_found", "Nothing is here.")
    headers = await _headers(settings, found)
    return file_response(request, found.path, etag=found.etag, media_type=found.media_type, headers=headers)


def _find(root: Path, path: str, headers: Headers) -> SiteFile | None:
    encodings = headers.get("accept-encoding", "")
    found = find_file(root, path, encodings)
    if found is None and is_app_route(path, headers.get("accept", "")):
        return find_page(root, path, encodings)
    return found


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
