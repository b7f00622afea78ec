"""The audit log: who did what, when, to what. Written in the transaction of the change itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.staff.tables import EVERY_AGENCY, AuditEntry

PAGE = 50


def record(
    session: AsyncSession,
    at: datetime,
    staff_id: int | None,
    action: str,
    about: tuple[str, str],
    *,
    agency_id: str | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add an entry. ``about`` is (type, id); ``detail`` names members and counts, never personal data.

    ``staff_id`` is None when nobody is signed in: the command line, a failed sign-in.
    """
    session.add(
        AuditEntry(
            at=at,
            staff_id=staff_id,
            action=action,
            object_type=about[0],
            object_id=about[1],
            agency_id=agency_id,
            detail=dict(detail or {}),
        )
    )


async def read_log(
    session: AsyncSession, agencies: frozenset[str], *, action: str = "", page: int = 1
) -> tuple[Sequence[AuditEntry], bool]:
    """Return a page of entries of these agencies, newest first, and whether there are more.

    ``EVERY_AGENCY`` among them opens the entries of nobody's agency too (sign-ins, keys, accounts).
    """
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).offset((page - 1) * PAGE).limit(PAGE + 1)
    if EVERY_AGENCY not in agencies:
        query = query.where(AuditEntry.agency_id.in_(agencies))
    if action:
        query = query.where(AuditEntry.action == action)
    rows = (await session.execute(query)).scalars().all()
    return rows[:PAGE], len(rows) > PAGE
