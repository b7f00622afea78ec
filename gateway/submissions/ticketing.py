"""Submissions that open a ticket, and those by which its reporter acts on one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.clock import WIB
from gateway.errors import FieldProblem, Problem, invalid, invalid_field
from gateway.feed.repository import get_row
from gateway.forms.answers import CheckedAnswers, check_answers
from gateway.forms.definition import FormDefinition
from gateway.forms.fields import FileField
from gateway.forms.repository import find_form, latest_form
from gateway.submissions import repository
from gateway.submissions.schemas import (
    BlankSpotPayload,
    CommentPayload,
    RatingPayload,
    ResolutionPayload,
    ServiceRequestPayload,
    TicketAct,
)
from gateway.submissions.tables import Submission
from gateway.tickets import repository as tickets
from gateway.tickets.clock import REOPEN_FOR
from gateway.tickets.opening import SERVICES, NewTicket, open_ticket
from gateway.tickets.places import find_place
from gateway.tickets.requests import open_request
from gateway.tickets.service import REPORTER, Order, perform
from gateway.tickets.tables import Ticket
from gateway.tickets.tables import TicketAct as TicketActRow
from gateway.tickets.transitions import Action, Refused, State

BLANK_SPOT_SERVICE: Final = "lapor-blank-spot"
_KINDS_OF_FILE: Final = {"image": "image/", "pdf": "application/pdf"}


async def store_request(
    session: AsyncSession,
    submission: Submission,
    payload: ServiceRequestPayload,
    attachments: Sequence[str],
    seen_at: datetime,
) -> None:
    """Check the answers by the version they were written under and open the ticket; raises 422.

    Days are judged as of ``seen_at``, when the form was filled in.
    """
    form = await _form(session, payload)
    checked = check_answers(form, payload.answers, seen_at.astimezone(WIB).date())
    await _check_files(session, form, checked, attachments)
    await open_request(session, submission, payload.service_id, form, checked)


async def open_blank_spot(session: AsyncSession, submission: Submission, payload: BlankSpotPayload) -> None:
    """Open the ticket of a blank spot, when the catalogue has the service that answers for it.

    Everybody may know the village only; the note is for the agency.
    """
    if await get_row(session, SERVICES, BLANK_SPOT_SERVICE) is None:
        return
    place = await find_place(
        session,
        lat=payload.position.lat,
        lon=payload.position.lon,
        village_code=payload.village_code,
        station_id=None,
        public="village",
    )
    await open_ticket(session, submission, NewTicket(BLANK_SPOT_SERVICE, place))


async def store_act(
    session: AsyncSession, submission: Submission, payload: TicketAct, attachments: list[str], now: datetime
) -> None:
    """Do to the ticket what its reporter says; raises 422 when its state does not allow it."""
    found = await tickets.load(session, payload.target)
    if found is None:
        raise invalid_field("payload.target", "unknown_value", "There is no such request.")
    session.add(TicketActRow(submission_id=submission.id, target_id=payload.target))
    action, order = _order(payload, tuple(attachments))
    try:
        _require_in_time(*found, action, now)
        await perform(session, *found, REPORTER, action, now, order)
    except Refused as refused:
        raise wrong_state(refused) from refused


def wrong_state(refused: Refused) -> Problem:
    """Return the 422 for what the state of a ticket does not allow its reporter."""
    return invalid_field("payload.target", "state", f"Not possible: the request is {refused.state}.")


async def require_images(session: AsyncSession, attachments: Sequence[str]) -> None:
    """Raise the 422 when an attachment is no photo."""
    types = await repository.media_types(session, attachments)
    _refuse(
        f"attachments.{at}"
        for at, sha256 in enumerate(attachments)
        if not types[sha256].startswith(_KINDS_OF_FILE["image"])
    )


async def _form(session: AsyncSession, payload: ServiceRequestPayload) -> FormDefinition:
    form = await find_form(session, payload.service_id, payload.form_version)
    if form is not None:
        return form
    if await latest_form(session, payload.service_id) is None:
        raise invalid_field("payload.service_id", "unknown_value", "This cannot be asked for here.")
    raise invalid_field("payload.form_version", "unknown_value", "There is no such version of the form.")


async def _check_files(
    session: AsyncSession, form: FormDefinition, checked: CheckedAnswers, attachments: Sequence[str]
) -> None:
    """Hold answers and attachments against each other: the same files, of the kinds that the form takes."""
    types = await repository.media_types(session, attachments)
    fields = [field for field in form.fields if isinstance(field, FileField)]
    _refuse(f"payload.answers.{field.code}" for field in fields if not _fits(field, checked.values, types))
    _refuse(f"attachments.{at}" for at, sha256 in enumerate(attachments) if sha256 not in checked.files)


def _fits(field: FileField, values: Mapping[str, Any], types: Mapping[str, str]) -> bool:
    accepted = tuple(_KINDS_OF_FILE[kind] for kind in field.accept)
    return all(types.get(sha256, "").startswith(accepted) for sha256 in values.get(field.code, ()))


def _refuse(fields: Any) -> None:
    errors = [FieldProblem(field, "unknown_value", "Not a file that belongs here.") for field in fields]
    if errors:
        raise invalid(errors)


def _order(payload: TicketAct, files: tuple[str, ...]) -> tuple[Action, Order]:
    match payload:
        case CommentPayload():
            return Action.COMMENT, Order(text=payload.text, files=files)
        case RatingPayload():
            return Action.RATE, Order(text=payload.text, stars=payload.stars)
        case ResolutionPayload():
            action = Action.ACCEPT if payload.accepted else Action.REOPEN
            return action, Order(text=payload.text, files=files)


def _require_in_time(ticket: Ticket, submission: Submission, action: Action, now: datetime) -> None:
    """Raise :class:`Refused` when it is too late to reopen a closed ticket."""
    if action is not Action.REOPEN or submission.status != State.CLOSED:
        return
    if ticket.resolved_at is None or now >= ticket.resolved_at + REOPEN_FOR:
        raise Refused(submission.status, action)
