"""The page for an address that leads nowhere."""

from __future__ import annotations

import flet as ft

from views import routes
from views.components.boundary import safe_component
from views.components.states import empty
from views.state import use_session


@safe_component
def NotFoundScreen() -> ft.Control:
    """Say so, and offer the way home."""
    session = use_session()

    def home() -> None:
        session.go(routes.HOME)

    return ft.SafeArea(
        content=empty(
            session,
            session.text("not_found.title"),
            session.text("not_found.words"),
            action=session.text("not_found.home"),
            on_action=home,
        )
    )
