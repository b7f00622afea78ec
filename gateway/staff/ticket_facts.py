"""Everything that the page of one ticket shows, gathered from its tables and its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.attachments.tables import Attachment
from gateway.content.geography import distance_m
from gateway.feed.collections import REGIONS, WIFI_STATIONS
from gateway.feed.repository import get_row, get_rows
from gateway.forms.answers import mask_nik
from gateway.forms.fields import ChoiceField, ChoicesField, FormDefinition
from gateway.forms.repository import find_form
from gateway.staff.rights import may, officer_of
from gateway.staff.tables import StaffAccount
from gateway.staff.words import text_of
from gateway.submissions.tables import Submission, SubmissionAttachment, SubmissionEvent
from gateway.tickets import repository
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import State

NEAR_M: Final = 300.0
_NEAR_DEG: Final = 0.003
"""A little more than ``NEAR_M`` in degrees, at the equator."""
RECENT: Final = timedelta(days=30)
_SERVICES: Final = "services"
_MOST_SUGGESTIONS: Final = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer under its label; ``hidden`` holds the code of a NIK that is shown masked."""

    label: str
    text: str
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One event with the name of who acted and its files."""

    event: SubmissionEvent
    who: str
    files: Sequence[Attachment] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """A ticket as its agency sees it."""

    ticket: Ticket
    submission: Submission
    service: Mapping[str, Any]
    agency: str
    place: str
    answers: Sequence[Answer]
    files: Sequence[Attachment]
    lines: Sequence[Line]
    officers: Mapping[int, str]
    assignee: str = ""
    duplicate_of: str = ""
    similar: Sequence[tuple[Ticket, Submission]] = field(default_factory=tuple)


async def gather(
    session: AsyncSession, ticket: Ticket, submission: Submission, language: str, shown: str = ""
) -> Facts:
    """Return the facts of a ticket in a language. ``shown``: code of the NIK that was asked to be seen."""
    service = await get_row(session, _SERVICES, ticket.service_id) or {}
    names = await repository.agency_names(session, [ticket.agency_id])
    links = await repository.numbers_of(session, [ticket.duplicate_of]) if ticket.duplicate_of else {}
    accounts = (await session.execute(select(StaffAccount))).scalars().all()
    officers = {one.id: one.name for one in accounts}
    able = {one.id: one.name for one in accounts if may(officer_of(one), "ticket.answer", ticket.agency_id)}
    return Facts(
        ticket=ticket,
        submission=submission,
        service=service,
        agency=names.get(ticket.agency_id or "", ticket.agency_id or ""),
        place=await _place(session, ticket.village_code or ticket.regency_code),
        answers=await _answers(session, ticket, submission, language, shown),
        files=await _files(session, submission.id),
        lines=await _lines(session, submission.id, officers),
        officers=able,
        assignee=officers.get(ticket.assignee_id or 0, ""),
        duplicate_of=links.get(ticket.duplicate_of or "", ""),
        similar=await _similar(session, ticket, submission),
    )


async def _place(session: AsyncSession, code: str | None) -> str:
    """Return the names of a region and those above it: village, district, regency."""
    if code is None:
        return ""
    parts = code.split(".")
    codes = [".".join(parts[:length]) for length in range(len(parts), 1, -1)]
    rows = await get_rows(session, REGIONS, codes)
    return ", ".join(str(rows[code]["name"]) for code in codes if code in rows)


async def _answers(
    session: AsyncSession, ticket: Ticket, submission: Submission, language: str, shown: str
) -> list[Answer]:
    payload = submission.payload or {}
    if ticket.form_version is None:
        return _plain_answers(payload)
    form = await find_form(session, ticket.service_id, ticket.form_version)
    given = payload.get("answers")
    if form is None or not isinstance(given, Mapping):
        return []
    stations = [str(given[one.code]) for one in form.fields if one.type == "station" and one.code in given]
    villages = [str(given[one.code]) for one in form.fields if one.type == "village" and one.code in given]
    named = {**await get_rows(session, WIFI_STATIONS, stations), **await get_rows(session, REGIONS, villages)}
    return list(_by_form(form, given, named, language, shown))


def _by_form(
    form: FormDefinition, given: Mapping[str, Any], named: Mapping[str, Any], language: str, shown: str
) -> list[Answer]:
    found = []
    for one in form.fields:
        if one.code not in given or one.type == "file":
            continue
        label, value = text_of(one.label.model_dump(), language), given[one.code]
        if one.type == "text" and one.format == "nik" and one.code != shown:
            found.append(Answer(label, mask_nik(str(value)), hidden=one.code))
            continue
        options: Mapping[str, str] = {}
        if isinstance(one, ChoiceField | ChoicesField):
            options = {option.key: text_of(option.label.model_dump(), language) for option in one.options}
        found.append(Answer(label, _text(value, options, named)))
    return found


def _text(value: Any, options: Mapping[str, str], named: Mapping[str, Any]) -> str:
    match value:
        case True:
            return "✓"
        case list():
            return ", ".join(_text(item, options, named) for item in value)
        case dict():
            return position_text(value.get("lat"), value.get("lon"), value.get("accuracy_m"))
        case str() if value in named:
            return f"{named[value].get('name', value)} ({value})"
    return options.get(str(value), str(value))


def position_text(lat: object, lon: object, accuracy_m: object = None) -> str:
    """Return a position in degrees as text, with its accuracy in metres when it is known."""
    if not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return ""
    about = f" (±{accuracy_m:.0f} m)" if isinstance(accuracy_m, int | float) else ""
    return f"{lat:.5f}, {lon:.5f}{about}"


def _plain_answers(payload: Mapping[str, Any]) -> list[Answer]:
    """Return what a request without a form says: words, and the operators of a blank spot."""
    found = [Answer("note", str(payload[name])) for name in ("note", "description") if payload.get(name)]
    operators = [one for one in payload.get("operators") or [] if isinstance(one, Mapping)]
    return found + [Answer("operator", f"{one.get('operator')}: {one.get('class')}") for one in operators]


async def _files(session: AsyncSession, submission_id: str) -> Sequence[Attachment]:
    query = select(Attachment).join(SubmissionAttachment, SubmissionAttachment.sha256 == Attachment.sha256)
    query = query.where(SubmissionAttachment.submission_id == submission_id)
    return (await session.execute(query.order_by(SubmissionAttachment.place))).scalars().all()


async def _lines(session: AsyncSession, submission_id: str, officers: Mapping[int, str]) -> list[Line]:
    events = await repository.events_of(session, submission_id)
    files = await repository.event_files(session, [event.id for event in events])
    return [Line(one, officers.get(one.staff_id or 0, ""), files.get(one.id, ())) for one in events]


async def _similar(
    session: AsyncSession, ticket: Ticket, submission: Submission
) -> list[tuple[Ticket, Submission]]:
    """Return what may be the same matter: same service, 30 days around, within 300 m or in the village."""
    query = (
        select(Ticket, Submission)
        .join(Submission, Submission.id == Ticket.submission_id)
        .where(
            Ticket.service_id == ticket.service_id,
            Ticket.submission_id != ticket.submission_id,
            Submission.status.not_in([State.DUPLICATE.value, State.WITHDRAWN.value]),
            Submission.received_at.between(submission.received_at - RECENT, submission.received_at + RECENT),
            _around(ticket),
        )
        .order_by(Submission.received_at)
    )
    rows = [(row[0], row[1]) for row in await session.execute(query)]
    return [pair for pair in rows if _is_near(ticket, pair[0])][:_MOST_SUGGESTIONS]


def _around(ticket: Ticket) -> ColumnElement[bool]:
    """Leave out in the database what lies too far: other villages, outside a square around the place."""
    found = Ticket.village_code == ticket.village_code
    if ticket.lat is None or ticket.lon is None:
        return found
    lats, lons = (Ticket.lat, ticket.lat), (Ticket.lon, ticket.lon)
    square = [column.between(value - _NEAR_DEG, value + _NEAR_DEG) for column, value in (lats, lons)]
    return or_(found, and_(*square))


def _is_near(one: Ticket, other: Ticket) -> bool:
    if one.village_code is not None and one.village_code == other.village_code:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    return distance_m(one.lat, one.lon, other.lat, other.lon) <= NEAR_M
