"""One of my reports as a row: what, where, how it stands, what it wants of me."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from services.models import OutboxItem
from services.standing import Standing
from views import routes, theme
from views.components.basics import Tone, card, column, icon_tile, row_title, status_chip, support, tone
from views.components.boundary import safe_component
from views.components.look import Look
from views.components.report_words import KIND_ICONS, item_line, item_title, state_chip
from views.components.ticket_words import DUE_TONES, due_today, due_words, need_words, own_words
from views.hooks import memo
from views.state import Session

DOT_PX = 12


@dataclass(frozen=True, slots=True)
class Hint:
    """A line below the state: words, the name of their tone in ``basics.tone``, an icon."""

    words: str
    tone: str
    icon: ft.IconData


@dataclass(frozen=True, slots=True)
class ReportWords:
    """All that a row shows. Two equal values draw the same row."""

    id: str
    title: str
    line: str
    state: str
    role: Tone
    icon: ft.IconData
    news: str = ""
    hints: tuple[Hint, ...] = ()

    @property
    def spoken(self) -> str:
        """Return the row as a screen reader says it."""
        parts = [self.news, self.title, self.state, *(hint.words for hint in self.hints), self.line]
        return ". ".join(part.rstrip(".") for part in parts if part)


def report_words(session: Session, item: OutboxItem) -> ReportWords:
    """Return what the row of ``item`` shows now."""
    state, role = state_chip(session, item)
    tickets = session.services.tickets
    news = session.text("ticket.news") if item.receipt and tickets.is_new(item.id) else ""
    return ReportWords(
        id=item.id,
        title=item_title(session, item),
        line=item_line(session, item),
        state=state,
        role=role,
        icon=KIND_ICONS[item.kind],
        news=news,
        hints=hints(session, tickets.standing(item)),
    )


def hints(session: Session, standing: Standing) -> tuple[Hint, ...]:
    """Return what the ticket wants, what of mine is on its way, and its target."""
    found = []
    need, own = need_words(session, standing), own_words(session, standing)
    if need:
        found.append(Hint(need, "warning", ft.Icons.NOTIFICATION_IMPORTANT_ROUNDED))
    if own:
        found.append(Hint(own, "unknown", ft.Icons.SCHEDULE_SEND_ROUNDED))
    target = due_today(session, standing)
    if target:
        found.append(Hint(due_words(session, target), DUE_TONES[target.kind], ft.Icons.FLAG_ROUNDED))
    return tuple(found)


def hint_line(session: Session, hint: Hint) -> ft.Control:
    """Return a hint with its icon."""
    color = tone(session, hint.tone).color
    words = ft.Container(expand=True, content=support(session, hint.words, color=color))
    icon = ft.Icon(hint.icon, size=16, color=color)
    top = ft.CrossAxisAlignment.START
    return ft.Row(spacing=theme.GAP_XS, vertical_alignment=top, controls=[icon, words])


@safe_component
def _ReportRow(session: Session, words: ReportWords, look: Look) -> ft.Control:
    def open_it() -> None:
        session.go(routes.report(words.id))

    lines: list[ft.Control] = [
        _title(session, words),
        support(session, words.line),
        ft.Row(wrap=True, controls=[status_chip(session, words.state, words.role)]),
        *(hint_line(session, hint) for hint in words.hints),
    ]
    content = ft.Row(
        spacing=theme.GAP_M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            icon_tile(session, words.icon, tone(session, "info")),
            ft.Container(expand=True, content=column(lines, theme.GAP_XS)),
        ],
    )
    return card(
        session,
        content,
        on_click=open_it,
        color=session.colors.secondary_soft if look.chosen else None,
        padding=theme.GAP_M,
        label=words.spoken,
    )


def _title(session: Session, words: ReportWords) -> ft.Control:
    title = row_title(session, words.title)
    if not words.news:
        return title
    return ft.Row(
        spacing=theme.GAP_S,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[ft.Container(expand=True, content=title), news_dot(session, words.news)],
    )


def news_dot(session: Session, words: str) -> ft.Control:
    """Return the mark of something new, with its word."""
    colors = session.colors
    dot = ft.Container(width=DOT_PX, height=DOT_PX, shape=ft.BoxShape.CIRCLE, bgcolor=colors.primary)
    return ft.Row(
        tight=True, spacing=6, controls=[dot, support(session, words, color=colors.primary, bold=True)]
    )


ReportRow = memo(_ReportRow)
