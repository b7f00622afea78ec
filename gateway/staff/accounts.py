"""Officers' accounts: adding, changing, closing. Everything that changes leaves an audit entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.staff.audit import record
from gateway.staff.rights import ROLES
from gateway.staff.sessions import close_all
from gateway.staff.tables import StaffAccount, StaffRole

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]+")
_MAX_EMAIL = 254
_MAX_NAME = 200

Pair = tuple[str, str]


class AccountRefused(ValueError):
    """What an account cannot be; ``code`` names the sentence, ``field`` the control."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


def normal_email(text: str) -> str:
    """Return an address in the form in which it is stored; raises :class:`AccountRefused`."""
    email = text.strip().lower()
    if len(email) > _MAX_EMAIL or not _EMAIL.fullmatch(email):
        raise AccountRefused("email", "email_format")
    return email


async def find_account(session: AsyncSession, email: str) -> StaffAccount | None:
    """Return the account of an address as typed, also a closed one."""
    query = select(StaffAccount).where(StaffAccount.email == email.strip().lower())
    return (await session.execute(query)).scalar_one_or_none()


async def list_accounts(session: AsyncSession) -> Sequence[StaffAccount]:
    """Return every account by address."""
    return (await session.execute(select(StaffAccount).order_by(StaffAccount.email))).scalars().all()


async def add_account(
    session: AsyncSession,
    email: str,
    name: str,
    password_hash: str | None,
    roles: Iterable[Pair],
    now: datetime,
    staff_id: int | None = None,
) -> StaffAccount:
    """Store an account; raises :class:`AccountRefused` for a bad or used address, name or role."""
    address, called = normal_email(email), name.strip()
    if not 0 < len(called) <= _MAX_NAME:
        raise AccountRefused("name", "name_length")
    if await find_account(session, address) is not None:
        raise AccountRefused("email", "email_used")
    account = StaffAccount(
        email=address, name=called, password_hash=password_hash, active=True, created_at=now, roles=[]
    )
    session.add(account)
    await session.flush()
    pairs = set_roles(account, roles)
    _record(session, now, staff_id, "account.add", account, {"roles": pairs})
    return account


async def change_roles(
    session: AsyncSession, account: StaffAccount, roles: Iterable[Pair], now: datetime, staff_id: int | None
) -> None:
    """Give an account these rights and no others."""
    pairs = set_roles(account, roles)
    _record(session, now, staff_id, "account.roles", account, {"roles": pairs})


def set_roles(account: StaffAccount, roles: Iterable[Pair]) -> list[str]:
    """Replace the rights of an account and return them as text; raises :class:`AccountRefused`."""
    wanted = set(roles)
    if any(role not in ROLES or not agency for agency, role in wanted):
        raise AccountRefused("roles", "role_unknown")
    account.roles = [role for role in account.roles if (role.agency_id, role.role) in wanted]
    held = {(role.agency_id, role.role) for role in account.roles}
    account.roles += [StaffRole(agency_id=agency, role=role) for agency, role in sorted(wanted - held)]
    return [f"{agency}:{role}" for agency, role in sorted(wanted)]


async def set_password(
    session: AsyncSession, account: StaffAccount, password_hash: str, now: datetime, staff_id: int | None
) -> None:
    """Replace the password and sign the account out everywhere."""
    account.password_hash = password_hash
    await close_all(session, account.id)
    _record(session, now, staff_id, "account.password", account, {})


async def set_active(
    session: AsyncSession, account: StaffAccount, active: bool, now: datetime, staff_id: int | None
) -> None:
    """Close an account, which signs it out everywhere, or open it again."""
    account.active = active
    if not active:
        await close_all(session, account.id)
    _record(session, now, staff_id, "account.enable" if active else "account.disable", account, {})


def _record(
    session: AsyncSession,
    now: datetime,
    staff_id: int | None,
    action: str,
    account: StaffAccount,
    detail: dict[str, list[str]],
) -> None:
    record(session, now, staff_id, action, ("staff_account", str(account.id)), detail=detail)
