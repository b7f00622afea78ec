"""A part that is one tap away."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views import theme
from views.state import Session


def disclosure(session: Session, words: str, opened: bool, toggle: Callable[[], None]) -> ft.Control:
    """Return the whole-width button that opens or closes a part; screen readers hear which."""
    icon = ft.Icons.EXPAND_LESS_ROUNDED if opened else ft.Icons.EXPAND_MORE_ROUNDED
    row = ft.Row(
        controls=[
            ft.Container(
                expand=True,
                content=ft.Text(words, style=session.type.label, color=session.colors.secondary),
            ),
            ft.Icon(icon, color=session.colors.secondary),
        ]
    )
    box = ft.Container(
        content=row,
        on_click=toggle,
        ink=True,
        border_radius=theme.RADIUS_S,
        padding=ft.Padding.symmetric(horizontal=theme.GAP_S, vertical=theme.GAP_M + session.room_px),
    )
    return ft.Semantics(button=True, container=True, expanded=opened, label=words, content=box)
