"""A search field: what is typed is shown by its owner, the cross empties it."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views import theme
from views.state import Session


def search_field(
    session: Session, label: str, words: str, change: Callable[[str], None], *, autofocus: bool = False
) -> ft.Control:
    """Return a round field; ``change`` gets the text after every key."""

    def typed(event: ft.Event[ft.TextField]) -> None:
        change(event.control.value or "")

    def clear() -> None:
        change("")

    cross = ft.IconButton(
        icon=ft.Icons.CLOSE_ROUNDED,
        tooltip=session.text("search.clear"),
        on_click=clear,
        icon_color=session.colors.quiet,
        width=theme.TOUCH_PX,
        height=theme.TOUCH_PX,
    )
    return ft.TextField(
        value=words,
        on_change=typed,
        label=label,
        label_style=ft.TextStyle(color=session.colors.quiet),
        prefix_icon=ft.Icon(ft.Icons.SEARCH_ROUNDED, color=session.colors.quiet),
        suffix=cross if words else None,
        border=outline(session, theme.RADIUS_SHEET),
        text_style=session.type.body,
        filled=True,
        bgcolor=session.colors.card,
        autofocus=autofocus,
    )


def outline(session: Session, radius: int) -> ft.OutlineInputBorder:
    """Return the border of a field."""
    return ft.OutlineInputBorder(border_radius=radius, side=ft.BorderSide(1, session.colors.outline))
