"""The card of one row of a list: a drawing and words, marked when it is the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import flet as ft

from views import theme
from views.components.basics import column
from views.components.look import SIDE_BY_SIDE_SCALE, Look
from views.state import Session

ART_PX = 92
Artwork = Callable[..., ft.Control]
"""``category_artwork`` or ``trade_artwork``."""


def pictured(session: Session, artwork: Artwork, category: str, words: ft.Control, look: Look) -> ft.Control:
    """Return the drawing of ``category`` beside ``words``, above them where letters are large."""
    if look.scale > SIDE_BY_SIDE_SCALE:
        return column([artwork(session, category, height=ART_PX * 1.6), words])
    return ft.Row(
        spacing=theme.GAP_M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            artwork(session, category, width=ART_PX, height=ART_PX),
            ft.Container(expand=True, content=words),
        ],
    )


def row_card(
    session: Session, content: ft.Control, look: Look, path: str, said: Iterable[str | None]
) -> ft.Control:
    """Return the card that opens ``path``; a screen reader hears the parts of ``said`` that are there."""

    def open_it() -> None:
        session.go(path)

    colors = session.colors
    box = ft.Container(
        ink=True,
        on_click=open_it,
        bgcolor=colors.secondary_soft if look.chosen else colors.card,
        border=ft.Border.all(1, colors.secondary if look.chosen else colors.line),
        border_radius=theme.RADIUS_L,
        padding=theme.GAP_M,
        content=content,
    )
    label = ". ".join(part for part in said if part)
    return ft.Semantics(button=True, container=True, selected=look.chosen or None, label=label, content=box)
