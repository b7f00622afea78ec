"""Officers' accounts and API keys."""

from __future__ import annotations

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route

from gateway.staff import accounts, keys
from gateway.staff.context import desk_of, officer_of_request, require, require_anywhere
from gateway.staff.page import Page, go, names_of, tell
from gateway.staff.passwords import generate_password
from gateway.staff.rights import ROLES, Officer, agencies, may
from gateway.staff.tables import EVERY_AGENCY, StaffAccount


class Accounts(Page):
    """``/staff/accounts``: an administrator of an agency gives rights at that agency only."""

    menu_label = "accounts"
    path = "/accounts"
    action = "account.edit"

    @route("")
    async def index(self, request: Request) -> Response:
        """List the accounts that have rights where the officer administers."""
        return await self._page(request)

    @route("/add", methods=["POST"], name="account-add")
    async def add(self, request: Request) -> Response:
        """Add an account; its password is made up and shown once."""
        desk, form = desk_of(request), await request.form()
        agency = str(form.get("agency_id") or "")
        officer = require(request, "account.edit", agency)
        given = {name: str(form.get(name) or "") for name in ("email", "name", "agency_id")}
        password = generate_password()
        hashed = None if form.get("oidc_only") else await asyncio.to_thread(desk.passwords.hash, password)
        pairs = [(agency, role) for role in _roles(form)]
        try:
            async with desk.services.database.write() as session:
                now = desk.services.clock.now()
                await accounts.add_account(
                    session, given["email"], given["name"], hashed, pairs, now, officer.id
                )
        except accounts.AccountRefused as refused:
            return await self._page(
                request, 422, draft=given, errors={refused.field: f"account.{refused.code}"}
            )
        secret = {"email": given["email"], "password": password} if hashed else {}
        return await self._page(request, secret=secret, done="account.added")

    @route("/{id:int}/roles", methods=["POST"], name="account-roles")
    async def roles(self, request: Request) -> Response:
        """Replace an account's rights at one agency."""
        services, form = desk_of(request).services, await request.form()
        agency = str(form.get("agency_id") or "")
        officer = require(request, "account.edit", agency)
        async with services.database.write() as session:
            account = await _account(session, request)
            kept = [(one.agency_id, one.role) for one in account.roles if one.agency_id != agency]
            wanted = [*kept, *((agency, role) for role in _roles(form))]
            await accounts.change_roles(session, account, wanted, services.clock.now(), officer.id)
        tell(request, "account.roles_changed")
        return go(self.path)

    @route("/{id:int}/active", methods=["POST"], name="account-active")
    async def active(self, request: Request) -> Response:
        """Close an account, or open it again; nobody closes their own."""
        services, form = desk_of(request).services, await request.form()
        officer = officer_of_request(request)
        async with services.database.write() as session:
            account = await _account(session, request)
            _require_all_of(officer, account)
            if account.id == officer.id:
                raise HTTPException(403)
            is_on = form.get("active") == "1"
            await accounts.set_active(session, account, is_on, services.clock.now(), officer.id)
        tell(request, "account.enabled" if is_on else "account.disabled")
        return go(self.path)

    @route("/{id:int}/password", methods=["POST"], name="account-password")
    async def password(self, request: Request) -> Response:
        """Give an account a new password, shown once, and sign it out everywhere."""
        desk, officer, password = desk_of(request), officer_of_request(request), generate_password()
        hashed = await asyncio.to_thread(desk.passwords.hash, password)
        async with desk.services.database.write() as session:
            account = await _account(session, request)
            _require_all_of(officer, account)
            await accounts.set_password(session, account, hashed, desk.services.clock.now(), officer.id)
        secret = {"email": account.email, "password": password}
        return await self._page(request, secret=secret, done="account.password_changed")

    async def _page(self, request: Request, status: int = 200, **context: object) -> Response:
        officer = require_anywhere(request, "account.edit")
        held = agencies(officer, "account.edit")
        async with desk_of(request).services.database.read() as session:
            rows = [one for one in await accounts.list_accounts(session) if _is_seen(held, one)]
            names = await names_of(session, "agencies")
        return self.render(
            request,
            "accounts.html",
            status,
            rows=[(one, _has_all_of(officer, one)) for one in rows],
            agencies=[EVERY_AGENCY, *names] if EVERY_AGENCY in held else sorted(held),
            names=names,
            roles=ROLES,
            **{"draft": {}, "errors": {}, "secret": {}, "done": "", **context},
        )


class Keys(Page):
    """``/staff/keys``: partners' keys belong to no agency, so only administrators of all see them."""

    menu_label = "keys"
    path = "/keys"
    action = "key.edit"

    def is_accessible(self, request: Request) -> bool:
        """Tell whether the officer administers every agency."""
        return may(officer_of_request(request), self.action, EVERY_AGENCY)

    @route("")
    async def index(self, request: Request) -> Response:
        """List the keys."""
        return await self._page(request)

    @route("/add", methods=["POST"], name="key-add")
    async def add(self, request: Request) -> Response:
        """Make a key and show it once."""
        services, form = desk_of(request).services, await request.form()
        officer = require(request, "key.edit", EVERY_AGENCY)
        name, email = str(form.get("name") or "").strip()[:200], str(form.get("email") or "")
        try:
            if not name:
                raise accounts.AccountRefused("name", "name_length")
            address = accounts.normal_email(email)
        except accounts.AccountRefused as refused:
            draft = {"name": name, "email": email}
            return await self._page(
                request, 422, draft=draft, errors={refused.field: f"account.{refused.code}"}
            )
        async with services.database.write() as session:
            _, token = await keys.add_key(session, name, address, services.clock.now(), officer.id)
        return await self._page(request, secret=token)

    @route("/{id:int}/revoke", methods=["POST"], name="key-revoke")
    async def revoke(self, request: Request) -> Response:
        """Close a key for good."""
        services, officer = desk_of(request).services, require(request, "key.edit", EVERY_AGENCY)
        async with services.database.write() as session:
            key_id = request.path_params["id"]
            if not await keys.revoke_key(session, key_id, services.clock.now(), officer.id):
                raise HTTPException(404)
        tell(request, "keys.revoked")
        return go(self.path)

    async def _page(self, request: Request, status: int = 200, **context: object) -> Response:
        require(request, "key.edit", EVERY_AGENCY)
        async with desk_of(request).services.database.read() as session:
            rows = await keys.list_keys(session)
        return self.render(
            request, "keys.html", status, rows=rows, **{"draft": {}, "errors": {}, "secret": "", **context}
        )


def _roles(form: FormData) -> list[str]:
    return [role for role in form.getlist("role") if isinstance(role, str) and role in ROLES]


async def _account(session: AsyncSession, request: Request) -> StaffAccount:
    account = await session.get(StaffAccount, request.path_params["id"])
    if account is None:
        raise HTTPException(404)
    return account


def _has_all_of(officer: Officer, account: StaffAccount) -> bool:
    """Tell whether the officer administers every agency at which the account has a right."""
    places = {role.agency_id for role in account.roles} or {EVERY_AGENCY}
    return all(may(officer, "account.edit", place) for place in places)


def _require_all_of(officer: Officer, account: StaffAccount) -> None:
    """Closing an account or its password reaches everywhere, so rights at one of its agencies do not do."""
    if not _has_all_of(officer, account):
        raise HTTPException(403)


def _is_seen(held: frozenset[str], account: StaffAccount) -> bool:
    return EVERY_AGENCY in held or any(role.agency_id in held for role in account.roles)
