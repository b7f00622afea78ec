"""The clock that both sides see: received, target, answered, resolved, each with its day in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import flet as ft

from services.clock import WIB
from services.models import TicketFacts
from services.public_state import PublicState
from services.workdays import workdays_between
from views import theme
from views.components.basics import card, column, heading, row_title, support, tone
from views.components.boundary import safe_component
from views.components.look import SIDE_BY_SIDE_SCALE
from views.components.ticket_words import DUE_TONES, Followed, agency_words, due_today, on_words
from views.state import Session, use_session

DOT_PX = 32
ICONS = {
    "received": ft.Icons.INBOX_ROUNDED,
    "due": ft.Icons.FLAG_ROUNDED,
    "answered": ft.Icons.MARK_CHAT_READ_ROUNDED,
    "resolved": ft.Icons.TASK_ALT_ROUNDED,
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One point of the clock. ``reached``: it has happened; ``tone`` is a name of ``basics.tone``."""

    name: str
    words: str
    reached: bool
    tone: str = "success"


@safe_component
def ClockCard(standing: Followed) -> ft.Control:
    """The four points, side by side where there is room."""
    session = use_session()
    text = session.text
    points = marks(session, standing)
    beside = session.wide and session.state.text_scale <= SIDE_BY_SIDE_SCALE
    drawing = _beside(session, points) if beside else _below(session, points)
    handled = support(session, text("ticket.handled_by", agency=agency_words(session, standing)))
    title = column([heading(session, text("ticket.clock")), handled], 2)
    return card(session, column([title, drawing], theme.GAP_L))


def marks(session: Session, standing: Followed) -> list[Mark]:
    """Return the points of the clock as last known."""
    facts = standing.facts or TicketFacts()
    return [
        _received_mark(session, standing.received_at),
        _due_mark(session, standing, facts),
        _answered_mark(session, facts),
        _resolved_mark(session, standing, facts),
    ]


def _received_mark(session: Session, at: datetime | None) -> Mark:
    text = session.text
    return Mark("received", text.date(at.astimezone(WIB).date()) if at else text("ticket.not_yet"), bool(at))


def _due_mark(session: Session, standing: Followed, facts: TicketFacts) -> Mark:
    target = due_today(session, standing)
    if target is not None:
        return Mark("due", on_words(session, target), True, DUE_TONES[target.kind])
    if facts.due_on is None:
        return Mark("due", session.text("ticket.due.none"), False, "unknown")
    return Mark("due", session.text.date(facts.due_on), True, "info")


def _answered_mark(session: Session, facts: TicketFacts) -> Mark:
    text = session.text
    if facts.answered_at is None:
        return Mark("answered", text("ticket.not_yet"), False, "unknown")
    on = facts.answered_at.astimezone(WIB).date()
    late = facts.due_on is not None and on > facts.due_on
    words = [text.date(on)]
    if facts.due_on is not None:
        words.append(_late_words(session, facts.due_on, on) if late else text("ticket.on_time"))
    return Mark("answered", " · ".join(words), True, "warning" if late else "success")


def _late_words(session: Session, target: date, on: date) -> str:
    days = workdays_between(target, on, session.services.holidays)
    return session.text.count("ticket.answered_late", max(1, days))


def _resolved_mark(session: Session, standing: Followed, facts: TicketFacts) -> Mark:
    text = session.text
    if facts.resolved_at is None or standing.state is PublicState.IN_REVIEW:
        return Mark("resolved", text("ticket.not_yet"), False, "unknown")
    day = text.date(facts.resolved_at.astimezone(WIB).date())
    if standing.state is PublicState.RESOLVED and not standing.replied:
        return Mark("resolved", text("ticket.resolved_unconfirmed", date=day), True, "info")
    return Mark("resolved", day, True)


def _below(session: Session, points: list[Mark]) -> ft.Control:
    rows: list[ft.Control] = []
    for index, point in enumerate(points):
        line = ft.Container(
            width=2,
            height=theme.GAP_L,
            bgcolor=session.colors.line,
            margin=ft.Margin.only(left=DOT_PX / 2 - 1),
        )
        if index:
            rows.append(ft.Row(controls=[line]))
        words = ft.Container(expand=True, content=column(_lines(session, point), 0))
        row = ft.Row(spacing=theme.GAP_M, controls=[_dot(session, point), words])
        rows.append(_read(session, point, row))
    return column(rows, 2)


def _beside(session: Session, points: list[Mark]) -> ft.Control:
    cells: list[ft.Control] = []
    for index, point in enumerate(points):
        rule = ft.Container(
            height=2, expand=True, bgcolor=session.colors.line if index < len(points) - 1 else None
        )
        top = ft.Row(spacing=theme.GAP_S, controls=[_dot(session, point), rule])
        cell = ft.Container(
            padding=ft.Padding.only(right=theme.GAP_S),
            content=column([top, column(_lines(session, point), 0)], theme.GAP_S),
        )
        cells.append(ft.Container(expand=True, content=_read(session, point, cell)))
    return ft.Row(spacing=0, vertical_alignment=ft.CrossAxisAlignment.START, controls=cells)


def _lines(session: Session, point: Mark) -> list[ft.Control]:
    color = tone(session, point.tone).color if point.reached and point.tone != "success" else None
    return [
        row_title(session, session.text(f"ticket.point.{point.name}")),
        support(session, point.words, color=color),
    ]


def _dot(session: Session, point: Mark) -> ft.Control:
    role = tone(session, point.tone if point.reached else "unknown")
    return ft.Container(
        width=DOT_PX,
        height=DOT_PX,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=role.soft if point.reached else None,
        border=None if point.reached else ft.Border.all(2, session.colors.line),
        alignment=ft.Alignment.CENTER,
        content=ft.Icon(ICONS[point.name], size=16, color=role.color),
    )


def _read(session: Session, point: Mark, content: ft.Control) -> ft.Control:
    """Let a screen reader say name and words of a point in one breath."""
    name = session.text(f"ticket.point.{point.name}")
    return ft.Semantics(
        container=True, label=f"{name}: {point.words}", exclude_semantics=True, content=content
    )
