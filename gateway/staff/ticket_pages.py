"""The queue and the page of a ticket."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette_admin.routing import route

from gateway.csvfile import MEDIA_TYPE, write_csv
from gateway.errors import Problem
from gateway.feed.collections import BUSINESSES, REGIONS
from gateway.feed.tables import ContentRow
from gateway.staff.audit import record
from gateway.staff.business_card import wants_card
from gateway.staff.content_saving import OWNERS
from gateway.staff.context import desk_of, require, require_anywhere
from gateway.staff.page import Page, go, names_of, tell
from gateway.staff.reply_templates import templates_for
from gateway.staff.rights import Officer, agencies, may
from gateway.staff.ticket_acts import TicketChanged, Wish, fulfil, read_wish, take_in
from gateway.staff.ticket_export import HEADER, MOST_ROWS, export_rows
from gateway.staff.ticket_facts import Facts, gather, position_text
from gateway.staff.ticket_files import answer_file, find_file
from gateway.staff.ticket_queue import QueueFilter, every_ticket, is_late, read_queue, today
from gateway.staff.trade_pages import card_form
from gateway.staff.words import language_of
from gateway.submissions.tables import Submission
from gateway.tickets import repository
from gateway.tickets.service import OFFICER_ACTIONS
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import Action, Refused, State, apply

_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ORDER: Final = (
    Action.TAKE,
    Action.ANSWER,
    Action.ASK,
    Action.RESOLVE,
    Action.REJECT,
    Action.ASSIGN,
    Action.TRANSFER,
    Action.MERGE,
    Action.NOTE,
)


class Queue(Page):
    """``/staff/`` and ``/staff/tickets``."""

    menu_label = "queue"
    path = "/tickets"
    action = "ticket.read"

    @route("")
    async def index(self, request: Request) -> Response:
        """Show a page of the queue."""
        officer = require_anywhere(request, "ticket.read")
        wanted, day = read_filter(request.query_params), today(desk_of(request).services.clock.now())
        async with desk_of(request).services.database.read() as session:
            page = await read_queue(session, officer, wanted, day)
            lists = await _lists(session, officer)
        return self.render(
            request,
            "queue.html",
            page=page,
            wanted=wanted,
            rows=[(ticket, one, is_late(ticket, one, day)) for ticket, one in page.tickets],
            link=lambda **changes: "?" + urlencode({**dict(request.query_params), **changes}),
            states=[state.value for state in State],
            **lists,
        )

    @route(".csv", name="ticket-export")
    async def export(self, request: Request) -> Response:
        """Return what the filter finds as CSV, without anything personal."""
        officer, services = require_anywhere(request, "ticket.export"), desk_of(request).services
        wanted, now = read_filter(request.query_params), services.clock.now()
        async with services.database.write() as session:
            found = await every_ticket(session, officer, wanted, today(now), MOST_ROWS)
            detail = {"rows": len(found)}
            record(session, now, officer.id, "ticket.export", ("ticket", ""), detail=detail)
        headers = {"Content-Disposition": 'attachment; filename="tickets.csv"'}
        return Response(write_csv(HEADER, export_rows(found)), media_type=MEDIA_TYPE, headers=headers)

    @route("/{number}", name="ticket")
    async def ticket(self, request: Request) -> Response:
        """Show one ticket."""
        return await self._ticket_page(request)

    @route("/{number}/card", name="ticket-card")
    async def card(self, request: Request) -> Response:
        """Show the form of the card of a business, filled in from this registration."""
        async with desk_of(request).services.database.read() as session:
            ticket, submission = await _find(session, request.path_params["number"])
        require(request, "ticket.read", ticket.agency_id)
        return await card_form(self, request, ticket, submission)

    @route("/{number}/show", methods=["POST"], name="ticket-show")
    async def show(self, request: Request) -> Response:
        """Show a NIK that is masked, and note who looked."""
        services, number = desk_of(request).services, request.path_params["number"]
        field = str((await request.form()).get("field") or "")
        if not _CODE.fullmatch(field):
            raise HTTPException(404)
        async with services.database.write() as session:
            ticket, _ = await _find(session, number)
            officer = require(request, "ticket.show", ticket.agency_id)
            about, agency = ("ticket", number), ticket.agency_id
            now = services.clock.now()
            record(session, now, officer.id, "ticket.show", about, agency_id=agency, detail={"field": field})
        return await self._ticket_page(request, shown=field)

    @route("/{number}/files/{sha256}", name="ticket-file")
    async def file(self, request: Request) -> Response:
        """Answer with a photo or a document of the ticket."""
        async with desk_of(request).services.database.read() as session:
            ticket, submission = await _find(session, request.path_params["number"])
            require(request, "ticket.read", ticket.agency_id)
            found = await find_file(session, submission.id, request.path_params["sha256"])
        if found is None:
            raise HTTPException(404)
        return await answer_file(request, found)

    @route("/{number}/{action}", methods=["POST"], name="ticket-act")
    async def act(self, request: Request) -> Response:
        """Do something to the ticket; what was typed stays on the page when it cannot be done."""
        desk, number = desk_of(request), request.path_params["number"]
        action = _action(request.path_params["action"])
        async with desk.services.database.read() as session:
            ticket, _ = await _find(session, number)
        officer = require(request, f"ticket.{action.value}", ticket.agency_id)
        wish = Wish(action)
        try:
            async with request.form() as form:
                wish = read_wish(action, form)
                wish = replace(wish, files=await take_in(desk.services.attachments, form.getlist("files")))
            await fulfil(desk, officer, number, wish)
        except PermissionError as error:
            raise HTTPException(403) from error
        except TicketChanged:
            return await self._ticket_page(request, 409, fault="ticket.changed", draft=wish.kept)
        except Problem as problem:
            fault = _fault(problem)
            return await self._ticket_page(request, problem.status, fault=fault, draft=wish.kept)
        tell(request, f"done.{action.value}")
        return go(f"/tickets/{number}" if may(officer, "ticket.read", _agency(wish, ticket)) else "/tickets")

    async def _ticket_page(
        self, request: Request, status: int = 200, *, shown: str = "", **context: Any
    ) -> Response:
        services, number = desk_of(request).services, request.path_params["number"]
        async with services.database.read() as session:
            ticket, submission = await _find(session, number)
            officer = require(request, "ticket.read", ticket.agency_id)
            facts = await gather(session, ticket, submission, language_of(request), shown)
            names = await names_of(session, "agencies")
            replies = await templates_for(session, ticket.agency_id)
        return self.render(
            request,
            "ticket.html",
            status,
            facts=facts,
            actions=possible_actions(officer, facts),
            similar=[pair for pair in facts.similar if may(officer, "ticket.read", pair[0].agency_id)],
            late=is_late(ticket, submission, today(services.clock.now())),
            agencies=names,
            replies=replies,
            position=position_text(ticket.lat, ticket.lon),
            may_list=wants_card(ticket, submission) and may(officer, "business.edit", OWNERS[BUSINESSES]),
            **{"fault": "", "draft": {}, **context},
        )


def read_filter(query: QueryParams) -> QueueFilter:
    """Return the filter of an address; what cannot be read counts as absent."""
    page, state = query.get("page", ""), query.get("state", "")
    known = {state.value for state in State} | {"open", "all"}
    return QueueFilter(
        state=state if state in known else "open",
        service=query.get("service", "")[:100],
        agency=query.get("agency", "")[:100],
        regency=query.get("regency", "")[:20],
        text=query.get("text", "").strip()[:100],
        late=query.get("late") == "1",
        mine=query.get("mine") == "1",
        page=int(page) if page.isdecimal() and 0 < int(page[:6]) < 100_000 else 1,
    )


def possible_actions(officer: Officer, facts: Facts) -> list[str]:
    """Return what this officer may do to the ticket in its state, in the order of the page."""
    return [
        action.value
        for action in _ORDER
        if may(officer, f"ticket.{action.value}", facts.ticket.agency_id)
        and _is_possible(facts.submission.status, action)
    ]


def _is_possible(state: str, action: Action) -> bool:
    try:
        apply(state, action)
    except Refused:
        return False
    return True


def _action(name: str) -> Action:
    try:
        action = Action(name)
    except ValueError as error:
        raise HTTPException(404) from error
    if action not in OFFICER_ACTIONS:
        raise HTTPException(404)
    return action


def _agency(wish: Wish, ticket: Ticket) -> str | None:
    return wish.agency_id if wish.action is Action.TRANSFER else ticket.agency_id


def _fault(problem: Problem) -> str:
    """Return the name of the sentence for what the action refused."""
    if problem.code == "wrong_state":
        return "ticket.wrong_state"
    fields = {error.field.partition(".")[0] for error in problem.errors}
    for field in ("text", "files", "target", "agency_id", "assignee_id"):
        if field in fields:
            return f"fault.{field}"
    return "fault.file" if problem.status in (413, 415) else "fault.other"


async def _find(session: AsyncSession, number: str) -> tuple[Ticket, Submission]:
    found = await repository.find_by_number(session, number)
    if found is None:
        raise HTTPException(404)
    return found


async def _lists(session: AsyncSession, officer: Officer) -> dict[str, Any]:
    """Return the names for the filters: services, regencies, and the agencies that the officer reads."""
    held, every = agencies(officer, "ticket.read"), await names_of(session, "agencies")
    return {
        "services": await names_of(session, "services"),
        "agencies": every if "*" in held else {one: every.get(one, one) for one in sorted(held)},
        "regencies": await _regencies(session),
    }


async def _regencies(session: AsyncSession) -> dict[str, str]:
    """Return the names of the regencies by code, without reading the thousand villages."""
    query = select(ContentRow).where(
        ContentRow.collection == REGIONS,
        func.length(ContentRow.id) == len("17.71"),
        ContentRow.deleted_at.is_(None),
    )
    rows = (await session.execute(query.order_by(ContentRow.id))).scalars()
    return {row.id: row.body["name"] for row in rows}
