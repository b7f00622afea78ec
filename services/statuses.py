"""How my submissions stood when the gateway was last asked: kept, so that it can be told offline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.gateway_models import SubmissionStatus
from services.models import WireError
from services.platform.base import Volume
from services.prefs import JSONDocument


class StatusBook:
    """Statuses with their timelines by submission id, file ``cache/status.json``."""

    def __init__(self, volume: Volume) -> None:
        self._document = JSONDocument(volume, "cache/status.json", backup=False)

    def get(self, submission_id: str) -> SubmissionStatus | None:
        """Return the last known status, None when nothing that can be read came yet."""
        row = self._document.get(submission_id)
        try:
            return SubmissionStatus.from_wire(row) if isinstance(row, dict) else None
        except WireError:
            return None

    async def keep(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep rows in their wire form; raises ``StorageError``."""
        await self._document.update(dict(rows))

    async def clear(self) -> None:
        """Forget everything; raises ``StorageError``."""
        if self._document.as_dict():
            await self._document.clear()
