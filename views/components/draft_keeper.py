"""What is typed in a form is written down: soon after the last key, or at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from services.drafts import DraftAutosave
from services.errors import RafflesiaError

log = logging.getLogger(__name__)


@dataclass(eq=False)
class DraftKeeper:
    """Saves what was touched in ``drafts``; ``failed`` gets a message id, or None once it is saved.

    Without a call the drafts save themselves a second after the last touch.
    """

    drafts: DraftAutosave
    failed: Callable[[str | None], None]
    _save: asyncio.Task[None] | None = None

    def save_now(self) -> None:
        """Save without waiting for it."""
        self._save = asyncio.create_task(self._flush(self.failed))

    async def close(self) -> None:
        """Save what still waits: the screen goes, so nobody can be told when it fails."""
        await self._flush(_unseen)

    async def _flush(self, failed: Callable[[str | None], None]) -> None:
        try:
            await self.drafts.flush()
            failed(None)
        except RafflesiaError as problem:
            failed(problem.message_id)
        except Exception:
            log.exception("draft not saved")
            failed("error.unexpected")


def _unseen(problem: str | None) -> None:
    if problem:
        log.warning("the screen closed before its draft was saved: %s", problem)
