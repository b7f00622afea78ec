"""A volume that runs full as the browser's does: written, refused, and then as it was before."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from services.errors import StorageFull
from services.platform.native import NativeVolume

T = TypeVar("T")


class FullVolume(NativeVolume):
    """``full`` True: every commit is taken back and raises ``StorageFull``."""

    def __init__(self, root: Path, kept: Path) -> None:
        super().__init__(root)
        self.full = False
        self._kept = kept

    async def commit(self, write: Callable[[], T]) -> T:
        shutil.rmtree(self._kept, ignore_errors=True)
        shutil.copytree(self.root, self._kept)
        result = await super().commit(write)
        if self.full:
            shutil.rmtree(self.root)
            shutil.copytree(self._kept, self.root)
            raise StorageFull(str(self.root))
        return result
