"""How my submissions stood when the gateway was last asked: kept, so that it can be told offline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.gateway_models import SubmissionStatus, TimelineEntry
from services.models import WireError
from services.platform.base import Volume
from services.prefs import JSONDocument
from services.ticket_files import TicketFileCache

_OWN = frozenset({"received", "comment", "rated", "withdrawn"})
"""Events that the reporter knows without being told, also at a gateway that does not say whose they are."""


class StatusBook:
    """Statuses with their timelines by submission id, file ``cache/status.json``.

    ``seen.json`` holds what the person has opened: it is precious, because news must not come back.
    ``files`` are the photos and documents of these timelines.
    """

    def __init__(self, volume: Volume) -> None:
        self._document = JSONDocument(volume, "cache/status.json", backup=False)
        self._seen = JSONDocument(volume, "seen.json")
        self._read: dict[str, tuple[Any, SubmissionStatus | None]] = {}
        self.files = TicketFileCache(volume)

    def get(self, submission_id: str) -> SubmissionStatus | None:
        """Return the last known status, None when nothing that can be read came yet."""
        row = self._document.get(submission_id)
        known = self._read.get(submission_id)
        if known is None or known[0] is not row:
            known = self._read[submission_id] = (row, _status(row))
        return known[1]

    async def keep(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep rows in their wire form; raises ``StorageError``."""
        await self._document.update(dict(rows))

    def is_news(self, submission_id: str) -> bool:
        """Return whether somebody else did something that the person has not opened yet."""
        status = self.get(submission_id)
        told = foreign(status) if status else ()
        if not told:
            return False
        count, at = self._seen_of(submission_id)
        return len(told) > count or at is None or max(entry.at for entry in told) > at

    async def mark_seen(self, submission_id: str) -> None:
        """Remember that the person has seen all that is known now; raises ``StorageError``."""
        status = self.get(submission_id)
        told = foreign(status) if status else ()
        if told:
            newest = max(entry.at for entry in told).isoformat()
            await self._seen.set(submission_id, {"count": len(told), "at": newest})

    async def clear(self) -> None:
        """Forget everything; raises ``StorageError``."""
        for document in (self._document, self._seen):
            if document.as_dict():
                await document.clear()
        self._read.clear()
        await self.files.clear()

    def _seen_of(self, submission_id: str) -> tuple[int, datetime | None]:
        row = self._seen.get(submission_id)
        if not isinstance(row, dict):
            return 0, None
        try:
            return int(row["count"]), datetime.fromisoformat(row["at"])
        except (KeyError, TypeError, ValueError):
            return 0, None


def _status(row: Any) -> SubmissionStatus | None:
    try:
        return SubmissionStatus.from_wire(row) if isinstance(row, dict) else None
    except WireError:
        return None


def foreign(status: SubmissionStatus) -> tuple[TimelineEntry, ...]:
    """Return what others did: not the reporter, and not the receipt."""
    return tuple(
        entry
        for entry in status.timeline
        if entry.by != "reporter" and entry.event != "received" and (entry.by or entry.event not in _OWN)
    )
