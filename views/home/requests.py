"""My own reports and requests: what is new, and the first of them with their clock."""

from __future__ import annotations

import flet as ft

from services.standing import Standing
from views import routes, theme
from views.components.basics import card, column, heading, icon_tile, link, row_title, support, tone
from views.components.boundary import safe_component
from views.components.look import look_of
from views.components.report_rows import ReportRow, report_words
from views.state import use_session

SHOWN = 2


@safe_component
def NewsCard() -> ft.Control:
    """How many of my requests have news; a tap opens the list with those on top."""
    session = use_session()
    text = session.text
    count = len(session.services.tickets.changed())

    def open_list() -> None:
        session.go(routes.MY_REPORTS)

    words = text.count("home.news", count)
    line = ft.Row(
        spacing=theme.GAP_M,
        controls=[
            icon_tile(session, ft.Icons.MARK_CHAT_UNREAD_ROUNDED, tone(session, "gold")),
            ft.Container(
                expand=True,
                content=column([row_title(session, words), support(session, text("home.news_words"))], 2),
            ),
            ft.Icon(ft.Icons.CHEVRON_RIGHT_ROUNDED, color=session.colors.quiet),
        ],
    )
    box = card(session, line, on_click=open_list, label=f"{words}. {text('home.news_words')}")
    return ft.Semantics(live_region=True, container=True, content=box)


@safe_component
def MyRequests() -> ft.Control:
    """Up to two cards and the way to all of them: what wants me or has news first, then the newest."""
    session = use_session()
    tickets = session.services.tickets

    def everything() -> None:
        session.go(routes.MY_REPORTS)

    def rank(one: Standing) -> int:
        return 0 if one.need else 1 if one.item.receipt and tickets.is_new(one.item.id) else 2

    first = sorted(tickets.standings(), key=rank)[:SHOWN]
    look = look_of(session)
    rows = [ReportRow(session, report_words(session, one.item), look, key=one.item.id) for one in first]
    title = ft.Row(
        controls=[
            ft.Container(expand=True, content=heading(session, session.text("home.mine"))),
            link(session, session.text("action.all"), everything),
        ]
    )
    return column([title, *rows], theme.GAP_S)
