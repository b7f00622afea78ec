"""Signed-in browsers: a random token in a cookie, its hash in the database, eight hours that slide."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.db import Database
from gateway.staff.secrets import hash_token, new_token
from gateway.staff.tables import StaffAccount, StaffSession

LIFETIME: Final = timedelta(hours=8)
_SLIDE_AFTER: Final = timedelta(minutes=5)
"""A session is prolonged at most this often: not every page needs to write."""


async def open_session(session: AsyncSession, account: StaffAccount, now: datetime) -> str:
    """Sign an account in and return the token for its cookie; what has expired is forgotten."""
    await session.execute(delete(StaffSession).where(StaffSession.expires_at <= now))
    token = new_token()
    session.add(
        StaffSession(
            token_hash=hash_token(token), account_id=account.id, created_at=now, expires_at=now + LIFETIME
        )
    )
    account.last_seen_at = now
    return token


async def account_of(database: Database, token: str, now: datetime) -> StaffAccount | None:
    """Return the active account of a cookie and prolong its session; None when it is over."""
    async with database.read() as session:
        found = await session.get(StaffSession, hash_token(token))
        if found is None or found.expires_at <= now:
            return None
        account = await session.get(StaffAccount, found.account_id)
    if account is None or not account.active:
        return None
    if found.expires_at < now + LIFETIME - _SLIDE_AFTER:
        await _prolong(database, found.token_hash, now)
    return account


async def close_session(session: AsyncSession, token: str) -> int | None:
    """Sign one browser out and return whose it was."""
    found = await session.get(StaffSession, hash_token(token))
    if found is None:
        return None
    await session.delete(found)
    return found.account_id


async def close_all(session: AsyncSession, account_id: int) -> None:
    """Sign an account out everywhere."""
    await session.execute(delete(StaffSession).where(StaffSession.account_id == account_id))


async def _prolong(database: Database, token_hash: str, now: datetime) -> None:
    async with database.write() as session:
        query = select(StaffSession).where(StaffSession.token_hash == token_hash)
        found = (await session.execute(query)).scalar_one_or_none()
        if found is None:
            return
        found.expires_at = now + LIFETIME
        account = await session.get(StaffAccount, found.account_id)
        if account is not None:
            account.last_seen_at = now
