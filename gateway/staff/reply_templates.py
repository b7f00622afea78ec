"""Reply templates: read by who answers, kept by who administers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route

from gateway.staff.audit import record
from gateway.staff.context import desk_of, require, require_anywhere
from gateway.staff.page import Page, go, names_of, tell
from gateway.staff.rights import agencies
from gateway.staff.tables import EVERY_AGENCY, ReplyTemplate

MAX_TITLE: Final = 100
MAX_BODY: Final = 4000


async def templates_for(session: AsyncSession, agency_id: str | None) -> Sequence[ReplyTemplate]:
    """Return what an agency's officers may use: its own and everybody's, by title."""
    query = select(ReplyTemplate).where(ReplyTemplate.agency_id.in_([agency_id or "", EVERY_AGENCY]))
    return (await session.execute(query.order_by(ReplyTemplate.title))).scalars().all()


class ReplyTemplates(Page):
    """``/staff/templates``."""

    menu_label = "templates"
    path = "/templates"
    action = "template.edit"

    @route("")
    async def index(self, request: Request) -> Response:
        """List the templates that the officer keeps."""
        return await self._page(request, {}, {})

    @route("/save", methods=["POST"], name="template-save")
    async def save(self, request: Request) -> Response:
        """Add a template, or change the one whose ``id`` is given."""
        services, form = desk_of(request).services, await request.form()
        given = {name: str(form.get(name) or "").strip() for name in ("id", "agency_id", "title", "body")}
        officer = require(request, "template.edit", given["agency_id"])
        if errors := _faults(given):
            return await self._page(request, given, errors, 422)
        now = services.clock.now()
        async with services.database.write() as session:
            row = await _row(session, given["id"])
            if row is None:
                row = ReplyTemplate(agency_id="", title="", body="", updated_at=now)
                session.add(row)
            else:
                require(request, "template.edit", row.agency_id)
            row.agency_id, row.title, row.body = given["agency_id"], given["title"], given["body"]
            row.updated_at = now
            await session.flush()
            about = ("reply_template", str(row.id))
            record(session, now, officer.id, "template.save", about, agency_id=row.agency_id)
        tell(request, "templates.saved")
        return go("/templates")

    @route("/{id:int}/delete", methods=["POST"], name="template-delete")
    async def delete(self, request: Request) -> Response:
        """Delete a template."""
        services = desk_of(request).services
        async with services.database.write() as session:
            row = await _row(session, str(request.path_params["id"]))
            if row is None:
                raise HTTPException(404)
            officer = require(request, "template.edit", row.agency_id)
            await session.delete(row)
            about = ("reply_template", str(row.id))
            now, agency_id = services.clock.now(), row.agency_id
            record(session, now, officer.id, "template.delete", about, agency_id=agency_id)
        tell(request, "templates.deleted")
        return go("/templates")

    async def _page(
        self, request: Request, draft: dict[str, str], errors: dict[str, str], status: int = 200
    ) -> Response:
        officer = require_anywhere(request, "template.edit")
        held = agencies(officer, "template.edit")
        async with desk_of(request).services.database.read() as session:
            query = select(ReplyTemplate).order_by(ReplyTemplate.title)
            if EVERY_AGENCY not in held:
                query = query.where(ReplyTemplate.agency_id.in_(held))
            rows = (await session.execute(query)).scalars().all()
            names = await names_of(session, "agencies")
        context = {"rows": rows, "names": names, "held": sorted(held), "draft": draft, "errors": errors}
        return self.render(request, "templates.html", status, **context)


def _faults(given: dict[str, str]) -> dict[str, str]:
    found = {}
    for name, most in (("title", MAX_TITLE), ("body", MAX_BODY)):
        if not given[name]:
            found[name] = "fault.missing"
        elif len(given[name]) > most:
            found[name] = "fault.too_long"
    return found


async def _row(session: AsyncSession, row_id: str) -> ReplyTemplate | None:
    """Return the template to change, None for a new one; raises 404 for an id that nobody has."""
    if not row_id:
        return None
    row = await session.get(ReplyTemplate, int(row_id)) if row_id.isdecimal() and len(row_id) < 10 else None
    if row is None:
        raise HTTPException(404)
    return row
