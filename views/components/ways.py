"""Rows that lead to a screen from several others."""

from __future__ import annotations

import flet as ft

from views import routes
from views.components.rows import nav_row
from views.state import Session


def clock_row(session: Session) -> ft.Control:
    """Return a row that opens the public clock."""
    text = session.text
    words = text("clock.link_words")
    return nav_row(session, ft.Icons.TIMER_OUTLINED, text("clock.title"), words, routes.PUBLIC_CLOCK)


def find_row(session: Session) -> ft.Control:
    """Return a row that opens the search by number, for a request whose device is not this one."""
    text = session.text
    words = text("find.link_words")
    return nav_row(session, ft.Icons.MANAGE_SEARCH_ROUNDED, text("find.title"), words, routes.FIND_TICKET)
