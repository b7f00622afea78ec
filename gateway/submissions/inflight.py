"""One request at a time per submission: the second is told to come back, not made to wait."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.errors import Problem

_RETRY_AFTER_S = 2


class InFlight:
    """The submissions that this process is storing right now."""

    def __init__(self) -> None:
        self._ids: set[str] = set()

    @contextmanager
    def hold(self, submission_id: str) -> Iterator[None]:
        """Hold the id for the block; raises 409 when it is held already."""
        if submission_id in self._ids:
            raise in_progress()
        self._ids.add(submission_id)
        try:
            yield
        finally:
            self._ids.discard(submission_id)


async def hold_in_database(session: AsyncSession, submission_id: str) -> None:
    """Hold the id among all processes on one PostgreSQL; SQLite has one writer anyway."""
    if session.get_bind().dialect.name != "postgresql":
        return
    key = int.from_bytes(hashlib.sha256(submission_id.encode()).digest()[:8], "big", signed=True)
    if not (await session.execute(select(func.pg_try_advisory_xact_lock(key)))).scalar_one():
        raise in_progress()


def in_progress() -> Problem:
    """Return the 409 for a key that is being stored."""
    headers = {"Retry-After": str(_RETRY_AFTER_S)}
    return Problem(409, "in_progress", "This submission is being stored right now.", headers=headers)
