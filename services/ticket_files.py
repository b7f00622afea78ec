"""Photos and documents of my tickets that were looked at once: kept so that they can be seen offline."""

from __future__ import annotations

from services.file_cache import FileCache
from services.platform.base import Volume

KEPT_BYTES = 24 * 1024 * 1024


class TicketFileCache(FileCache):
    """Folder ``cache/files``."""

    def __init__(self, volume: Volume) -> None:
        super().__init__(volume, "files", KEPT_BYTES)
