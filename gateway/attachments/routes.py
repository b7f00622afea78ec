"""HEAD and PUT /v1/attachments/{sha256}."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from gateway.attachments.ranges import MAX_BYTES, parse_content_range, too_large
from gateway.errors import Problem
from gateway.ids import is_sha256
from gateway.limits import Rule
from gateway.state import services

router = APIRouter(prefix="/v1/attachments")
_NO_STORE = {"Cache-Control": "no-store"}


@router.head("/{sha256}")
async def head_attachment(request: Request, sha256: str) -> Response:
    """Tell whether a photo is complete, or where to continue."""
    _require_sha256(sha256)
    progress = await services(request).attachments.progress(sha256)
    if progress.is_complete:
        return Response(status_code=200, headers=_NO_STORE)
    return Response(status_code=404, headers={**_NO_STORE, "Upload-Offset": str(progress.offset)})


@router.put("/{sha256}")
async def put_attachment(request: Request, sha256: str) -> Response:
    """Take a photo or the next part of it."""
    _require_sha256(sha256)
    limits = services(request).limits
    await limits.count(Rule.UPLOADS, limits.address(request))
    part = parse_content_range(request.headers.get("content-range"))
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:15]) > MAX_BYTES:
        raise too_large()
    progress = await services(request).attachments.put(sha256, part, request.stream())
    if not progress.is_complete:
        headers = {**_NO_STORE, "Upload-Offset": str(progress.offset)}
        return JSONResponse({"sha256": sha256, "offset": progress.offset}, 202, headers=headers)
    return JSONResponse({"sha256": sha256}, 201 if progress.is_new else 200, headers=_NO_STORE)


def _require_sha256(sha256: str) -> None:
    if not is_sha256(sha256):
        raise Problem(404, "not_found", "An attachment is named by its SHA-256 in lower-case hexadecimal.")
