"""Fields that are answered with a tap: one of several, some of several, a consent, a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import flet as ft

from services.forms.answers import day_limit, day_of
from services.models import FormField
from views import theme
from views.components.basics import body, card, column, link, quiet_button, support
from views.components.boundary import safe_component
from views.hooks import use_value
from views.request.editor import RequestEditor
from views.request.frame import field_card, problem_line, question
from views.request.words import label_of
from views.state import Session, use_session

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
HALF_A_DAY = timedelta(hours=12)


@safe_component
def ChoiceCard(editor: RequestEditor, field: FormField) -> ft.Control:
    """One of several as rows; a second tap takes the answer of a voluntary question back."""
    session = use_session()
    chosen = editor.value(field.code)

    def chooser(key: str) -> Callable[[], None]:
        back = key == chosen and not field.required
        return lambda: editor.answer(field.code, None if back else key)

    rows = [
        _row(session, field, words, key == chosen, chooser(key)) for key, words in _options(session, field)
    ]
    return field_card(session, editor, field, [column(rows, theme.GAP_S)])


@safe_component
def ChoicesCard(editor: RequestEditor, field: FormField) -> ft.Control:
    """Any number of several as rows with a tick."""
    session = use_session()
    value = editor.value(field.code)
    chosen: list[str] = list(value) if isinstance(value, list | tuple) else []

    def toggler(key: str) -> Callable[[], None]:
        wanted = set(chosen) ^ {key}
        ordered = [option for option in field.keys if option in wanted]
        return lambda: editor.answer(field.code, ordered or None)

    rows = [
        _row(session, field, words, key in chosen, toggler(key), several=True)
        for key, words in _options(session, field)
    ]
    return field_card(session, editor, field, [column(rows, theme.GAP_S)])


@safe_component
def ConsentCard(editor: RequestEditor, field: FormField) -> ft.Control:
    """The sentence one agrees to, with its tick; the sentence itself is the question."""
    session = use_session()
    given = editor.value(field.code) is True

    def toggle() -> None:
        editor.answer(field.code, None if given else True)

    _title, *rest = question(session, editor, field)
    parts = [_row(session, field, label_of(session, field), given, toggle, several=True), *rest]
    if field.required:
        parts.append(support(session, session.text("request.consent_needed")))
    problem = problem_line(session, editor, field)
    return card(session, column([*parts, *([problem] if problem else [])], theme.GAP_S))


def _options(session: Session, field: FormField) -> list[tuple[str, str]]:
    language = session.state.language
    return [(option.key, option.label.in_language(language)) for option in field.options]


def _row(
    session: Session,
    field: FormField,
    words: str,
    chosen: bool,
    choose: Callable[[], None],
    *,
    several: bool = False,
) -> ft.Control:
    """Return one answer as a whole-width button, read as "question: answer"."""
    colors = session.colors
    icons = (
        (ft.Icons.CHECK_BOX_ROUNDED, ft.Icons.CHECK_BOX_OUTLINE_BLANK_ROUNDED)
        if several
        else (ft.Icons.RADIO_BUTTON_CHECKED_ROUNDED, ft.Icons.RADIO_BUTTON_UNCHECKED_ROUNDED)
    )
    icon = ft.Icon(icons[0 if chosen else 1], size=22, color=colors.secondary if chosen else colors.quiet)
    box = ft.Container(
        on_click=choose,
        ink=True,
        bgcolor=colors.secondary_soft if chosen else None,
        border=ft.Border.all(2 if chosen else 1, colors.secondary if chosen else colors.line),
        border_radius=theme.RADIUS_S,
        padding=ft.Padding.symmetric(
            horizontal=theme.GAP_M, vertical=theme.GAP_M + session.room_px + (0 if chosen else 1)
        ),
        content=ft.Row(
            spacing=theme.GAP_M,
            controls=[icon, ft.Container(expand=True, content=body(session, words))],
        ),
    )
    question_words = label_of(session, field)
    label = words if words == question_words else f"{question_words}: {words}"
    if several:
        return ft.Semantics(container=True, checked=chosen, label=label, content=box)
    return ft.Semantics(button=True, container=True, selected=chosen, label=label, content=box)


@safe_component
def DateCard(editor: RequestEditor, field: FormField) -> ft.Control:
    """A day from the calendar."""
    session = use_session()
    open_, set_open = use_value(False)
    text = session.text
    day = day_of(str(editor.value(field.code) or ""))

    def close() -> None:
        set_open(False)

    def picked(event: ft.Event[ft.DatePicker]) -> None:
        set_open(False)
        editor.answer(field.code, picked_day(event.control.value))

    ft.use_dialog(_calendar(session, field, day, picked, close) if open_ else None)
    words = text.date(day) if day else text("request.date.pick")
    button = quiet_button(session, words, lambda: set_open(True), icon=ft.Icons.CALENDAR_MONTH_ROUNDED)
    parts = [button]
    if day is not None:
        parts.append(link(session, text("request.clear"), lambda: editor.answer(field.code, None)))
    row = ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=0, controls=parts)
    return field_card(session, editor, field, [row])


def picked_day(value: Any) -> str | None:
    """Return the day of a calendar's answer.

    It is midnight where the person is, told in UTC: half a day later it is that day everywhere.
    """
    return (value + HALF_A_DAY).date().isoformat() if isinstance(value, datetime) else None


def noon(day: date) -> datetime:
    """Return a moment that lies in ``day`` in every inhabited zone, for the calendar."""
    return datetime.combine(day, time(12), UTC)


def _calendar(
    session: Session,
    field: FormField,
    day: date | None,
    picked: Callable[[ft.Event[ft.DatePicker]], None],
    close: Callable[[], None],
) -> ft.DatePicker:
    text, today = session.text, session.services.requests.today
    first = day_limit(field.minimum, today) or FIRST_DAY
    last = max(first, day_limit(field.maximum, today) or LAST_DAY)
    start = min(max(day or today, first), last)
    return ft.DatePicker(
        value=noon(start),
        first_date=noon(first),
        last_date=noon(last),
        current_date=noon(today),
        help_text=label_of(session, field),
        cancel_text=text("action.cancel"),
        confirm_text=text("request.date.take"),
        error_format_text=text("request.date.format"),
        error_invalid_text=text("request.date.outside"),
        on_change=picked,
        on_dismiss=close,
    )
