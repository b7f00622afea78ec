"""One of my reports as a row: what, where, how it stands."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.models import OutboxItem, SubmissionKind
from views import theme
from views.components.basics import card, column, icon_tile, row_title, status_chip, support, tone
from views.components.boundary import safe_component
from views.components.report_words import item_line, item_title, state_chip
from views.report.words import NO_SIGNAL_ICON
from views.state import use_session

KIND_ICONS = {
    SubmissionKind.BLANK_SPOT: NO_SIGNAL_ICON,
    SubmissionKind.WIFI_CHECK: ft.Icons.WIFI_FIND_ROUNDED,
    SubmissionKind.CONFIRMATION: ft.Icons.GROUP_ADD_OUTLINED,
    SubmissionKind.WITHDRAWAL: ft.Icons.UNDO_ROUNDED,
}


@safe_component
def ReportRow(item: OutboxItem, open_item: Callable[[str], None], chosen: bool = False) -> ft.Control:
    """A card that opens the report; ``chosen`` when it is shown beside the list."""
    session = use_session()
    words, role = state_chip(session, item)
    title, line = item_title(session, item), item_line(session, item)
    content = ft.Row(
        spacing=theme.GAP_M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            icon_tile(session, KIND_ICONS[item.kind], tone(session, "info")),
            ft.Container(
                expand=True,
                content=column(
                    [
                        row_title(session, title),
                        support(session, line),
                        ft.Row(controls=[status_chip(session, words, role)]),
                    ],
                    theme.GAP_XS,
                ),
            ),
        ],
    )
    return card(
        session,
        content,
        on_click=lambda: open_item(item.id),
        color=session.colors.secondary_soft if chosen else None,
        padding=theme.GAP_M,
        label=f"{title}. {words}. {line}",
    )
