"""A list beside what was chosen in it, on tablets and desktops."""

from __future__ import annotations

import flet as ft

from views import theme
from views.state import Session

DETAIL_W = 400
# From this width on details float over the map; below they take another pane's place.
FLOATING_FROM_W = 1240
# How much of the map a floating detail covers.
COVERED_W = DETAIL_W + 2 * theme.GAP_L


def panes(session: Session, left: ft.Control, right: ft.Control) -> ft.Control:
    """Return the list ``left`` at its fixed width, a line, and ``right`` in the rest of the room."""
    return ft.Row(
        expand=True,
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(width=theme.LIST_PANE_W * session.letters, content=left),
            ft.Container(width=1, bgcolor=session.colors.line),
            ft.Container(expand=True, content=right),
        ],
    )


def floats(session: Session) -> bool:
    """Return whether there is room for a list, a map and a detail over it."""
    return session.state.width >= FLOATING_FROM_W


def floating(session: Session, detail: ft.Control) -> ft.Control:
    """Return ``detail`` as a card over the right side of a map (in a ``Stack``)."""
    return ft.Container(
        key="floating",
        right=theme.GAP_L,
        top=theme.GAP_L,
        bottom=theme.GAP_L,
        width=DETAIL_W,
        bgcolor=session.colors.paper,
        border=ft.Border.all(1, session.colors.line),
        border_radius=theme.RADIUS_L,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=detail,
    )
