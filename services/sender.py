"""Sending what waits: one run at a time, one item at a time, oldest first.

The item is written as ``sending`` before the call, so a kill at any moment leads to sending it again, which
the gateway recognises by its id. Trouble of one item does not block the others; trouble of the whole way
(no network, a log-in page, an app too old) ends the run.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from services.blobs import BlobStore
from services.clock import Clock
from services.errors import BlobMissing, CaptivePortal, GatewayError, UnknownItem
from services.gateway_models import ConfigAnswer
from services.models import OutboxItem, OutboxState
from services.outbox import Outbox
from services.transitions import Held, Impossible, Interrupted, QueuePause, SendOutcome, Started

log = logging.getLogger(__name__)

PROBE_AFTER_S: Mapping[QueuePause, float] = {
    QueuePause.OFFLINE: 60,
    QueuePause.CAPTIVE_PORTAL: 60,
    QueuePause.SIGN_IN: 900,
    QueuePause.UPDATE: 6 * 3600,
}


class SubmissionGateway(Protocol):
    """What the sender needs of the gateway; neither sending method raises for what a network can do."""

    async def config(self, etag: str | None = None) -> ConfigAnswer:
        """Ask the harmless question that tells our gateway from a log-in page."""

    async def upload(self, sha256: str, content: bytes) -> SendOutcome | None:
        """Make the gateway hold an attachment; None when it does."""

    async def put_submission(self, item: OutboxItem, notice_version: str) -> SendOutcome:
        """Send one item."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """What one run did: items by the state they ended in, and why it stopped early (None: it did not)."""

    outcomes: Mapping[OutboxState, int] = field(default_factory=dict)
    pause: QueuePause | None = None

    @property
    def sent(self) -> int:
        """Return how many receipts came."""
        return self.outcomes.get(OutboxState.SENT, 0)


class Sender:
    """Sends the items of one outbox. ``notice_version`` gives the privacy notice the person was shown."""

    def __init__(
        self,
        outbox: Outbox,
        gateway: SubmissionGateway,
        blobs: BlobStore,
        clock: Clock,
        *,
        notice_version: Callable[[], str] = lambda: "",
    ) -> None:
        self._outbox = outbox
        self._gateway = gateway
        self._blobs = blobs
        self._clock = clock
        self._notice_version = notice_version
        self._running: asyncio.Task[RunReport] | None = None
        self._probe_at: datetime | None = None

    async def run(self, *, force: bool = False) -> RunReport:
        """Send everything that is due; a call during a run waits for that run and returns its report.

        ``force``: a person asked, or the network changed, so a pause is tested at once. A cancelled caller
        does not end the run. Raises ``StorageError``.
        """
        if self._running is None:
            self._running = asyncio.create_task(self._run(force))
            self._running.add_done_callback(self._ended)
        return await asyncio.shield(self._running)

    async def close(self) -> None:
        """End a run that is under way; its item will be sent again."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait([self._running])

    def _ended(self, task: asyncio.Task[RunReport]) -> None:
        self._running = None
        if not task.cancelled() and task.exception() is not None:
            log.error("a run of the sender failed: %s", type(task.exception()).__name__)

    async def _run(self, force: bool) -> RunReport:
        if not self._outbox.writable:
            return RunReport()
        await self._outbox.recover()
        if not await self._may_send(force):
            return RunReport(pause=self._outbox.pause)
        counts: Counter[OutboxState] = Counter()
        tried: set[str] = set()
        while item := self._outbox.next_due(self._clock.now(), frozenset(tried)):
            tried.add(item.id)
            outcome = await self._send(item)
            if isinstance(outcome, Held):
                self._stop(outcome.pause)
                return RunReport(dict(counts), outcome.pause)
            self._outbox.pause = None
            known = self._outbox.find(item.id)
            counts.update([known.state] if known else [])
        return RunReport(dict(counts))

    async def _may_send(self, force: bool) -> bool:
        pause = self._outbox.pause
        if pause is None:
            return True
        if not force and self._probe_at is not None and self._clock.now() < self._probe_at:
            return False
        return pause is not QueuePause.CAPTIVE_PORTAL or await self._portal_is_gone()

    async def _portal_is_gone(self) -> bool:
        """Ask for the configuration first: what a person wrote is not shown to a log-in page again."""
        try:
            await self._gateway.config()
        except CaptivePortal:
            self._stop(QueuePause.CAPTIVE_PORTAL)
            return False
        except GatewayError as error:
            log.info("probe: %s", error.message_id)
        self._outbox.pause = None
        return True

    def _stop(self, pause: QueuePause) -> None:
        self._probe_at = self._clock.now() + timedelta(seconds=PROBE_AFTER_S[pause])
        self._outbox.pause = pause

    async def _send(self, item: OutboxItem) -> SendOutcome:
        sending = await self._outbox.apply(item.id, Started())
        try:
            outcome = await self._call(sending)
        except BaseException:
            await self._outbox.apply(item.id, Interrupted())
            raise
        try:
            await self._outbox.apply(item.id, outcome)
        except UnknownItem:
            log.info("item %s was erased while it was sent", item.id)
        return outcome

    async def _call(self, item: OutboxItem) -> SendOutcome:
        for name in item.attachments:
            try:
                content = self._blobs.get(name)
            except BlobMissing as error:
                return Impossible(error.message_id)
            trouble = await self._gateway.upload(name, content)
            if trouble is not None:
                return trouble
        return await self._gateway.put_submission(item, self._notice_version())
