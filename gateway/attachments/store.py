"""Files of the attachments: parts that grow, complete originals, clean copies. Synchronous: use a thread."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path


class BlobStore:
    """``parts/<sha>`` while it arrives, then ``original/<sha>`` as sent and ``clean/<sha>`` to be shown."""

    def __init__(self, root: Path) -> None:
        self._parts, self._originals, self._cleaned = (root / name for name in ("parts", "original", "clean"))

    def prepare(self) -> None:
        """Create the folders, readable by their owner only."""
        for folder in (self._parts, self._originals, self._cleaned):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def part(self, sha256: str) -> Path:
        """Return the path of what has arrived so far."""
        return self._parts / f"{sha256}.part"

    def original(self, sha256: str) -> Path:
        """Return the path of the photo as sent."""
        return self._originals / sha256

    def clean(self, sha256: str) -> Path:
        """Return the path of the copy without metadata, named after the original."""
        return self._cleaned / sha256

    def offset(self, sha256: str) -> int:
        """Return the number of bytes kept so far."""
        try:
            return self.part(sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def has(self, sha256: str) -> bool:
        """Tell whether both files of a complete photo are there."""
        return self.original(sha256).exists() and self.clean(sha256).exists()

    def write_part(self, sha256: str, offset: int, content: bytes) -> None:
        """Write ``content`` at ``offset`` and cut what lies behind it; durable when it returns."""
        with self.part(sha256).open("r+b" if self.part(sha256).exists() else "wb") as file:
            file.seek(offset)
            file.write(content)
            file.truncate()
            file.flush()
            os.fsync(file.fileno())

    def drop_part(self, sha256: str) -> None:
        """Forget what has arrived."""
        self.part(sha256).unlink(missing_ok=True)

    def hash_part(self, sha256: str) -> str:
        """Return the SHA-256 (hex) of what has arrived, empty when nothing has."""
        if not self.part(sha256).exists():
            return ""
        with self.part(sha256).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def complete(self, sha256: str, clean: bytes) -> None:
        """Turn the part into the original and keep its clean copy; durable when it returns."""
        temporary = self._cleaned / f"{sha256}.new"
        with temporary.open("wb") as file:
            file.write(clean)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.clean(sha256))
        self.part(sha256).replace(self.original(sha256))
        for folder in (self._cleaned, self._originals):
            _sync_folder(folder)

    def delete(self, sha256: str) -> None:
        """Delete every file of a photo."""
        for path in (self.part(sha256), self.original(sha256), self.clean(sha256)):
            path.unlink(missing_ok=True)

    def parts_before(self, moment: float) -> list[str]:
        """Return the photos whose part was last written before ``moment`` (seconds since 1970)."""
        return [path.stem for path in _before(self._parts, moment)]

    def complete_before(self, moment: float) -> set[str]:
        """Return the photos with a file from before ``moment``, whether or not anybody knows them."""
        paths = [*_before(self._originals, moment), *_before(self._cleaned, moment)]
        return {path.name.removesuffix(".new") for path in paths}


def _before(folder: Path, moment: float) -> Iterator[Path]:
    return (path for path in folder.iterdir() if path.stat().st_mtime < moment)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
