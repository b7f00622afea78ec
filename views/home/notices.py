"""News of the province on the first screen: the newest, and the way to all of them."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import card, column, heading, link
from views.components.boundary import safe_component
from views.components.news_parts import NOTICE_ICON, news_row
from views.components.rows import nav_row
from views.state import use_session

SHOWN = 3


@safe_component
def NoticeList() -> ft.Control:
    """The newest notices and programme news; one quiet row while there are none."""
    session = use_session()
    text, news = session.text, session.services.news.current()
    if not news:
        row = nav_row(session, NOTICE_ICON, text("home.notices"), text("home.notices_none"), routes.NEWS)
        return card(session, row, padding=theme.GAP_S)

    def everything() -> None:
        session.go(routes.NEWS)

    title = ft.Row(
        controls=[
            ft.Container(expand=True, content=heading(session, text("home.notices"))),
            link(session, text("home.notices_all"), everything),
        ]
    )
    return column([title, *(news_row(session, one) for one in news[:SHOWN])], theme.GAP_S)
