"""A browser at the officers' desk, and officers with invented names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import select

from gateway.staff.accounts import add_account
from gateway.staff.passwords import Passwords
from gateway.staff.tables import AuditEntry, StaffAccount
from gateway.state import Services
from tests.gateway.samples import client_of

PASSWORD = "enam ekor kambing"
CSRF_COOKIE = "starlette_admin_csrftoken"
OWN = "opd-25"
OTHER = "opd-30"
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""Little work: the tests sign in often."""


class DeskBrowser:
    """Keeps cookies and sends the form token that the desk gave."""

    def __init__(self, app: FastAPI) -> None:
        self.client = client_of(app)

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(f"/staff{path}")

    async def post(
        self, path: str, data: Mapping[str, Any] | None = None, *, files: Any = None, **options: Any
    ) -> httpx.Response:
        if CSRF_COOKIE not in self.client.cookies:
            await self.get("/login")
        form = {"csrftoken": self.client.cookies[CSRF_COOKIE], **(data or {})}
        return await self.client.post(f"/staff{path}", data=form, files=files, **options)

    async def sign_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        return await self.post("/login", {"email": email, "password": password})

    async def close(self) -> None:
        await self.client.aclose()


def services_of(app: FastAPI) -> Services:
    found = app.state.services
    assert isinstance(found, Services)
    return found


async def add_officer(
    app: FastAPI, email: str, *roles: tuple[str, str], password: str | None = PASSWORD
) -> StaffAccount:
    """Store an account; its name is made from the address."""
    services = services_of(app)
    hashed = QUICK.hash(password) if password else None
    async with services.database.write() as session:
        name = email.partition("@")[0].title() + " Contoh"
        return await add_account(session, email, name, hashed, roles, services.clock.now())


async def signed_in(app: FastAPI, email: str, *roles: tuple[str, str]) -> DeskBrowser:
    """Return a browser in which a new officer is signed in."""
    await add_officer(app, email, *roles)
    browser = DeskBrowser(app)
    assert (await browser.sign_in(email)).status_code == 303
    return browser


async def audit_actions(app: FastAPI) -> list[str]:
    """Return the actions of the audit log, oldest first."""
    return [entry.action for entry in await audit_entries(app)]


async def audit_entries(app: FastAPI) -> list[Any]:
    """Return the audit log, oldest first."""
    async with services_of(app).database.read() as session:
        return list((await session.execute(select(AuditEntry).order_by(AuditEntry.id))).scalars())
