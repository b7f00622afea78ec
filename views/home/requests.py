"""The newest of my own reports with their state."""

from __future__ import annotations

import flet as ft

from services.models import OutboxItem
from views import routes, theme
from views.components.basics import card, column, heading, link, row_title, status_chip, support
from views.components.boundary import safe_component
from views.components.report_words import item_line, item_title, state_chip
from views.state import Session, use_session

SHOWN = 2


@safe_component
def MyRequests() -> ft.Control:
    """Up to two cards and the way to all of them."""
    session = use_session()
    items = session.services.reports.my_reports()

    def everything() -> None:
        session.go(routes.MY_REPORTS)

    cards = [_request(session, item) for item in items[:SHOWN]]
    title = ft.Row(
        controls=[
            ft.Container(expand=True, content=heading(session, session.text("home.mine"))),
            link(session, session.text("action.all"), everything),
        ]
    )
    return column([title, *cards], theme.GAP_S)


def _request(session: Session, item: OutboxItem) -> ft.Control:
    def open_it() -> None:
        session.go(routes.report(item.id))

    words, role = state_chip(session, item)
    title, line = item_title(session, item), item_line(session, item)
    content = column(
        [
            ft.Row(
                wrap=True,
                alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                controls=[row_title(session, title), status_chip(session, words, role)],
            ),
            support(session, line),
        ],
        theme.GAP_S,
    )
    return card(session, content, on_click=open_it, label=f"{title}. {words}. {line}")
