"""The way to a request whose device is not this one."""

from __future__ import annotations

import flet as ft

from views import routes
from views.components.rows import nav_row
from views.state import Session


def find_row(session: Session) -> ft.Control:
    """Return a row that opens the search by number."""
    text = session.text
    words = text("find.link_words")
    return nav_row(session, ft.Icons.MANAGE_SEARCH_ROUNDED, text("find.title"), words, routes.FIND_TICKET)
