"""The switch between a list and its map, where both have no room side by side."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views.components.basics import icon_button, quiet_button, support
from views.components.look import SIDE_BY_SIDE_SCALE
from views.state import Session


def with_switch(session: Session, title: ft.Control, on_map: bool, switch: Callable[[], None]) -> ft.Control:
    """Return ``title`` with the switch beside it; ``on_map``: the map is shown.

    ``title`` alone where the list stands beside its map, and before there is anything to show.
    """
    if session.wide or not session.state.ready:
        return title
    words = session.text("explore.show_list" if on_map else "explore.show_map")
    icon = ft.Icons.VIEW_LIST_ROUNDED if on_map else ft.Icons.MAP_OUTLINED
    # Large text leaves no room for words beside the title, and a row of its own would take it from the list.
    if session.state.text_scale > SIDE_BY_SIDE_SCALE:
        button = icon_button(session, icon, words, switch)
    else:
        button = quiet_button(session, words, switch, icon=icon)
    return ft.Row(controls=[ft.Container(expand=True, content=title), button])


def off_map(session: Session, count: int) -> list[ft.Control]:
    """Say over a map that ``count`` rows of its list have no position; nothing for none."""
    return [support(session, session.text.count("explore.off_map", count))] if count else []
