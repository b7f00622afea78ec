"""One of my reports as a row: what, where, how it stands."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from services.models import OutboxItem, SubmissionKind
from views import routes, theme
from views.components.basics import Tone, card, column, icon_tile, row_title, status_chip, support, tone
from views.components.boundary import safe_component
from views.components.look import Look
from views.components.report_words import item_line, item_title, state_chip
from views.hooks import memo
from views.report.words import NO_SIGNAL_ICON
from views.state import Session

KIND_ICONS = {
    SubmissionKind.BLANK_SPOT: NO_SIGNAL_ICON,
    SubmissionKind.WIFI_CHECK: ft.Icons.WIFI_FIND_ROUNDED,
    SubmissionKind.CONFIRMATION: ft.Icons.GROUP_ADD_OUTLINED,
    SubmissionKind.WITHDRAWAL: ft.Icons.UNDO_ROUNDED,
    SubmissionKind.SERVICE_REQUEST: ft.Icons.ASSIGNMENT_ROUNDED,
}


@dataclass(frozen=True, slots=True)
class ReportWords:
    """All that a row shows. Two equal values draw the same row."""

    id: str
    title: str
    line: str
    state: str
    role: Tone
    icon: ft.IconData


def report_words(session: Session, item: OutboxItem) -> ReportWords:
    """Return what the row of ``item`` shows now."""
    state, role = state_chip(session, item)
    return ReportWords(
        item.id, item_title(session, item), item_line(session, item), state, role, KIND_ICONS[item.kind]
    )


@safe_component
def _ReportRow(session: Session, words: ReportWords, look: Look) -> ft.Control:
    def open_it() -> None:
        session.go(routes.report(words.id))

    lines: list[ft.Control] = [
        row_title(session, words.title),
        support(session, words.line),
        ft.Row(controls=[status_chip(session, words.state, words.role)]),
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
        label=f"{words.title}. {words.state}. {words.line}",
    )


ReportRow = memo(_ReportRow)
