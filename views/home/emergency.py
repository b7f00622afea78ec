"""The way to the emergency numbers, with the first ones in reach."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import card, column, heading, link
from views.components.boundary import safe_component
from views.components.numbers import number_button, numbers_here
from views.state import use_session

SHOWN = 4


@safe_component
def EmergencyStrip() -> ft.Control:
    """Four numbers and the whole list. 112 only where it is confirmed."""
    session = use_session()
    numbers = numbers_here(session)[:SHOWN]

    def everything() -> None:
        session.go(routes.EMERGENCY)

    title = ft.Row(
        controls=[
            ft.Container(expand=True, content=heading(session, session.text("emergency.title"))),
            link(session, session.text("action.all"), everything),
        ]
    )
    buttons = ft.Row(
        wrap=True,
        spacing=theme.GAP_S,
        run_spacing=theme.GAP_S,
        controls=[number_button(session, number) for number in numbers],
    )
    return card(session, column([title, buttons], theme.GAP_S))
