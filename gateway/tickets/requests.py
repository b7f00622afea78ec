"""From the checked answers of a form to a ticket; used by the app's requests and by Open311 alike."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.errors import invalid_field
from gateway.feed.collections import REGIONS, WIFI_STATIONS
from gateway.feed.repository import get_row
from gateway.forms.answers import CheckedAnswers
from gateway.forms.definition import FormDefinition
from gateway.submissions.tables import Submission
from gateway.tickets.opening import NewTicket, open_ticket
from gateway.tickets.places import find_place
from gateway.tickets.redaction import redact_answer
from gateway.tickets.tables import Ticket

_WORDS = ("text", "number")


async def check_references(session: AsyncSession, form: FormDefinition, checked: CheckedAnswers) -> None:
    """Raise the 422 when an answer names a village or station that does not exist."""
    for field in form.fields:
        answer = checked.values.get(field.code)
        if answer is None:
            continue
        if field.type == "village":
            row = await get_row(session, REGIONS, answer)
            is_known = row is not None and row.get("level") == "village"
        elif field.type == "station":
            is_known = await get_row(session, WIFI_STATIONS, answer) is not None
        else:
            continue
        if not is_known:
            raise invalid_field(f"payload.answers.{field.code}", "unknown_value", "There is no such place.")


async def open_request(
    session: AsyncSession,
    submission: Submission,
    service_id: str,
    form: FormDefinition,
    checked: CheckedAnswers,
    *,
    channel: str = "app",
    api_key_id: int | None = None,
) -> Ticket:
    """Open the ticket of a stored submission of kind ``service_request``.

    Raises the 422 when an answer names a village or station that does not exist.
    """
    await check_references(session, form, checked)
    position = checked.position or {}
    place = await find_place(
        session,
        lat=position.get("lat"),
        lon=position.get("lon"),
        village_code=checked.village_code,
        station_id=checked.station_id,
        public=form.public_position,
    )
    new = NewTicket(
        service_id=service_id,
        place=place,
        form_version=form.version,
        channel=channel,
        api_key_id=api_key_id,
        public_text=checked.text,
        public_answers=_public_answers(form, checked),
        name=checked.name,
        email=checked.email,
        phone=checked.phone,
    )
    return await open_ticket(session, submission, new)


def _public_answers(form: FormDefinition, checked: CheckedAnswers) -> dict[str, Any]:
    """Redact what was typed; keys, days and places are chosen from lists and stay as they are."""
    typed = {field.code for field in form.fields if field.type in _WORDS}
    return {
        code: redact_answer(value, checked.name) if code in typed else value
        for code, value in checked.public.items()
    }
