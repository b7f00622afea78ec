"""The officer's own page: rights, and a new password."""

from __future__ import annotations

import asyncio

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route

from gateway.staff.accounts import set_password
from gateway.staff.auth import COOKIE
from gateway.staff.context import Desk, desk_of, officer_of_request
from gateway.staff.page import Page, go, names_of, tell
from gateway.staff.passwords import password_fault
from gateway.staff.tables import StaffAccount


class Profile(Page):
    """``/staff/me``."""

    menu_label = "profile"
    path = "/me"

    @route("")
    async def index(self, request: Request) -> Response:
        """Show the account and the form for another password."""
        return await self._page(request, {})

    @route("/password", methods=["POST"], name="own-password")
    async def change_password(self, request: Request) -> Response:
        """Change the own password: the present one is asked for; every browser is signed out."""
        desk, form = desk_of(request), await request.form()
        officer = officer_of_request(request)
        async with desk.services.database.read() as session:
            account = await session.get_one(StaffAccount, officer.id)
        errors = await _faults(desk, account, form)
        if errors:
            return await self._page(request, errors, 422)
        hashed = await asyncio.to_thread(desk.passwords.hash, str(form.get("new")))
        async with desk.services.database.write() as session:
            account = await session.get_one(StaffAccount, officer.id)
            await set_password(session, account, hashed, desk.services.clock.now(), officer.id)
        tell(request, "profile.changed")
        answer = go("/login")
        answer.delete_cookie(COOKIE, path="/staff")
        return answer

    async def _page(self, request: Request, errors: dict[str, str], status: int = 200) -> Response:
        async with desk_of(request).services.database.read() as session:
            account = await session.get_one(StaffAccount, officer_of_request(request).id)
            names = await names_of(session, "agencies")
        has_password = account.password_hash is not None
        context = {"errors": errors, "has_password": has_password, "names": names}
        return self.render(request, "profile.html", status, **context)


async def _faults(desk: Desk, account: StaffAccount, form: FormData) -> dict[str, str]:
    """Return the code of what is wrong by control; guessing the present password is limited like sign-in."""
    present, new = str(form.get("present") or ""), str(form.get("new") or "")
    if not await desk.throttle.admits(account.email, f"own:{account.id}"):
        return {"present": "login.wait"}
    if not await asyncio.to_thread(desk.passwords.verify, account.password_hash, present):
        return {"present": "profile.wrong"}
    await desk.throttle.forgive(account.email)
    if fault := password_fault(new, account.email):
        return {"new": f"password.{fault}"}
    return {"again": "password.differs"} if new != form.get("again") else {}
