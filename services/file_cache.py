"""Files of the gateway that were looked at once: kept so that they can be seen again without a network."""

from __future__ import annotations

import re
from pathlib import Path

from services.durable import remove_durably, replace_durably
from services.platform.base import Volume

_NAME = re.compile(r"[0-9a-f]{64}")


class FileCache:
    """Folder ``cache/<name>``: the newest files of at most ``most_bytes`` together, by SHA-256."""

    def __init__(self, volume: Volume, name: str, most_bytes: int) -> None:
        self._volume = volume
        self._folder = volume.root / "cache" / name
        self._most_bytes = most_bytes

    def get(self, sha256: str) -> bytes | None:
        """Return a kept file, None when it is not here."""
        path = self._folder / sha256
        return path.read_bytes() if _NAME.fullmatch(sha256) and path.exists() else None

    async def keep(self, sha256: str, content: bytes) -> None:
        """Keep a file and drop the oldest beyond the limit; raises ``StorageError``."""
        if _NAME.fullmatch(sha256) and len(content) <= self._most_bytes:
            await self._volume.commit(lambda: self._write(sha256, content))

    async def clear(self) -> None:
        """Forget every file; raises ``StorageError``."""
        paths = self._oldest_first()
        if paths:
            await self._volume.commit(lambda: _remove(paths))

    def _oldest_first(self) -> list[Path]:
        if not self._folder.exists():
            return []
        return sorted(self._folder.iterdir(), key=lambda path: (path.stat().st_mtime_ns, path.name))

    def _write(self, sha256: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        others = [path for path in self._oldest_first() if path.name != sha256]
        room = self._most_bytes - len(content) - sum(path.stat().st_size for path in others)
        for path in others:
            if room >= 0:
                break
            room += path.stat().st_size
            remove_durably(path)
        replace_durably(self._folder / sha256, content)


def _remove(paths: list[Path]) -> None:
    for path in paths:
        remove_durably(path)
