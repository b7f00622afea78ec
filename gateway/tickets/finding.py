"""The second way to a request: its public number with the phone that was given with it."""

from __future__ import annotations

import hmac
import re
from typing import Annotated, Any, Final

from pydantic import StringConstraints
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.errors import Problem
from gateway.feed.repository import get_row
from gateway.submissions import repository as submissions
from gateway.tickets import repository
from gateway.tickets.opening import SERVICES
from gateway.tickets.wire import load_background, ticket_facts, timeline
from gateway.validation import Wire

LEAST_DIGITS: Final = 6
_DATES: Final = ("due_on", "answered_at", "resolved_at")
_NOT_DIGITS = re.compile(r"\D")
_COUNTRY = re.compile(r"^(62|0)+")


class FindQuery(Wire):
    """Body of ``POST /v1/tickets/find``."""

    number: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
    phone: Annotated[str, StringConstraints(max_length=40)]


async def find_ticket(session: AsyncSession, query: FindQuery) -> dict[str, Any]:
    """Return what can be told without the key, and without the reporter's words; raises 404 ``no_match``."""
    found = await repository.find_by_number(session, query.number.upper())
    stored = found[0].reporter_phone if found else None
    if not is_same_phone(query.phone, stored or "") or found is None:
        raise Problem(404, "no_match", "Number and phone do not belong together.")
    ticket, submission = found
    events = await submissions.timelines(session, [submission.id])
    background = await load_background(session, [submission.id], events)
    facts = ticket_facts(submission, background) or {}
    service = await get_row(session, SERVICES, ticket.service_id) or {}
    return {
        "number": submission.number,
        "status": submission.status,
        "service": service.get("name"),
        "agency": facts.get("agency"),
        **{name: facts.get(name) for name in _DATES},
        "duplicate_of": facts.get("duplicate_of"),
        "received_at": submission.received_at.isoformat(),
        "updated_at": submission.updated_at.isoformat(),
        "timeline": [
            _without_words(line) for line in timeline(submission, events.get(submission.id, []), background)
        ],
    }


def is_same_phone(given: str, stored: str) -> bool:
    """Tell whether ``given`` is the stored phone or its last digits, six at least."""
    digits, known = (_NOT_DIGITS.sub("", text) for text in (given, stored))
    candidates = (digits, _COUNTRY.sub("", digits))
    return any(
        len(end) >= LEAST_DIGITS and hmac.compare_digest(end, known[-len(end) :]) for end in candidates
    )


def _without_words(line: dict[str, Any]) -> dict[str, Any]:
    return {**line, "files": []} if line["by"] == "agency" else {**line, "note": "", "files": []}
