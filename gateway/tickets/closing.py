"""Closing what was resolved and met with silence."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.tickets import repository
from gateway.tickets.clock import CONFIRM_FOR
from gateway.tickets.service import SYSTEM, Order, perform
from gateway.tickets.transitions import Action


async def close_silent(session: AsyncSession, now: datetime) -> int:
    """Close the tickets whose reporter has said nothing for seven days; return how many.

    Under the sequence lock, so that a second process finds them closed already.
    """
    await sequence.lock(session)
    keys = await repository.silent_since(session, now - CONFIRM_FOR)
    for key in keys:
        found = await repository.load(session, key)
        assert found is not None
        await perform(session, *found, SYSTEM, Action.EXPIRE, now, Order())
    return len(keys)
