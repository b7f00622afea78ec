"""A code to take along by camera, with what it contains in words."""

from __future__ import annotations

import flet as ft

from services.kiosk.handoff import Contains, TakeAway
from services.wifi_qr import QrTooLong, qr_svg
from views import theme
from views.components.basics import body, support
from views.state import Session

CODE_PX = 400


def code_parts(session: Session, take: TakeAway, *, px: int = CODE_PX) -> list[ft.Control]:
    """Return the code, how to read it, what it contains. ``px``: its side, less where there is no room."""
    text = session.text
    words = support(session, text(f"kiosk.take.{take.contains.value}", shown=take.shown))
    parts: list[ft.Control] = []
    if take.title and take.contains is not Contains.TEXT:
        style = session.type.heading
        parts.append(
            ft.Text(take.title, style=style, color=session.colors.ink, text_align=ft.TextAlign.CENTER)
        )
    drawn = drawing(session, take, px)
    if drawn is None:
        return [*parts, words]
    return [*parts, drawn, body(session, text("kiosk.take.how")), words]


def drawing(session: Session, take: TakeAway, px: int) -> ft.Control | None:
    """Return the code, None when its text is too long; always dark on white: readers fail on the opposite."""
    label = session.text(f"kiosk.take.{take.contains.value}", shown=take.shown)
    side = min(px, session.state.width - 6 * theme.GAP_XL)
    try:
        code = ft.Image(src=qr_svg(take.code), width=side, height=side, semantics_label=label)
    except QrTooLong:
        return None
    frame = ft.Container(border_radius=theme.RADIUS_M, clip_behavior=ft.ClipBehavior.ANTI_ALIAS, content=code)
    return ft.Row(alignment=ft.MainAxisAlignment.CENTER, controls=[frame])
