"""Reading the feed page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.errors import Problem
from gateway.feed import repository
from gateway.feed.collections import COLLECTIONS
from gateway.sequence import FeedState
from gateway.tokens import Token, decode


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of the feed."""

    items: list[dict[str, Any]]
    removed: list[str]
    token: str
    more: bool
    reset: bool


async def read_page(session: AsyncSession, collection: str, since: str, limit: int) -> Page:
    """Return the changes after the token ``since`` (empty: everything); raises 404, 400, 410.

    The state is read before the rows: whatever is numbered up to ``last_seq`` was committed by then,
    so a reader that has seen everything may safely move on to it.
    """
    if collection not in COLLECTIONS:
        raise Problem(404, "unknown_collection", "There is no such collection.")
    state = await sequence.position(session)
    token = _resume(state, since)
    if token.knows_removals_until < await repository.horizon_of(session, collection):
        raise _stale()
    rows = await repository.rows_after(
        session, collection, token.seq, tombstones_after=token.base or 0, limit=limit + 1
    )
    more, rows = len(rows) > limit, rows[:limit]
    last = rows[-1].seq if rows else token.seq
    following = token.at(last) if more else Token(state.epoch, max(last, state.last_seq))
    return Page(
        items=[row.body for row in rows if row.deleted_at is None],
        removed=[row.id for row in rows if row.deleted_at is not None],
        token=following.encode(),
        more=more,
        reset=token.base is not None,
    )


def _resume(state: FeedState, since: str) -> Token:
    if not since:
        return Token(state.epoch, 0, base=state.last_seq)
    token = decode(since)
    if token is None:
        raise Problem(400, "bad_token", "This is not a change token.")
    if token.epoch != state.epoch or token.knows_removals_until > state.last_seq:
        raise _stale()  # another database, or this one restored from an older copy
    return token


def _stale() -> Problem:
    return Problem(
        410, "stale_token", "The token is too old or of another database. Start again from nothing."
    )
