"""The head of a picker: close it without choosing."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views import theme
from views.components.basics import heading, icon_button
from views.state import Session


def picker_bar(session: Session, title: str, close: Callable[[], None]) -> ft.Control:
    """Return the title with a cross before it."""
    return ft.Row(
        spacing=theme.GAP_M,
        controls=[
            icon_button(session, ft.Icons.CLOSE_ROUNDED, session.text("action.cancel"), close),
            ft.Container(expand=True, content=heading(session, title, level=1)),
        ],
    )
