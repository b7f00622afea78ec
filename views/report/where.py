"""Step 1, where: the village named offline, how exact that is, and three ways to say it better."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.models import VillageBasis
from views import theme
from views.components.basics import body, card, column, heading, link, quiet_button, status_chip, support
from views.components.boundary import safe_component
from views.components.map.pins import Pin
from views.components.place_parts import fix_map, searching_line
from views.components.place_words import above_words, fix_words, village_words
from views.components.report_words import NO_SIGNAL_ICON
from views.components.states import problem
from views.hooks import use_value
from views.report.editor import Editor
from views.report.step_title import step_title
from views.report.words import evidence_of, grade_chip
from views.state import Layout, Session, use_session


@safe_component
def WhereCard(editor: Editor, pick_pin: Callable[[], None], pick_village: Callable[[], None]) -> ft.Control:
    """The position with its grade; the map is in the pane beside it on a desktop."""
    session = use_session()
    why, set_why = use_value(False)
    text, fix = session.text, editor.form.fix
    parts: list[ft.Control] = [_title_row(session, editor, lambda: set_why(not why))]
    parts.extend(_place(session, editor))
    if why and fix is not None:
        parts.append(_reasons(session, editor))
    if editor.collecting:
        parts.append(searching_line(session, fix))
    elif editor.problem and fix is None:
        parts.append(problem(session, editor.problem))
    pin = report_pin(session, editor)
    if fix is not None and pin is not None and not session.wide:
        parts.append(fix_map(session, pin, fix))
    parts.append(_ways(session, editor, pick_pin, pick_village))
    if fix is None and not editor.collecting:
        parts.append(support(session, text("report.where.private")))
    return card(session, column(parts, theme.GAP_S))


def _title_row(session: Session, editor: Editor, toggle: Callable[[], None]) -> ft.Control:
    fix, form = editor.form.fix, editor.form
    title = step_title(session, session.text("report.step.where"))
    if fix is None:
        return title
    words, role = grade_chip(
        session, evidence_of(fix, form.environment, form.observed_at or session.services.clock.now())
    )
    chip = ft.Container(
        content=status_chip(session, words, role),
        on_click=toggle,
        ink=True,
        border_radius=theme.RADIUS_L,
        padding=ft.Padding.symmetric(vertical=10),
        tooltip=session.text("report.grade.why"),
    )
    return ft.Row(
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        wrap=True,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[title, ft.Semantics(button=True, container=True, label=words, content=chip)],
    )


def _place(session: Session, editor: Editor) -> list[ft.Control]:
    text, form = session.text, editor.form
    if form.fix is None:
        key = "report.where.searching" if editor.collecting else "report.where.unknown"
        words = "report.where.searching_words" if editor.collecting else "report.where.unknown_words"
        return [heading(session, text(key)), body(session, text(words), quiet=True)]
    line = fix_words(session, form.fix)
    if form.village is None:
        return [heading(session, text("report.where.no_village")), support(session, line)]
    if form.village.basis is VillageBasis.CENTROID:
        line = f"{text('village.approximate')} · {line}"
    return [
        heading(session, village_words(session, form.village.village)),
        support(session, f"{above_words(form.village)} · {line}"),
    ]


def _reasons(session: Session, editor: Editor) -> ft.Control:
    form, text = editor.form, session.text
    if form.fix is None:
        return ft.Container(height=0)
    evidence = evidence_of(form.fix, form.environment, form.observed_at or session.services.clock.now())
    lines = [body(session, text(f"report.grade.{evidence.grade.value}"))]
    lines.extend(support(session, f"• {text(reason.value)}") for reason in evidence.reasons)
    lines.append(support(session, text("report.grade.never_gate")))
    return ft.Semantics(
        live_region=True,
        container=True,
        content=ft.Container(
            bgcolor=session.colors.choice,
            border_radius=theme.RADIUS_S,
            padding=theme.GAP_M,
            content=column(list[ft.Control](lines), theme.GAP_XS),
        ),
    )


def report_pin(session: Session, editor: Editor) -> Pin | None:
    """Return the report's place for the map; its id changes with the place, so that maps follow it."""
    form = editor.form
    if form.fix is None:
        return None
    point = form.fix.point
    name = village_words(session, form.village.village) if form.village else ""
    return Pin(
        id=f"report-{point.lat:.5f}-{point.lon:.5f}",
        point=point,
        label=session.text("report.map.pin", place=name),
        icon=NO_SIGNAL_ICON,
        tone="danger",
        precision_m=form.fix.accuracy_m,
    )


def _ways(
    session: Session, editor: Editor, pick_pin: Callable[[], None], pick_village: Callable[[], None]
) -> ft.Control:
    text, fix = session.text, editor.form.fix
    village = link(session, text("report.where.village"), pick_village)
    pin = link(session, text("report.where.pin"), pick_pin)
    gps = text("report.where.gps_again" if fix else "report.where.gps")
    ways = [] if session.state.layout is Layout.DESKTOP else [pin]
    ways.append(village)
    if editor.collecting:
        return ft.Row(wrap=True, spacing=0, run_spacing=0, controls=ways)
    if fix is None:
        first = quiet_button(session, gps, editor.use_gps, icon=ft.Icons.MY_LOCATION_ROUNDED)
        return column([first, ft.Row(wrap=True, spacing=0, run_spacing=0, controls=ways)], theme.GAP_XS)
    ways.append(link(session, gps, editor.use_gps))
    return ft.Row(wrap=True, spacing=0, run_spacing=0, controls=ways)
