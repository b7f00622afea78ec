"""API keys of the open door: made for a partner, shown once, found by their SHA-256."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.staff.audit import record
from gateway.staff.secrets import hash_token, new_token
from gateway.staff.tables import ApiKey


async def add_key(
    session: AsyncSession, name: str, email: str, now: datetime, staff_id: int | None = None
) -> tuple[ApiKey, str]:
    """Store a new key and return it with its token, which is kept nowhere."""
    token = new_token()
    key = ApiKey(key_hash=hash_token(token), name=name, email=email, created_at=now)
    session.add(key)
    await session.flush()
    record(session, now, staff_id, "key.add", ("api_key", str(key.id)))
    return key, token


async def find_key(session: AsyncSession, token: str) -> ApiKey | None:
    """Return the key of ``token``, None when there is none or it was revoked."""
    if not token:
        return None
    query = select(ApiKey).where(ApiKey.key_hash == hash_token(token), ApiKey.revoked_at.is_(None))
    return (await session.execute(query)).scalar_one_or_none()


async def revoke_key(session: AsyncSession, key_id: int, now: datetime, staff_id: int | None = None) -> bool:
    """Close a key for good; False when there is none or it is closed already."""
    key = await session.get(ApiKey, key_id)
    if key is None or key.revoked_at is not None:
        return False
    key.revoked_at = now
    record(session, now, staff_id, "key.revoke", ("api_key", str(key_id)))
    return True


async def list_keys(session: AsyncSession) -> Sequence[ApiKey]:
    """Return every key, the newest first."""
    return (await session.execute(select(ApiKey).order_by(ApiKey.id.desc()))).scalars().all()
