"""Collections to which the desk adds rows and from which it removes them."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route

from gateway.feed.collections import DESTINATIONS, EVENTS, PROGRAMMES, ROUTES
from gateway.staff.content_fields import read_members
from gateway.staff.content_pages import ContentPage
from gateway.staff.content_saving import ACTIONS, OWNERS, RowChanged, RowRefused, add_row, remove_row
from gateway.staff.context import desk_of, require
from gateway.staff.page import go, tell
from gateway.staff.photo_pages import PhotoPages

_PRESET: Final = {"verified": "source", "lifecycle": "active", "dates_known": "no", "days": "1"}


class GrowingPage(ContentPage):
    """A collection of one agency, to which rows are added."""

    grows = True

    @route("/new", name="content-new")
    async def new(self, request: Request) -> Response:
        """Show the empty form."""
        require(request, self.action, OWNERS[self.collection])
        return await self._form(request, {}, dict(_PRESET), seq=None)

    @route("/new", methods=["POST"], name="content-add")
    async def add(self, request: Request) -> Response:
        """Check and publish a new row, or show what is wrong by member."""
        officer, form = require(request, self.action, OWNERS[self.collection]), await request.form()
        values, wrong = read_members(self.collection, form)
        shown = {name: value for name, value in form.items() if isinstance(value, str)}
        try:
            if wrong:
                raise RowRefused(wrong)
            wanted = {**values, "id": shown.get("id", "").strip()}
            await add_row(desk_of(request), officer, self.collection, wanted)
        except RowRefused as refused:
            return await self._form(request, {}, shown, 422, seq=None, errors=refused.faults)
        tell(request, "content.saved")
        return go(self.path)

    @route("/remove/{row_id}", methods=["POST"], name="content-remove")
    async def remove(self, request: Request) -> Response:
        """Take a row away for good, once the officer has ticked that it is meant."""
        row, _ = await self._row(request)
        officer, form = require(request, self.action, OWNERS[self.collection]), await request.form()
        back = f"{self.path}/edit/{quote(row['id'])}"
        if form.get("sure") != "1":
            tell(request, "content.not_removed", "error")
            return go(back)
        try:
            seq = _number(form.get("seq"))
            await remove_row(desk_of(request), officer, self.collection, row["id"], seq)
        except RowChanged:
            tell(request, "content.not_removed_changed", "error")
            return go(back)
        tell(request, "content.removed")
        return go(self.path)


class Destinations(PhotoPages, GrowingPage):
    """``/staff/destinations``."""

    menu_label = DESTINATIONS
    path = "/destinations"
    collection = DESTINATIONS
    action = ACTIONS[DESTINATIONS]


class Events(GrowingPage):
    """``/staff/events``."""

    menu_label = EVENTS
    path = "/events"
    collection = EVENTS
    action = ACTIONS[EVENTS]


class Programmes(GrowingPage):
    """``/staff/programmes``."""

    menu_label = PROGRAMMES
    path = "/programmes"
    collection = PROGRAMMES
    action = ACTIONS[PROGRAMMES]


class Routes(GrowingPage):
    """``/staff/routes``."""

    menu_label = ROUTES
    path = "/routes"
    collection = ROUTES
    action = ACTIONS[ROUTES]


def _number(text: Any) -> int:
    return int(text) if isinstance(text, str) and text.isdecimal() and len(text) < 19 else -1
