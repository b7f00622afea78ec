"""The ways from Wisata to the saved places and to the plan of a trip."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import quiet_button
from views.components.boundary import safe_component
from views.state import Session, use_session


@safe_component
def Ways() -> ft.Control:
    """Two buttons, each with how many places it leads to."""
    session = use_session()
    text, services = session.text, session.services
    saved, stops = len(services.saved.all()), len(services.plan.all())
    return ft.Row(
        wrap=True,
        spacing=theme.GAP_S,
        run_spacing=theme.GAP_S,
        controls=[
            _way(session, _counted(text("saved.title"), saved), ft.Icons.FAVORITE_ROUNDED, routes.SAVED),
            _way(session, _counted(text("plan.way"), stops), ft.Icons.ROUTE_ROUNDED, routes.PLAN),
        ],
    )


def _counted(words: str, count: int) -> str:
    return f"{words} ({count})" if count else words


def _way(session: Session, words: str, icon: ft.IconData, path: str) -> ft.Control:
    def open_it() -> None:
        session.go(path)

    return quiet_button(session, words, open_it, icon=icon)
