"""The base of the desk's pages: rendering, messages, and the way back."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette_admin import CustomView
from starlette_admin.flash import flash
from starlette_admin.routing import route

from gateway.feed.repository import get_rows, live_ids
from gateway.staff.context import PREFIX, officer_of_request
from gateway.staff.rights import agencies
from gateway.staff.words import word


class Page(CustomView):
    """A place in the menu, named ``menu.<menu_label>`` in words.json.

    ``action``: shown to those who may do it at some agency; empty: to everybody who is signed in.
    """

    action = ""

    def is_accessible(self, request: Request) -> bool:
        """Tell whether the place is in the officer's menu; every handler checks its own rights besides."""
        return not self.action or bool(agencies(officer_of_request(request), self.action))

    def is_active(self, request: Request) -> bool:
        """Tell whether the page shown belongs to this place."""
        here = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
        return bool(here == self.path or (self.path != "/" and here.startswith(self.path + "/")))

    def render(self, request: Request, template: str, status: int = 200, **context: Any) -> Response:
        """Return a page of the desk with the messages that wait for it."""
        assert self._admin is not None, "a page is rendered once its view is registered"
        context = {"officer": officer_of_request(request), **context}
        return self._admin._template_response(request, f"desk/{template}", context, status)


async def names_of(session: AsyncSession, collection: str) -> dict[str, Any]:
    """Return the names of every row of a collection by id: text, or text in both languages."""
    rows = await get_rows(session, collection, await live_ids(session, collection))
    return {row_id: row.get("name", row_id) for row_id, row in sorted(rows.items())}


def tell(request: Request, name: str, category: str = "success", **values: object) -> None:
    """Show a sentence on the next page. Categories: success, info, warning, error."""
    flash(request, word(request, name, **values), category)


def go(path: str) -> Response:
    """Send the browser on to a page of the desk after a change."""
    return RedirectResponse(PREFIX + path, 303)


class Home(Page):
    """``/staff/``: leads to the queue, or to the own account of those who read no tickets."""

    path = "/"
    add_to_menu = False

    @route("")
    async def index(self, request: Request) -> Response:
        """Send the browser on."""
        return go("/tickets" if agencies(officer_of_request(request), "ticket.read") else "/me")
