"""Answering with a file: ETag, conditional requests, one byte range."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from fastapi import Request
from starlette.responses import FileResponse, Response

from gateway.errors import Problem

_RANGE = re.compile(r"bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))")


def file_response(
    request: Request, path: Path, *, etag: str, media_type: str, headers: Mapping[str, str]
) -> Response:
    """Return the file, 304 when the reader has it, or 206 for one range; raises 416.

    ``etag`` is given with its quotes. Several ranges at once are answered with the whole file.
    """
    common = {**headers, "ETag": etag}
    if _matches(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=common)
    stat = path.stat()
    _check_range(request, stat.st_size)
    return FileResponse(path, media_type=media_type, headers=common, stat_result=stat)


def _matches(header: str, etag: str) -> bool:
    known = {part.strip().removeprefix("W/") for part in header.split(",")}
    return "*" in known or etag.removeprefix("W/") in known


def _check_range(request: Request, size: int) -> None:
    """Let the framework see only a range that it can answer; refuse one behind the end."""
    header = request.headers.get("range")
    if header is None:
        return
    match = _RANGE.fullmatch(header.strip())
    first, last = (match.group(1), match.group(2)) if match else (None, None)
    if match is None or (first and last and int(last) < int(first)):
        kept = [(name, value) for name, value in request.scope["headers"] if name != b"range"]
        request.scope["headers"] = kept
    elif (first and int(first) >= size) or match.group(3) == "0":
        raise Problem(
            416, "range_not_satisfiable", "Behind the end.", headers={"Content-Range": f"bytes */{size}"}
        )
