"""Answering the public: what anybody may read may be kept for a while and read by any page."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_AGE_S: Final = 60
OPEN_PREFIXES: Final = ("/open311", "/features", "/v1/statistics", "/v1/openapi.json")
"""Parts of the gateway that other people's pages may read."""

_TIDY_PREFIXES: Final = ("/open311", "/features")
_ETAG_DIGITS: Final = 32


def publish(
    request: Request,
    content: bytes,
    media_type: str,
    *,
    status: int = 200,
    filename: str | None = None,
    max_age_s: int = MAX_AGE_S,
) -> Response:
    """Return ``content`` with a weak ETag and a short life, or 304 when the reader has it.

    ``filename`` makes it a download.
    """
    etag = f'W/"{hashlib.sha256(content).hexdigest()[:_ETAG_DIGITS]}"'
    headers = {"ETag": etag, "Cache-Control": f"public, max-age={max_age_s}"}
    if filename is not None:
        headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    if status == 200 and etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, status, headers=headers, media_type=media_type)


def to_json(document: Any) -> bytes:
    """Return ``document`` as JSON in UTF-8; raises ``ValueError`` for numbers that are not finite."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def is_below(path: str, prefixes: tuple[str, ...]) -> bool:
    """Tell whether ``path`` is one of ``prefixes`` or lies below one."""
    return any(path == prefix or path.startswith(prefix + "/") for prefix in prefixes)


class OpenDoor:
    """Lets pages of any origin read the open parts, and accepts their addresses as clients build them.

    Clients join addresses by hand: a slash at the end and a doubled one mean the same as none.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Tidy the path and complete the headers of the answer."""
        if scope["type"] != "http" or not is_below(_tidy(scope["path"]), OPEN_PREFIXES):
            await self._app(scope, receive, send)
            return
        path = _tidy(scope["path"])
        if is_below(path, _TIDY_PREFIXES):
            scope["path"], scope["raw_path"] = path, path.encode("utf-8", "surrogatepass")

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Cross-Origin-Resource-Policy"] = "cross-origin"
                if scope["method"] in {"GET", "HEAD"}:
                    headers["Access-Control-Allow-Origin"] = "*"
            await send(message)

        await self._app(scope, receive, complete)


def _tidy(path: str) -> str:
    parts = [part for part in path.split("/") if part]
    return "/" + "/".join(parts)
