"""Photos of content rows: fetched from the gateway by the hash of their bytes, kept to be seen offline."""

from __future__ import annotations

import hashlib
import logging

from services.errors import BadAnswer, StorageError
from services.file_cache import FileCache
from services.gateway_client import GatewayClient
from services.platform.base import Connectivity, Volume

KEPT_BYTES = 40 * 1024 * 1024
METERED: frozenset[Connectivity] = frozenset({"mobile"})

log = logging.getLogger(__name__)


class PictureStore:
    """Folder ``cache/media``: what is kept may be dropped at any time, and is nobody's only copy."""

    def __init__(self, volume: Volume, gateway: GatewayClient) -> None:
        self._volume = volume
        self._gateway = gateway
        self._cache = FileCache(volume, "media", KEPT_BYTES)

    def kept(self, sha256: str) -> bytes | None:
        """Return a picture of this device, None when it is not here."""
        return self._cache.get(sha256)

    async def fetch(self, sha256: str) -> bytes:
        """Return a picture, from this device or the gateway; raises ``GatewayError``.

        It is shown also where it cannot be kept.
        """
        kept = self.kept(sha256)
        if kept is not None:
            return kept
        content = await self._gateway.media(sha256)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise BadAnswer(f"other bytes than those of {sha256}")
        if self._volume.writable:
            try:
                await self._cache.keep(sha256, content)
            except StorageError as error:
                log.info("a picture is not kept: %s", error.message_id)
        return content


def loads_by_itself(data_saver: bool, connectivity: Connectivity) -> bool:
    """Return whether thumbnails are fetched without a tap: not where data is saved or paid by volume."""
    return not data_saver and connectivity not in METERED
