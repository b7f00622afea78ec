"""The way to the public clock."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import card
from views.components.boundary import safe_component
from views.components.rows import nav_row
from views.state import use_session


@safe_component
def PublicClockLink() -> ft.Control:
    """A row that opens the public clock."""
    session = use_session()
    text = session.text
    row = nav_row(
        session, ft.Icons.TIMER_OUTLINED, text("clock.title"), text("clock.link_words"), routes.PUBLIC_CLOCK
    )
    return card(session, row, padding=theme.GAP_S)
