"""What a visitor writes lives in memory: a folder that is no disk, gone with the visit."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from services.errors import ReadOnly

T = TypeVar("T")


class MemoryVolume:
    """A ``Volume`` over a folder of a memory file system; nothing here outlives :meth:`drop`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.writable = True
        root.mkdir(parents=True, mode=0o700)

    async def commit(self, write: Callable[[], T]) -> T:
        """Run ``write``; raises ``ReadOnly`` after :meth:`drop`."""
        if not self.writable:
            raise ReadOnly(str(self.root))
        return write()

    async def flush(self) -> None:
        """Return at once: there is no disk."""

    def drop(self) -> None:
        """Delete everything, and take nothing more."""
        self.writable = False
        shutil.rmtree(self.root, ignore_errors=True)


class MemoryFolder:
    """Makes one volume for each visit below ``root``, which only this process uses."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._count = 0
        shutil.rmtree(root, ignore_errors=True)  # of a process that was killed

    def new(self) -> MemoryVolume:
        """Return an empty volume."""
        self._count += 1
        return MemoryVolume(self._root / f"visit-{self._count}")
