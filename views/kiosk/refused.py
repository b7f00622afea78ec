"""The page of a kiosk that cannot start: why, and what its operator does."""

from __future__ import annotations

import flet as ft

from views import palettes, routes, theme
from views.text import Text

WIDTH = 640


def refused_view(text: Text, message_id: str, colors: palettes.Palette) -> ft.View:
    """Return the page; ``message_id`` says what to do. There is no session yet, so no screen's frame."""
    kind = theme.Type(1.3)
    words = ft.Column(
        tight=True,
        spacing=theme.GAP_L,
        controls=[
            ft.Icon(ft.Icons.LOCK_ROUNDED, size=64, color=colors.danger),
            ft.Semantics(
                header=True,
                container=True,
                content=ft.Text(text("kiosk.refused.title"), style=kind.title, color=colors.ink),
            ),
            ft.Text(text(message_id), style=kind.body, color=colors.ink),
            ft.Text(text("kiosk.refused.more"), style=kind.support, color=colors.quiet),
        ],
    )
    box = ft.Container(width=WIDTH, padding=theme.GAP_XL, content=words)
    return ft.View(
        route=routes.HOME,
        bgcolor=colors.paper,
        vertical_alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[box],
    )
