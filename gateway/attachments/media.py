"""Public pictures of content rows: two sizes of each, kept by the SHA-256 of what is served.

A name never stands for other bytes, so that readers may keep what they have for ever.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from PIL import Image
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.attachments.images import clean_image
from gateway.feed.tables import ContentRow

LARGE_PX: Final = 1280
THUMB_PX: Final = 480
THUMB_BYTES: Final = 40 * 1024
MEDIA_TYPE: Final = "image/webp"
KEEP_UNCITED: Final = timedelta(days=1)
"""Long enough for a page whose row is being published."""

_LARGE_QUALITY: Final = 82
_THUMB_QUALITIES: Final = (80, 70, 60, 50, 40, 30, 20)
_NEW: Final = ".new"


@dataclass(frozen=True, slots=True)
class PublicPicture:
    """The two sizes of a picture by their SHA-256; sides of the large one in pixels."""

    large: str
    thumb: str
    width: int
    height: int


class MediaStore:
    """The folder ``media``; one picture is read at a time."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._reading = asyncio.Semaphore(1)

    def path(self, sha256: str) -> Path:
        """Return the path of a picture, whether or not it is there."""
        return self._root / sha256

    async def put(self, content: bytes) -> PublicPicture:
        """Check an uploaded picture and keep its two sizes, without metadata.

        Raises :class:`NotAnImage` or :class:`TooManyPixels`.
        """
        async with self._reading:
            return await asyncio.to_thread(self._put, content)

    async def discard(self, session: AsyncSession, hashes: Iterable[str]) -> None:
        """Delete those of ``hashes`` that no row shows."""
        cited = await cited_media(session)
        await asyncio.to_thread(self._delete, set(hashes) - cited)

    async def sweep(self, session: AsyncSession, now: datetime) -> int:
        """Delete the pictures that no row shows and that have been here for a day; return their number."""
        cited = await cited_media(session)
        old = await asyncio.to_thread(self._written_before, (now - KEEP_UNCITED).timestamp())
        await asyncio.to_thread(self._delete, old - cited)
        return len(old - cited)

    def _put(self, content: bytes) -> PublicPicture:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "picture"
            path.write_bytes(content)
            clean = clean_image(path)
        with Image.open(io.BytesIO(clean.content)) as image:
            upright = image.convert("RGB")
        large = _smaller(upright, LARGE_PX)
        large_sha = self._write(_webp(large, _LARGE_QUALITY))
        return PublicPicture(large_sha, self._write(_thumb(large)), large.width, large.height)

    def _write(self, content: bytes) -> str:
        sha256 = hashlib.sha256(content).hexdigest()
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = self._root / f"{sha256}{_NEW}"
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.path(sha256))
        return sha256

    def _delete(self, hashes: Iterable[str]) -> None:
        for sha256 in hashes:
            self.path(sha256).unlink(missing_ok=True)

    def _written_before(self, moment: float) -> set[str]:
        if not self._root.exists():
            return set()
        return {path.name for path in self._root.iterdir() if path.stat().st_mtime < moment}


async def cited_media(session: AsyncSession) -> set[str]:
    """Return the SHA-256 of every picture that a published row shows."""
    query = select(ContentRow.body).where(ContentRow.deleted_at.is_(None))
    bodies = (await session.execute(query)).scalars()
    return {name for body in bodies for name in media_of(body)}


def media_of(row: Any) -> set[str]:
    """Return the SHA-256 of the pictures of one row."""
    photos = row.get("photos") if isinstance(row, dict) else None
    shown = [photo for photo in photos or () if isinstance(photo, dict)]
    return {str(photo.get(size)) for photo in shown for size in ("hash", "thumb")}


def _smaller(image: Image.Image, long_side: int) -> Image.Image:
    copy = image.copy()
    copy.thumbnail((long_side, long_side), Image.Resampling.LANCZOS)
    return copy


def _thumb(image: Image.Image) -> bytes:
    """Return the thumbnail, as good as fits into ``THUMB_BYTES``."""
    small = _smaller(image, THUMB_PX)
    sizes = (_webp(small, quality) for quality in _THUMB_QUALITIES)
    fitting = next((content for content in sizes if len(content) <= THUMB_BYTES), None)
    return fitting or _thumb(_smaller(small, max(small.size) // 2))


def _webp(image: Image.Image, quality: int) -> bytes:
    target = io.BytesIO()
    image.save(target, "WEBP", quality=quality, method=4)
    return target.getvalue()
