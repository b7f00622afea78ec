"""GET and HEAD /v1/media/{sha256}: the pictures of content rows, for everybody."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from gateway.attachments.media import MEDIA_TYPE
from gateway.errors import Problem
from gateway.files import file_response
from gateway.ids import is_sha256
from gateway.state import services

router = APIRouter(prefix="/v1/media")
_HEADERS: Final = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@router.api_route("/{sha256}", methods=["GET", "HEAD"])
async def get_media(request: Request, sha256: str) -> Response:
    """Return a picture; its name stands for these bytes only, so it may be kept for ever."""
    path = services(request).media.path(sha256) if is_sha256(sha256) else None
    if path is None or not path.exists():
        raise Problem(404, "unknown_file", "There is no such picture.")
    return file_response(request, path, etag=f'"{sha256}"', media_type=MEDIA_TYPE, headers=_HEADERS)
