"""News of the province."""

from __future__ import annotations

import flet as ft

from services.models import Notice
from views import theme
from views.components.basics import body, card, column, heading, row_title, support
from views.components.boundary import safe_component
from views.state import Session, use_session

SHOWN = 3


@safe_component
def NoticeList() -> ft.Control:
    """The current notices, newest first."""
    session = use_session()
    notices = session.services.catalogue.current_notices()[:SHOWN]
    cards = [_notice(session, notice) for notice in notices]
    return column([heading(session, session.text("home.notices")), *cards])


def _notice(session: Session, notice: Notice) -> ft.Control:
    language, text = session.text.language, session.text
    when = text.ago(notice.published_at, session.services.clock.now())
    content = column(
        [
            row_title(session, notice.title.in_language(language)),
            body(session, notice.body.in_language(language)),
            support(session, f"{notice.source} · {when}"),
        ],
        theme.GAP_S,
    )
    return card(session, content)
