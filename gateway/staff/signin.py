"""Signing in: a password or the provider's word in, a session token out, an audit entry either way."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.staff.accounts import find_account
from gateway.staff.audit import record
from gateway.staff.context import Desk
from gateway.staff.sessions import open_session
from gateway.staff.tables import StaffAccount


class SignInRefused(Exception):
    """Nobody was signed in; ``code`` names the sentence. It never tells whether an account exists."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


async def sign_in(desk: Desk, email: str, password: str, address: str) -> str:
    """Check a password and return the token of a new session; raises :class:`SignInRefused`.

    An unknown address, a closed account and a wrong password take equally long and sound the same.
    """
    if not await desk.throttle.admits(email, address):
        raise SignInRefused("login.wait")
    async with desk.services.database.read() as session:
        account = await find_account(session, email)
    stored = account.password_hash if account else None
    async with desk.hashing:
        fits = await asyncio.to_thread(desk.passwords.verify, stored, password)
    if account is None or not fits or not account.active:
        await _note_failure(desk, account, "password")
        raise SignInRefused("login.wrong")
    await desk.throttle.forgive(email)
    fresh = await _rehashed(desk, account, password)
    return await _open(desk, account.id, "password", fresh)


async def sign_in_by_claims(desk: Desk, claims: Mapping[str, Any]) -> str:
    """Return the token of a new session for whom the provider names; raises :class:`SignInRefused`.

    The account exists already: by the provider's subject, or by an address that the provider verified.
    """
    async with desk.services.database.write() as session:
        account = await _by_claims(session, claims)
        if account is not None and account.active and account.oidc_subject is None:
            account.oidc_subject = str(claims["sub"])
    if account is None or not account.active:
        await _note_failure(desk, account, "oidc")
        raise SignInRefused("login.no_account")
    return await _open(desk, account.id, "oidc", None)


async def _by_claims(session: AsyncSession, claims: Mapping[str, Any]) -> StaffAccount | None:
    query = select(StaffAccount).where(StaffAccount.oidc_subject == str(claims["sub"]))
    known = (await session.execute(query)).scalar_one_or_none()
    if known is not None or claims.get("email_verified") is not True:
        return known
    account = await find_account(session, str(claims.get("email") or ""))
    return account if account is not None and account.oidc_subject is None else None


async def _rehashed(desk: Desk, account: StaffAccount, password: str) -> str | None:
    stored = account.password_hash or ""
    if not desk.passwords.is_outdated(stored):
        return None
    return await asyncio.to_thread(desk.passwords.hash, password)


async def _open(desk: Desk, account_id: int, way: str, fresh_hash: str | None) -> str:
    now = desk.services.clock.now()
    async with desk.services.database.write() as session:
        account = await session.get_one(StaffAccount, account_id)
        if fresh_hash is not None:
            account.password_hash = fresh_hash
        record(session, now, account_id, "sign_in", ("staff_account", str(account_id)), detail={"way": way})
        return await open_session(session, account, now)


async def _note_failure(desk: Desk, account: StaffAccount | None, way: str) -> None:
    """Keep that it happened; of an address that nobody has, nothing is kept."""
    about = ("staff_account", str(account.id) if account else "")
    async with desk.services.database.write() as session:
        record(session, desk.services.clock.now(), None, "sign_in_failed", about, detail={"way": way})
