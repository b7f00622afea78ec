"""The gateway's own sequence: one number per change, in commit order.

A database sequence hands out numbers before the commit, so a reader could see 8 while 7 is still
uncommitted and would then never see 7. Here the numbers come from one row that stays locked until
the transaction ends; whoever holds a number is the only one who can commit next, so numbers become
visible in order and without gaps from roll-backs.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from gateway.db import Base

_ONLY_ROW = 1


class FeedState(Base):
    """The one row with the database's name (``epoch``) and the last number given out."""

    __tablename__ = "feed_state"

    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[str] = mapped_column(String(32))
    last_seq: Mapped[int] = mapped_column(BigInteger)


async def lock(session: AsyncSession) -> FeedState:
    """Wait for the writers before us and keep the others out until this transaction ends.

    Take it before reading what the change depends on. Calling it again is free.
    """
    query = select(FeedState).where(FeedState.id == _ONLY_ROW).with_for_update()
    return (await session.execute(query.execution_options(populate_existing=True))).scalar_one()


async def allocate(session: AsyncSession, count: int = 1) -> range:
    """Return the next ``count`` numbers; the caller's transaction holds the lock until it ends."""
    await session.flush()
    state = await lock(session)
    first = state.last_seq + 1
    state.last_seq += count
    await session.flush()
    return range(first, first + count)


async def position(session: AsyncSession) -> FeedState:
    """Return the state without locking: every number up to ``last_seq`` is committed and visible."""
    query = select(FeedState).where(FeedState.id == _ONLY_ROW)
    return (await session.execute(query)).scalar_one()
