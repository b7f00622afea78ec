"""The page for an address that leads nowhere."""

from __future__ import annotations

import flet as ft

from views import routes
from views.components.boundary import safe_view
from views.components.scaffold import page_column, screen
from views.components.states import empty
from views.state import use_session
from views.titles import use_title


@safe_view
def NotFoundScreen() -> ft.View:
    """Say so, and offer the way home; the system's back button takes it too."""
    session = use_session()
    use_title(session)

    def home() -> None:
        session.go(routes.HOME)

    words = empty(
        session,
        session.text("not_found.title"),
        session.text("not_found.words"),
        action=session.text("not_found.home"),
        on_action=home,
    )
    return screen(session, page_column(session, [words]), alone=True)
