"""The button that puts a place on the person's list of saved ones, and takes it off again."""

from __future__ import annotations

import flet as ft

from services.kept_places import Kept
from views.components.basics import column, quiet_button
from views.components.boundary import safe_component
from views.components.states import problem
from views.state import use_command, use_session


@safe_component
def KeepButton(place: Kept) -> ft.Control:
    """Save ``place`` on this device; its words and its heart say how it stands."""
    session = use_session()
    saved = session.services.saved
    is_saved = saved.has(place)

    async def toggle() -> None:
        await (saved.remove(place) if is_saved else saved.add(place))

    toggling = use_command(toggle)
    words = session.text("saved.drop" if is_saved else "saved.keep")
    icon = ft.Icons.FAVORITE_ROUNDED if is_saved else ft.Icons.FAVORITE_BORDER_ROUNDED
    button = quiet_button(session, words, toggling.run, icon=icon)
    if toggling.error is None:
        return button
    return column([button, problem(session, toggling.error)])
