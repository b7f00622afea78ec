"""The audit log, read-only."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route

from gateway.staff.accounts import list_accounts
from gateway.staff.audit import read_log
from gateway.staff.context import desk_of, require_anywhere
from gateway.staff.page import Page
from gateway.staff.rights import agencies


class AuditLog(Page):
    """``/staff/audit``: what happened at the agencies that the officer administers."""

    menu_label = "audit"
    path = "/audit"
    action = "audit.read"

    @route("")
    async def index(self, request: Request) -> Response:
        """Show a page of entries, newest first; ``?action=`` keeps those of one action."""
        officer, query = require_anywhere(request, "audit.read"), request.query_params
        text = query.get("page", "")
        page = int(text) if text.isdecimal() and 0 < len(text) < 7 and int(text) > 0 else 1
        wanted = query.get("action", "")[:64]
        async with desk_of(request).services.database.read() as session:
            held = agencies(officer, "audit.read")
            rows, has_more = await read_log(session, held, action=wanted, page=page)
            names = {account.id: account.name for account in await list_accounts(session)}
        return self.render(
            request, "audit.html", rows=rows, names=names, page=page, has_more=has_more, wanted=wanted
        )
