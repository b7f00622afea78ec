"""Content of the app: a list of each collection, and the page on which a row is edited. Notices."""

from __future__ import annotations

from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route

from gateway.clock import WIB
from gateway.content.storing import stored_rows
from gateway.feed.collections import NOTICES
from gateway.staff.content_fields import as_inputs, read_members
from gateway.staff.content_form import CHANGED, ContentPlace, name_of, show_form
from gateway.staff.content_saving import (
    ACTIONS,
    RowChanged,
    RowRefused,
    find_row,
    notice_id,
    owner_of,
    save_row,
)
from gateway.staff.context import desk_of, officer_of_request, require, require_anywhere
from gateway.staff.page import go, tell
from gateway.staff.rights import may

_MOST_SHOWN: Final = 300


class ContentPage(ContentPlace):
    """The list of one collection, and the form of one row."""

    @route("")
    async def index(self, request: Request) -> Response:
        """List the rows that the officer may edit; ``?text=`` looks for words in id and name."""
        officer, wanted = require_anywhere(request, self.action), request.query_params.get("text", "")[:100]
        async with desk_of(request).services.database.read() as session:
            rows = await stored_rows(session, self.collection)
        mine = [row for row in rows.values() if may(officer, self.action, owner_of(self.collection, row))]
        found = [row for row in mine if wanted.casefold() in name_of(request, row).casefold() + row["id"]]
        found.sort(key=lambda row: str(row.get("published_at") or "") + name_of(request, row), reverse=False)
        return self.render(
            request,
            "content_list.html",
            place=self,
            rows=[(row, name_of(request, row)) for row in found[:_MOST_SHOWN]],
            total=len(found),
            wanted=wanted,
        )

    @route("/edit/{row_id}", name="content-edit")
    async def edit(self, request: Request) -> Response:
        """Show the form of a row."""
        row, seq = await self._row(request)
        return await self._form(request, row, as_inputs(self.collection, row), seq=seq)

    @route("/edit/{row_id}", methods=["POST"], name="content-save")
    async def save(self, request: Request) -> Response:
        """Check and publish a row, or show what is wrong by member."""
        row, _ = await self._row(request)
        form = await request.form()
        seq = str(form.get("seq") or "")
        return await self._save(request, row, int(seq) if seq.isdecimal() and len(seq) < 19 else -1)

    async def _save(self, request: Request, row: dict[str, Any], seq: int | None) -> Response:
        form = await request.form()
        values, wrong = read_members(self.collection, form)
        shown = {name: value for name, value in form.items() if isinstance(value, str)}
        wanted = {**row, **values}
        if seq is None:
            wanted["id"] = notice_id(wanted)
        try:
            if wrong:
                raise RowRefused(wrong)
            officer = require(request, self.action, owner_of(self.collection, wanted))
            await save_row(desk_of(request), officer, self.collection, wanted, seq)
        except RowRefused as refused:
            return await self._form(request, row, shown, 422, seq=seq, errors=refused.faults)
        except RowChanged:
            return await self._form(request, row, shown, 409, seq=seq, errors={"row": CHANGED})
        tell(request, "content.saved")
        return go(self.path)

    async def _row(self, request: Request) -> tuple[dict[str, Any], int]:
        async with desk_of(request).services.database.read() as session:
            found = await find_row(session, self.collection, request.path_params["row_id"])
        if found is None:
            raise HTTPException(404)
        require(request, self.action, owner_of(self.collection, found.body))
        return dict(found.body), found.seq

    async def _form(
        self, request: Request, row: dict[str, Any], shown: dict[str, str], status: int = 200, **context: Any
    ) -> Response:
        return await show_form(self, self, request, row, shown, status, **context)


class Notices(ContentPage):
    """``/staff/notices``."""

    menu_label = NOTICES
    path = "/notices"
    collection = NOTICES
    action = ACTIONS[NOTICES]

    @route("/new", name="notice-new")
    async def new(self, request: Request) -> Response:
        """Show the empty form; ``?kind=progress`` begins one that tells how far something has come."""
        require_anywhere(request, self.action)
        now = f"{desk_of(request).services.clock.now().astimezone(WIB):%Y-%m-%dT%H:%M}"
        preset = {"published_at": now}
        if request.query_params.get("kind") == "progress":
            preset |= {"kind": "progress", "fact_on": now[:10]}
        return await self._form(request, {}, preset, seq=None)

    @route("/new", methods=["POST"], name="notice-add")
    async def add(self, request: Request) -> Response:
        """Publish a new notice of the agency that the form names."""
        agency = str((await request.form()).get("agency_id") or "")
        require(request, self.action, agency or None)
        return await self._save(request, {"agency_id": agency}, None)

    @route("/expire/{row_id}", methods=["POST"], name="notice-expire")
    async def expire(self, request: Request) -> Response:
        """End a notice now."""
        row, seq = await self._row(request)
        now = desk_of(request).services.clock.now().astimezone(WIB).replace(microsecond=0)
        try:
            officer = officer_of_request(request)
            wanted = {**row, "expires_at": now.isoformat()}
            await save_row(desk_of(request), officer, self.collection, wanted, seq)
        except RowRefused as refused:
            if refused.faults.keys() != {"row"}:
                shown = as_inputs(self.collection, row)
                return await self._form(request, row, shown, 422, seq=seq, errors=refused.faults)
            tell(request, "notices.not_begun", "error")
        except RowChanged:
            tell(request, "notices.changed", "error")
        else:
            tell(request, "notices.expired")
        return go(self.path)
