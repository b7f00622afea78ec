"""What was answered in a request, under the questions of its form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import flet as ft

from services.forms import Problem
from services.models import FieldError, FieldType, FormDefinition, FormField, LocalText, OutboxItem
from views.components.rows import fact_row
from views.request.words import answer_words, label_of, problem_words
from views.state import Session

PREFIX = "payload.answers."
ICONS = {
    FieldType.TEXT: ft.Icons.NOTES_ROUNDED,
    FieldType.NUMBER: ft.Icons.NUMBERS_ROUNDED,
    FieldType.DATE: ft.Icons.EVENT_ROUNDED,
    FieldType.CHOICE: ft.Icons.RADIO_BUTTON_CHECKED_ROUNDED,
    FieldType.CHOICES: ft.Icons.CHECK_BOX_OUTLINED,
    FieldType.LOCATION: ft.Icons.PLACE_OUTLINED,
    FieldType.VILLAGE: ft.Icons.HOLIDAY_VILLAGE_OUTLINED,
    FieldType.STATION: ft.Icons.WIFI_ROUNDED,
    FieldType.FILE: ft.Icons.ATTACH_FILE_ROUNDED,
    FieldType.CONSENT: ft.Icons.VERIFIED_USER_OUTLINED,
}


def answer_rows(session: Session, item: OutboxItem) -> list[ft.Control]:
    """Return a row for every answer of a request, in the order of its form.

    What the form of today does not ask for comes last, under its code.
    """
    answers = item.payload.get("answers")
    given: Mapping[str, Any] = answers if isinstance(answers, Mapping) else {}
    form = _form(session, item)
    known = [field for field in form.fields if field.code in given]
    rest = [code for code in given if form.get(code) is None]
    fields = [*known, *(FormField(code, FieldType.TEXT, LocalText(code, code)) for code in rest)]
    return [
        fact_row(
            session,
            ICONS[field.type],
            label_of(session, field),
            answer_words(session, field, given[field.code]),
        )
        for field in fields
    ]


def refused_words(session: Session, item: OutboxItem, error: FieldError) -> str | None:
    """Return which answer was refused and what to do about it, None when it is no answer of the form."""
    code = error.field.removeprefix(PREFIX).split(".")[0]
    field = _form(session, item).get(code) if error.field.startswith(PREFIX) else None
    if field is None or error.code not in set(Problem):
        return None
    answers = item.payload.get("answers")
    value = answers.get(code) if isinstance(answers, Mapping) else None
    return f"{label_of(session, field)}: {problem_words(session, field, Problem(error.code), value)}"


def _form(session: Session, item: OutboxItem) -> FormDefinition:
    """Return the form an item was written under when its draft kept it, else the service's own."""
    kept = item.payload.get("form")
    if isinstance(kept, Mapping):
        return FormDefinition.from_wire(kept)
    service = session.services.catalogue.service(str(item.payload.get("service_id")))
    return service.form if service is not None and service.form is not None else FormDefinition(0, ())
