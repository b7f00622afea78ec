"""The offer to sort a list by distance."""

from __future__ import annotations

import flet as ft

from views import lifecycle
from views.components.basics import banner, tone
from views.components.boundary import safe_component
from views.state import use_command, use_session


@safe_component
def Invitation() -> ft.Control:
    """Offer to use the position while it is not known; say why when it cannot be found."""
    session = use_session()
    locate = use_command(lambda: lifecycle.locate(session))
    text, state = session.text, session.state
    if state.here is not None:
        return ft.Container(height=0)
    if state.locating:
        searching = ft.Icons.LOCATION_SEARCHING_ROUNDED
        return banner(session, text("home.locating"), tone(session, "info"), icon=searching)
    return banner(
        session,
        text(state.location_problem or "location.invite"),
        tone(session, "warning" if state.location_problem else "info"),
        action=text("home.nearest.use_location"),
        on_action=locate.run,
        icon=ft.Icons.MY_LOCATION_ROUNDED,
    )
