"""The way to the public clock."""

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
