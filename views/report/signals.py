"""Step 2, what: each operator judged with one tap; details are voluntary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from services.models import Environment, Operator, OperatorReading, SignalClass, Technology
from views import theme
from views.components.basics import Tone, card, column, row_title, support, tone
from views.components.boundary import safe_component
from views.components.choice import choice_row
from views.components.disclosure import disclosure
from views.hooks import use_value
from views.report.editor import Editor
from views.report.step_title import step_title
from views.report.words import SIGNAL_TONES, SIGNALS
from views.state import Session, use_session

EQUAL_UP_TO = 1.3  # larger text needs the whole width: the three buttons stand below each other


@safe_component
def SignalsCard(editor: Editor) -> ft.Control:
    """BLANK, LEMAH or ADA for each mobile operator."""
    session = use_session()
    opened, set_opened = use_value(False)
    text, form = session.text, editor.form
    operators = session.services.catalogue.mobile_operators()
    title = text("report.step.what", where=text(f"report.environment.{form.environment.value}.here"))
    parts: list[ft.Control] = [
        step_title(session, title),
        support(session, text("report.signal.legend")),
    ]
    parts.extend(_operator(session, editor, operator) for operator in operators)
    parts.append(disclosure(session, text("report.details"), opened, lambda: set_opened(not opened)))
    if opened:
        parts.append(_details(session, editor, operators))
    return card(session, column(parts, theme.GAP_M))


def _operator(session: Session, editor: Editor, operator: Operator) -> ft.Control:
    known = editor.form.readings.get(operator.id)

    def chooser(signal: SignalClass) -> Callable[[], object]:
        def choose() -> None:
            now = session.services.clock.now()
            editor.change(lambda old: old.judged(operator.id, signal, now))

        return choose

    options = [
        (
            session.text(f"report.signal.{signal.value}"),
            bool(known and known.signal is signal),
            chooser(signal),
        )
        for signal in SIGNALS
    ]
    tones = [tone(session, SIGNAL_TONES[signal]) for signal in SIGNALS]
    brands = ", ".join(brand for brand in operator.brands if brand != operator.name)
    names = [row_title(session, operator.name)]
    if brands:
        names.append(support(session, brands))
    return column(
        [
            ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=0, controls=list[ft.Control](names)),
            _choices(session, operator.name, options, tones),
        ],
        theme.GAP_S,
    )


def _choices(
    session: Session,
    title: str,
    options: list[tuple[str, bool, Callable[[], object]]],
    tones: list[Tone] | None = None,
) -> ft.Control:
    equal = session.state.text_scale <= EQUAL_UP_TO
    return choice_row(session, title, options, tones=tones, equal=equal and tones is not None)


def _details(session: Session, editor: Editor, operators: tuple[Operator, ...]) -> ft.Control:
    text, form = session.text, editor.form

    def place(environment: Environment) -> Callable[[], object]:
        return lambda: editor.change(lambda old: replace(old, environment=environment))

    title = text("report.environment")
    choices = [
        (text(f"report.environment.{kind.value}"), form.environment is kind, place(kind))
        for kind in Environment
    ]
    parts: list[ft.Control] = [support(session, title, bold=True), _choices(session, title, choices)]
    judged = [operator for operator in operators if operator.id in form.readings]
    parts.extend(_more(session, editor, operator, form.readings[operator.id]) for operator in judged)
    if not judged:
        parts.append(support(session, text("report.details.first")))
    return column(parts, theme.GAP_M)


def _more(session: Session, editor: Editor, operator: Operator, reading: OperatorReading) -> ft.Control:
    text = session.text

    def setter(field: str, value: object) -> Callable[[], object]:
        new = None if getattr(reading, field) == value else value
        return lambda: editor.change(lambda old: old.detailed(operator.id, **{field: new}))

    rows: list[ft.Control] = [row_title(session, operator.name)]
    for field in ("call", "sms", "data"):
        known = getattr(reading, field)
        title = text(f"report.{field}")
        options = [
            (text("report.yes"), known is True, setter(field, True)),
            (text("report.no"), known is False, setter(field, False)),
        ]
        rows.append(_labelled(session, f"{operator.name}, {title}", title, options))
    title = text("report.technology")
    options = [
        (text(f"report.technology.{kind.value}"), reading.technology is kind, setter("technology", kind))
        for kind in Technology
    ]
    rows.append(_labelled(session, f"{operator.name}, {title}", title, options))
    return column(rows, theme.GAP_S)


def _labelled(
    session: Session, spoken: str, title: str, options: list[tuple[str, bool, Callable[[], object]]]
) -> ft.Control:
    return column([support(session, title), choice_row(session, spoken, options)], theme.GAP_XS)
