"""Taking in photos and documents: resumable, checked, stripped of metadata, tidied when nobody needs them."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.attachments.documents import (
    NotADocument,
    TooManyPages,
    UnsafeDocument,
    clean_document,
    looks_like_pdf,
)
from gateway.attachments.images import CleanFile, NotAnImage, TooManyPixels, clean_image
from gateway.attachments.ranges import MAX_BYTES, UploadRange, bad_range, too_large
from gateway.attachments.store import BlobStore
from gateway.attachments.tables import Attachment
from gateway.clock import Clock
from gateway.db import Database
from gateway.errors import Problem
from gateway.submissions.tables import SubmissionAttachment
from gateway.tickets.tables import EventFile

_STRAY_AGE = timedelta(hours=1)
_WRITE_EVERY = 256 * 1024
_REFUSALS: Final[Mapping[type[Exception], tuple[int, str, str]]] = {
    TooManyPixels: (413, "too_many_pixels", "A photo may have at most 50 megapixels."),
    NotAnImage: (415, "not_an_image", "Only whole JPEG, PNG and WebP images, and PDF documents."),
    NotADocument: (415, "not_a_document", "This is not a whole PDF document."),
    UnsafeDocument: (415, "unsafe_document", "No passwords, scripts or other files in a PDF document."),
    TooManyPages: (413, "too_many_pages", "A document may have at most 200 pages."),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """State of an upload: ``offset`` bytes kept; ``is_new`` when this request completed it."""

    offset: int
    is_complete: bool
    is_new: bool = False


class Attachments:
    """Files by their SHA-256. One upload of a file at a time; one photo and one document are read at once."""

    def __init__(self, store: BlobStore, database: Database, clock: Clock) -> None:
        self._store = store
        self._database = database
        self._clock = clock
        self._busy: set[str] = set()
        self._photos, self._documents = asyncio.Semaphore(1), asyncio.Semaphore(1)

    async def progress(self, sha256: str) -> Progress:
        """Tell how much of a photo is kept."""
        async with self._database.read() as session:
            known = await session.get(Attachment, sha256) is not None
        if known and await asyncio.to_thread(self._store.has, sha256):
            return Progress(0, is_complete=True)
        return Progress(await asyncio.to_thread(self._store.offset, sha256), is_complete=False)

    async def put(self, sha256: str, part: UploadRange | None, body: AsyncIterable[bytes]) -> Progress:
        """Take a whole photo (``part`` None) or the next part of it; raises 409, 413, 415 or 422.

        Bytes that arrived before the connection broke are kept.
        """
        before = await self.progress(sha256)
        if before.is_complete:
            return before
        start = part.start if part else 0
        if sha256 in self._busy or (part and start != before.offset):
            headers = {"Upload-Offset": str(before.offset)}
            raise Problem(409, "wrong_offset", "Continue at Upload-Offset.", headers=headers)
        self._busy.add(sha256)
        try:
            end = await self._receive(sha256, start, part, body)
            if part and end < part.total:
                return Progress(end, is_complete=False)
            await self._finish(sha256)
        finally:
            self._busy.discard(sha256)
        return Progress(0, is_complete=True, is_new=True)

    def clean_path(self, sha256: str) -> Path:
        """Return the path of the copy that may be shown."""
        return self._store.clean(sha256)

    async def discard(self, hashes: Iterable[str]) -> None:
        """Delete the files of photos that the database does not know any more."""
        for sha256 in hashes:
            if sha256 in self._busy:
                continue
            async with self._database.read() as session:
                is_known = await session.get(Attachment, sha256) is not None
            if not is_known:
                await asyncio.to_thread(self._store.delete, sha256)

    async def sweep(self, keep: timedelta) -> int:
        """Delete photos that no submission cites after ``keep``, stale parts and stray files."""
        now = self._clock.now()
        async with self._database.write() as session:
            orphans = await _forget_orphans(session, now - keep)
        stale = await asyncio.to_thread(self._store.parts_before, (now - keep).timestamp())
        for sha256 in set(stale) - self._busy:
            await asyncio.to_thread(self._store.drop_part, sha256)
        strays = await asyncio.to_thread(self._store.complete_before, (now - _STRAY_AGE).timestamp())
        await self.discard({*orphans, *strays})
        return len(orphans) + len(stale)

    async def _receive(
        self, sha256: str, start: int, part: UploadRange | None, body: AsyncIterable[bytes]
    ) -> int:
        """Write the body from ``start`` on, keeping what came when it breaks off; return the new offset."""
        offset, end, waiting = start, part.end if part else MAX_BYTES, bytearray()
        try:
            async for chunk in body:
                waiting += chunk
                if offset + len(waiting) > end:
                    waiting.clear()
                    raise bad_range() if part else too_large()
                if len(waiting) >= _WRITE_EVERY:
                    offset = await self._append(sha256, offset, waiting)
        finally:
            if waiting:
                offset = await self._append(sha256, offset, waiting)
        return offset

    async def _append(self, sha256: str, offset: int, waiting: bytearray) -> int:
        content = bytes(waiting)
        waiting.clear()
        await asyncio.to_thread(self._store.write_part, sha256, offset, content)
        return offset + len(content)

    async def _finish(self, sha256: str) -> None:
        try:
            image = await self._check(sha256)
        except Problem:
            await asyncio.to_thread(self._store.drop_part, sha256)
            raise
        size = await asyncio.to_thread(self._store.offset, sha256)
        await asyncio.to_thread(self._store.complete, sha256, image.content)
        async with self._database.write() as session:
            await sequence.lock(session)
            if await session.get(Attachment, sha256) is None:
                session.add(_row(sha256, size, image, self._clock.now()))

    async def _check(self, sha256: str) -> CleanFile:
        if await asyncio.to_thread(self._store.hash_part, sha256) != sha256:
            raise Problem(422, "hash_mismatch", "The content does not have this SHA-256.")
        part = self._store.part(sha256)
        try:
            if await asyncio.to_thread(looks_like_pdf, part):
                async with self._documents:
                    return await clean_document(part)
            async with self._photos:
                return await asyncio.to_thread(clean_image, part)
        except tuple(_REFUSALS) as error:
            raise Problem(*_REFUSALS[type(error)]) from error


def _row(sha256: str, size: int, image: CleanFile, now: datetime) -> Attachment:
    return Attachment(
        sha256=sha256,
        media_type=image.media_type,
        size=size,
        width=image.width,
        height=image.height,
        clean_sha256=hashlib.sha256(image.content).hexdigest(),
        clean_size=len(image.content),
        stored_at=now,
    )


async def _forget_orphans(session: AsyncSession, before: datetime) -> list[str]:
    await sequence.lock(session)
    cited = select(SubmissionAttachment.sha256).where(SubmissionAttachment.sha256 == Attachment.sha256)
    shown = select(EventFile.sha256).where(EventFile.sha256 == Attachment.sha256)
    query = select(Attachment.sha256).where(Attachment.stored_at < before, ~cited.exists(), ~shown.exists())
    orphans = list((await session.execute(query)).scalars())
    await session.execute(delete(Attachment).where(Attachment.sha256.in_(orphans)))
    return orphans
