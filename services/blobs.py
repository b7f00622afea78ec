"""Photos on the device, named by their SHA-256 and durable before an item cites them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from services.durable import remove_durably, replace_durably
from services.errors import BlobMissing
from services.platform.base import Volume


class BlobStore:
    """The folder ``blobs`` of a volume."""

    def __init__(self, volume: Volume) -> None:
        self._volume = volume
        self._folder = volume.root / "blobs"

    async def put(self, content: bytes) -> str:
        """Keep ``content``; return its SHA-256 (hex). Raises ``StorageFull``, ``ReadOnly``."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._folder / sha256
        if not (path.exists() and path.stat().st_size == len(content)):
            await self._volume.commit(lambda: self._write(path, content))
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the content; raises ``BlobMissing`` when it is gone or no longer has that SHA-256."""
        try:
            content = (self._folder / sha256).read_bytes()
        except OSError as error:
            raise BlobMissing(sha256) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise BlobMissing(f"{sha256}: damaged")
        return content

    def names(self) -> tuple[str, ...]:
        """Return the SHA-256 of every blob kept, without reading them."""
        if not self._folder.exists():
            return ()
        return tuple(sorted(p.name for p in self._folder.iterdir() if len(p.name) == 64))

    async def delete(self, names: Iterable[str]) -> None:
        """Forget these blobs; unknown names are ignored."""
        paths = [self._folder / name for name in names]
        if paths:
            await self._volume.commit(lambda: _remove(paths))

    def _write(self, path: Path, content: bytes) -> None:
        self._folder.mkdir(exist_ok=True)
        replace_durably(path, content)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.exists():
            remove_durably(path)
