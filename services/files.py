"""Files that go along with a submission: photos made small and bare, PDFs as they are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from services.blobs import BlobStore
from services.errors import BlobMissing, PdfTooLarge, PdfUnsupported, PhotoTooLarge
from services.photos import Photo, is_heif, prepare
from services.platform.base import ImageScaler

LONG_SIDE_PX = 2048
RAW_CAP_BYTES = 64 * 1024 * 1024
"""A photo above this is not even decoded."""

PDF_CAP_BYTES = 10 * 1024 * 1024
_PDF_START = b"%PDF-"


class FileKind(StrEnum):
    """What a kept file is."""

    IMAGE = "image"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is shown of a kept file; ``size`` in bytes."""

    kind: FileKind
    size: int


async def shrunk(content: bytes, scaler: ImageScaler) -> Photo:
    """Return a photo of at most 2048 px and 8 MB without metadata.

    Raises ``PhotoTooLarge``, ``PhotoHeic``, ``PhotoUnsupported``, ``PhotoDamaged``.
    """
    if len(content) > RAW_CAP_BYTES:
        raise PhotoTooLarge(f"{len(content)} bytes")
    scaled = await scaler.scale(content, LONG_SIDE_PX, always=is_heif(content))
    return prepare(content if scaled is None else scaled)


class FileKeeper:
    """Keeps the files of one device."""

    def __init__(self, blobs: BlobStore, scaler: ImageScaler) -> None:
        self._blobs = blobs
        self._scaler = scaler

    async def add_photo(self, content: bytes) -> str:
        """Keep a photo; return its SHA-256. Raises ``PhotoError``, ``StorageError``."""
        return await self._blobs.put((await shrunk(content, self._scaler)).content)

    async def add_pdf(self, content: bytes) -> str:
        """Keep a PDF; return its SHA-256. Raises ``PdfUnsupported``, ``PdfTooLarge``, ``StorageError``."""
        if not content.startswith(_PDF_START):
            raise PdfUnsupported("not a PDF")
        if len(content) > PDF_CAP_BYTES:
            raise PdfTooLarge(f"{len(content)} bytes")
        return await self._blobs.put(content)

    def read(self, sha256: str) -> bytes:
        """Return a kept file; raises ``BlobMissing``."""
        return self._blobs.get(sha256)

    def facts(self, sha256: str) -> FileFacts | None:
        """Return kind and size of a kept file, None when it is no longer on this device."""
        try:
            content = self._blobs.get(sha256)
        except BlobMissing:
            return None
        kind = FileKind.PDF if content.startswith(_PDF_START) else FileKind.IMAGE
        return FileFacts(kind, len(content))
