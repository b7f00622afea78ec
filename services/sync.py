"""Pulling: what is new in each collection, the configuration, and how my submissions stand.

The position is saved with the rows it belongs to, so a pull can end anywhere and go on later.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from services.collection import Collection
from services.errors import (
    BadAnswer,
    Busy,
    CaptivePortal,
    NoGateway,
    RafflesiaError,
    SignInNeeded,
    Unreachable,
    UpdateNeeded,
)
from services.gateway_client import STATUS_LIMIT
from services.gateway_models import ConfigAnswer, GatewayConfig, StatusPage, SubmissionStatus
from services.models import ACT_KINDS, OutboxState, SubmissionKind, WireError
from services.outbox import Outbox
from services.platform.base import Volume
from services.prefs import JSONDocument
from services.pull import ChangeFeed, pull_collection
from services.statuses import StatusBook

log = logging.getLogger(__name__)

Step = Callable[[], Awaitable[None]]

_WAY_IS_CLOSED = (Unreachable, CaptivePortal, NoGateway, SignInNeeded, UpdateNeeded)


class ContentGateway(ChangeFeed, Protocol):
    """What pulling needs of the gateway; raises ``GatewayError``."""

    async def config(self, etag: str | None = None) -> ConfigAnswer:
        """Return the configuration or that it has not changed."""

    async def statuses(self, ids: Sequence[str], since: str | None) -> StatusPage:
        """Return what changed about submissions."""


@dataclass(frozen=True, slots=True)
class PullReport:
    """Message id of what went wrong by collection (or "config", "status"); empty: all is fresh."""

    errors: Mapping[str, str] = field(default_factory=dict)
    done: tuple[str, ...] = ()

    @property
    def error(self) -> str | None:
        """Return the first trouble's message id."""
        return next(iter(self.errors.values()), None)


class Sync:
    """Pulls into the local store, one pull at a time. In a read-only tab it does nothing."""

    def __init__(
        self,
        gateway: ContentGateway,
        outbox: Outbox,
        statuses: StatusBook,
        volume: Volume,
    ) -> None:
        self._gateway = gateway
        self._outbox = outbox
        self._volume = volume
        self._config = JSONDocument(volume, "cache/config.json", backup=False)
        self._statuses = statuses
        self._status_tokens: dict[tuple[str, ...], str | None] = {}
        self._lock = asyncio.Lock()

    @property
    def config(self) -> GatewayConfig | None:
        """Return the last configuration the gateway gave, None before the first."""
        document = self._config.get("document")
        return GatewayConfig.from_wire(document) if document else None

    async def pull(self, collections: Iterable[Collection[Any]]) -> PullReport:
        """Bring configuration, every collection and my statuses up to date; never raises ``GatewayError``.

        A closed way (no network, log-in page, no gateway there, app too old) ends the pull, and so does a
        gateway too busy for the first question; other trouble only its own part.
        """
        steps: dict[str, Step] = {"config": self.pull_config}
        steps |= {one.name: partial(pull_collection, self._gateway, one) for one in collections}
        steps["status"] = self.refresh_status
        errors: dict[str, str] = {}
        done: list[str] = []
        if not self._volume.writable:
            return PullReport()
        async with self._lock:
            for name, run in steps.items():
                try:
                    await run()
                    done.append(name)
                except RafflesiaError as error:
                    log.info("pull %s: %s", name, error.message_id)
                    errors[name] = error.message_id
                    if isinstance(error, _WAY_IS_CLOSED) or (name == "config" and isinstance(error, Busy)):
                        break
        return PullReport(errors, tuple(done))

    async def pull_config(self) -> None:
        """Ask for the configuration with the ETag of the last one; raises ``GatewayError``."""
        answer = await self._gateway.config(self._config.get("etag"))
        if answer.document is None:
            return
        try:
            GatewayConfig.from_wire(answer.document)
        except (WireError, AttributeError) as error:
            raise BadAnswer(f"config: {error}") from error
        await self._config.update({"document": dict(answer.document), "etag": answer.etag})

    async def refresh_status(self) -> None:
        """Ask how my sent submissions stand, 200 at a time; raises ``GatewayError``."""
        mine = [
            item.id
            for item in self._outbox.items()
            if item.state is OutboxState.SENT and item.kind not in {SubmissionKind.WITHDRAWAL, *ACT_KINDS}
        ]
        for start in range(0, len(mine), STATUS_LIMIT):
            await self._refresh(tuple(mine[start : start + STATUS_LIMIT]))

    async def _refresh(self, ids: tuple[str, ...]) -> None:
        page = await self._gateway.statuses(ids, self._status_tokens.get(ids))
        read: dict[str, SubmissionStatus] = {}
        for row in page.items:
            try:
                status = SubmissionStatus.from_wire(row)
            except WireError as error:
                log.warning("status of %s cannot be read: %s", row.get("id"), error)
                continue
            read[status.id] = status
        if page.unknown:
            log.warning("the gateway does not know %d sent submissions", len(page.unknown))
        rows = {str(row.get("id")): dict(row) for row in page.items if row.get("id") in read}
        if rows:
            await self._statuses.keep(rows)
            await self._outbox.note_status({key: status.status for key, status in read.items()})
        self._status_tokens[ids] = page.token
