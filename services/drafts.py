"""Drafts saved as they are typed: the newest content a second after the last key, or at once when asked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from services.errors import InvalidTransition, RafflesiaError
from services.models import SubmissionKind
from services.outbox import Outbox

log = logging.getLogger(__name__)

DEBOUNCE_S = 1.0


@dataclass(frozen=True, slots=True)
class _Pending:
    kind: SubmissionKind
    payload: Mapping[str, Any]
    attachments: tuple[str, ...]


class DraftAutosave:
    """Saves drafts into the outbox. ``on_error`` gets the message id when one cannot be saved."""

    def __init__(self, outbox: Outbox, *, on_error: Callable[[str], None] | None = None) -> None:
        self._outbox = outbox
        self._on_error = on_error
        self._pending: dict[str, _Pending] = {}
        self._timer: asyncio.Task[None] | None = None

    def touch(
        self,
        item_id: str,
        kind: SubmissionKind,
        payload: Mapping[str, Any],
        attachments: tuple[str, ...] = (),
    ) -> None:
        """Note the newest content; it is saved 1 s after the last touch."""
        self._pending[item_id] = _Pending(kind, dict(payload), attachments)
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().create_task(self._save_later())

    def drop(self, item_id: str) -> None:
        """Forget unsaved content: the item was submitted or discarded."""
        self._pending.pop(item_id, None)

    @contextmanager
    def set_aside(self, item_id: str) -> Iterator[None]:
        """Hold unsaved content back while its item is submitted; when that fails it waits as before."""
        held = self._pending.pop(item_id, None)
        try:
            yield
        except RafflesiaError:
            if held is not None:
                self._pending.setdefault(item_id, held)
            raise

    def drop_all(self) -> None:
        """Forget everything unsaved: the person erases it."""
        self._pending.clear()

    async def flush(self) -> None:
        """Save now whatever has not been saved; call it when the page goes. Raises ``RafflesiaError``."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        await self._save()

    async def _save_later(self) -> None:
        await asyncio.sleep(DEBOUNCE_S)
        self._timer = None
        try:
            await self._save()
        except RafflesiaError as error:
            log.warning("a draft could not be saved: %s", error.message_id)
            if self._on_error is not None:
                self._on_error(error.message_id)

    async def _save(self) -> None:
        while self._pending:
            item_id, draft = next(iter(self._pending.items()))
            try:
                await self._outbox.save_draft(item_id, draft.kind, draft.payload, draft.attachments)
            except InvalidTransition:
                log.info("draft %s was submitted meanwhile", item_id)
            if self._pending.get(item_id) is draft:
                del self._pending[item_id]
