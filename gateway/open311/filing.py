"""Taking in a report: the same form, the same checks and the same ticket as in the app."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.attachments.tables import Attachment
from gateway.clock import WIB
from gateway.errors import Problem
from gateway.forms.answers import CheckedAnswers, check_answers
from gateway.forms.definition import FormDefinition
from gateway.forms.fields import FileField
from gateway.ids import new_uuid
from gateway.open311 import blank_spots
from gateway.open311.answers import Filing, read_filing, refusal, relaxed
from gateway.open311.body import Body, Upload
from gateway.open311.catalogue import find_service
from gateway.open311.errors import Fault, Refused
from gateway.open311.reading import Parameters
from gateway.staff.tables import ApiKey
from gateway.state import Services
from gateway.submissions import repository
from gateway.submissions.kinds import store_payload
from gateway.submissions.tables import Submission
from gateway.submissions.ticketing import BLANK_SPOT_SERVICE
from gateway.tickets.events import SYSTEM, record
from gateway.tickets.requests import open_request
from gateway.tickets.tables import Ticket

CHANNEL: Final = "open311"
_SCHEMA_VERSION: Final = 1
_PDF: Final = "application/pdf"
_IMAGES: Final = frozenset({"image"})
_NOTED: Final = ("description", "address_string", "address_id", "media_url", "account_id", "device_id")


@dataclass(frozen=True, slots=True)
class Report:
    """A report that may be stored: its form is filled in rightly, its files are kept."""

    service_id: str
    form: FormDefinition
    filing: Filing
    checked: CheckedAnswers
    hashes: tuple[str, ...]
    key: ApiKey


async def file_request(services: Services, parameters: Parameters, body: Body, key: ApiKey) -> str:
    """Store a report as a ticket and return its number; raises 400 and 404 with everything that is wrong."""
    code = parameters.text("service_code", 200)
    if code is None:
        raise Refused(*parameters.faults, Fault(400, "service_code: Missing."))
    async with services.database.read() as session:
        _, form = await find_service(session, code)
    hashes = tuple(dict.fromkeys(upload.sha256 for upload in body.uploads))
    filing = read_filing(parameters, form, hashes)
    checked = _check(parameters, relaxed(form), filing, services.clock.now())
    for upload in body.uploads:
        await _keep(services, upload)
    report = Report(code, form, filing, checked, hashes, key)
    async with services.database.write() as session:
        return await _store(session, services, report)


def _check(parameters: Parameters, form: FormDefinition, filing: Filing, now: datetime) -> CheckedAnswers:
    """Return the checked answers; raises what is wrong with them together with everything else."""
    try:
        checked = check_answers(form, filing.answers, now.astimezone(WIB).date())
    except Problem as problem:
        raise Refused(*_once(parameters.faults, refusal(problem, filing).faults)) from problem
    parameters.require_none()
    return _completed(checked, filing)


def _completed(checked: CheckedAnswers, filing: Filing) -> CheckedAnswers:
    """Add who reports and where, also where the form does not ask: what is public depends on it."""
    return replace(
        checked,
        name=checked.name or filing.name,
        email=checked.email or filing.texts.get("email"),
        phone=checked.phone or filing.texts.get("phone"),
        position=checked.position or filing.position,
    )


def _once(first: list[Fault], second: tuple[Fault, ...]) -> list[Fault]:
    """Return every fault, but one a parameter."""
    known = {fault.description.partition(":")[0] for fault in first}
    return first + [fault for fault in second if fault.description.partition(":")[0] not in known]


async def _keep(services: Services, upload: Upload) -> None:
    try:
        await services.attachments.put(upload.sha256, None, upload.chunks())
    except Problem as problem:
        raise Refused(Fault(400, f"media: {problem.detail}")) from problem


async def _store(session: AsyncSession, services: Services, report: Report) -> str:
    now = services.clock.now()
    await sequence.lock(session)
    await _check_files(session, report)
    try:
        if report.service_id == BLANK_SPOT_SERVICE:
            submission = await _store_blank_spot(session, services, report, now)
        else:
            submission = await _store_request(session, services, report, now)
    except Problem as problem:
        raise refusal(problem, report.filing) from problem
    if note := _note(report.filing):
        await record(session, submission, SYSTEM, "note", now, note=note)
    used = await session.get_one(ApiKey, report.key.id)
    used.last_used_at = now
    return submission.number


async def _store_request(
    session: AsyncSession, services: Services, report: Report, now: datetime
) -> Submission:
    payload = {
        "service_id": report.service_id,
        "form_version": report.form.version,
        "answers": report.checked.values,
        "observed_at": now.isoformat(),
    }
    submission = _new_submission(services, "service_request", payload, report, now)
    await repository.add_submission(session, submission, report.hashes, now)
    await open_request(
        session,
        submission,
        report.service_id,
        report.form,
        report.checked,
        channel=CHANNEL,
        api_key_id=report.key.id,
    )
    return submission


async def _store_blank_spot(
    session: AsyncSession, services: Services, report: Report, now: datetime
) -> Submission:
    """Store and count it like one of the app; its ticket says who sent it."""
    document, payload = await blank_spots.blank_spot_payload(session, report.checked, now)
    submission = _new_submission(services, blank_spots.KIND, document, report, now)
    await repository.add_submission(session, submission, report.hashes, now)
    await store_payload(session, submission, payload, list(report.hashes), now)
    ticket = await session.get_one(Ticket, submission.id)
    ticket.channel, ticket.api_key_id = CHANNEL, report.key.id
    checked = report.checked
    ticket.reporter_name, ticket.reporter_email = checked.name, checked.email
    ticket.reporter_phone = checked.phone
    return submission


def _new_submission(
    services: Services, kind: str, payload: dict[str, Any], report: Report, now: datetime
) -> Submission:
    filing = report.filing
    return Submission(
        id=new_uuid(),
        kind=kind,
        created_at=now,
        app_version=CHANNEL,
        schema_version=_SCHEMA_VERSION,
        notice_version=services.settings.privacy_notice_version,
        payload={**payload, "open311": {"lat": filing.lat, "long": filing.lon, **filing.texts}},
    )


async def _check_files(session: AsyncSession, report: Report) -> None:
    """Refuse files of a type that the form does not take."""
    accepted = next(({*each.accept} for each in report.form.fields if isinstance(each, FileField)), _IMAGES)
    for sha256 in report.hashes:
        stored = await session.get(Attachment, sha256)
        if stored is None or ("pdf" if stored.media_type == _PDF else "image") not in accepted:
            raise Refused(Fault(400, f"media: Must be {' or '.join(sorted(accepted))}."))


def _note(filing: Filing) -> str:
    """Return what the form has no field for, for the agency's eyes only."""
    return "\n".join(
        f"{name}: {filing.texts[name]}" for name in _NOTED if name in filing.texts and name not in filing.used
    )
