"""The frame of what a kiosk shows above everything."""

from __future__ import annotations

import flet as ft

from views import theme
from views.components.basics import column
from views.components.kiosk_frame import is_low
from views.state import Session

WIDTH = 620


def dialog(session: Session, title: str, parts: list[ft.Control], *, modal: bool = True) -> ft.AlertDialog:
    """Return a dialog; on a tall screen with low controls it lies at the bottom."""
    low = session.visit is not None and is_low(session, session.visit)
    heading = ft.Text(
        title, style=session.type.title, color=session.colors.ink, text_align=ft.TextAlign.CENTER
    )
    width = min(WIDTH, session.state.width - 4 * theme.GAP_XL)
    return ft.AlertDialog(
        modal=modal,
        scrollable=True,
        title=heading,
        content=ft.Container(width=width, content=column(parts, theme.GAP_L)),
        bgcolor=session.colors.card,
        alignment=ft.Alignment.BOTTOM_CENTER if low else ft.Alignment.CENTER,
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS_SHEET),
    )


def centred(control: ft.Control) -> ft.Control:
    """Return ``control`` in the middle of a row."""
    return ft.Row(alignment=ft.MainAxisAlignment.CENTER, controls=[control])
