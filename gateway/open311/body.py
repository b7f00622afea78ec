"""Reading a form that was posted, with files or without, within limits."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from gateway.attachments.ranges import MAX_BYTES
from gateway.open311.errors import Fault, Refused
from gateway.strictjson import read_body

MOST_FIELDS: Final = 300
MOST_FILES: Final = 3

_FORM: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"
_MAX_TEXT: Final = 256 * 1024
_MAX_ALL: Final = _MAX_TEXT + MOST_FILES * MAX_BYTES
_CHUNK: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """One file: its SHA-256 and its content, part by part."""

    sha256: str
    file: UploadFile

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the content from its beginning."""
        await self.file.seek(0)
        while chunk := await self.file.read(_CHUNK):
            yield chunk


@dataclass(frozen=True, slots=True)
class Body:
    """What was posted: names and values in their order, and the files."""

    pairs: list[tuple[str, str]]
    uploads: list[Upload] = field(default_factory=list)


@asynccontextmanager
async def posted(request: Request) -> AsyncIterator[Body]:
    """Give the posted form; its files are gone when the block ends. Raises 400, 413 and 415 as refusals."""
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type == _MULTIPART:
        async with _multipart(request) as body:
            yield body
    elif media_type == _FORM:
        yield _urlencoded(await read_body(request, _MAX_TEXT))
    else:
        raise Refused(Fault(400, f"Send {_FORM} or {_MULTIPART}."))


def _urlencoded(raw: bytes) -> Body:
    try:
        text = raw.decode("utf-8")
        return Body(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS))
    except ValueError as error:
        raise Refused(Fault(400, f"The form is not UTF-8, or has more than {MOST_FIELDS} fields.")) from error


@asynccontextmanager
async def _multipart(request: Request) -> AsyncIterator[Body]:
    parser = MultiPartParser(
        request.headers,
        _limited(request),
        max_files=MOST_FILES,
        max_fields=MOST_FIELDS,
        max_part_size=_MAX_TEXT,
    )
    try:
        form = await parser.parse()
    except (MultiPartException, LookupError, UnicodeError) as error:
        raise Refused(Fault(400, f"The form is broken, or has more than {MOST_FILES} files.")) from error
    try:
        items = form.multi_items()
        files = [value for _, value in items if isinstance(value, UploadFile) and value.size]
        yield Body(
            [(name, value) for name, value in items if isinstance(value, str)],
            [Upload(await _hash(file), file) for file in files],
        )
    finally:
        await form.close()


async def _limited(request: Request) -> AsyncGenerator[bytes, None]:
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > _MAX_ALL:
            raise Refused(Fault(400, f"At most {_MAX_ALL} bytes."))
        yield chunk


async def _hash(file: UploadFile) -> str:
    digest = hashlib.sha256()
    async for chunk in Upload("", file).chunks():
        digest.update(chunk)
    return digest.hexdigest()
