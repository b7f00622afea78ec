"""The desk's outermost door: what may come in, and what browsers are told about every answer."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_admin.security.csrf import CSRFMiddleware

from gateway.web.policy import desk_policy

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_FORM_BYTES: Final = 512 * 1024
MAX_UPLOAD_BYTES: Final = 32 * 1024 * 1024
"""A resolution with its proofs, a file of stations, a photo."""

_UPLOADS: Final = ("/resolve", "/stations/import", "/upload")


class Gate:
    """Refuses what is too large or comes from another site; sets the headers of /staff."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it before anything is read."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_static = scope["path"].startswith(scope.get("root_path", "") + "/static/")

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), is_static)
            await send(message)

        refusal = _refusal(scope)
        await (refusal or self._app)(scope, receive, complete)


class FormToken(CSRFMiddleware):
    """The library's check of the form token, which leaves no uploaded file open behind it."""

    async def _get_submitted_token(self, request: Request) -> str | None:
        token = await super()._get_submitted_token(request)
        await request.close()
        return token


def _refusal(scope: Scope) -> PlainTextResponse | None:
    if scope["method"] in _SAFE:
        return None
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    public = urlsplit(scope["app"].state.services.settings.public_url).netloc
    if origin is not None and urlsplit(origin).netloc not in {headers.get("host"), public} - {""}:
        return PlainTextResponse("This form belongs to another site.", 403)
    length = headers.get("content-length", "")
    if not length.isdecimal():
        return PlainTextResponse("Content-Length is missing.", 411)
    most = MAX_UPLOAD_BYTES if scope["path"].endswith(_UPLOADS) else MAX_FORM_BYTES
    return PlainTextResponse("This is too large.", 413) if int(length) > most else None


def _complete(headers: MutableHeaders, is_static: bool) -> None:
    headers.setdefault("Content-Security-Policy", desk_policy())
    headers.setdefault("Cache-Control", "public, max-age=3600" if is_static else "no-store")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("X-Robots-Tag", "noindex, nofollow")
    headers.setdefault("Permissions-Policy", "geolocation=(), camera=(), microphone=(), payment=(), usb=()")
