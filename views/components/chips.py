"""Filter chips in one row that scrolls sideways."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from views import theme
from views.state import Session


def chip(
    session: Session,
    words: str,
    chosen: bool,
    toggle: Callable[[], None],
    lead: Sequence[ft.Control],
    *,
    start: int = 14,
    around: int = 10,
    opens: bool = False,
) -> ft.Control:
    """Return a chip with ``lead`` before its words; ``start`` and ``around``: space beside and above it.

    ``opens``: a button that opens something, read as one and not as a switch.
    """
    colors = session.colors
    face = ft.Container(
        bgcolor=colors.secondary if chosen else colors.card,
        border=ft.Border.all(1, colors.secondary if chosen else colors.line),
        border_radius=theme.RADIUS_L,
        padding=ft.Padding.only(left=start, right=14, top=around, bottom=around),
        content=ft.Row(
            tight=True,
            spacing=theme.GAP_S,
            controls=[
                *lead,
                ft.Text(words, style=session.type.label, color=chip_ink(session, chosen), no_wrap=True),
            ],
        ),
    )
    # The face is 39 px high and more with larger text; the target around it is 48.
    target = ft.Container(
        on_click=toggle,
        ink=True,
        border_radius=theme.RADIUS_L,
        padding=ft.Padding.symmetric(vertical=5 + session.room_px // 2),
        content=face,
    )
    return ft.Semantics(button=True, container=True, toggled=None if opens else chosen, content=target)


def chip_ink(session: Session, chosen: bool) -> str:
    """Return the colour of what stands on a chip."""
    return session.colors.on_secondary if chosen else session.colors.ink


def chip_row(label: str, chips: Sequence[ft.Control], side: int) -> ft.Control:
    """Return the chips, read as the group ``label``; ``side``: space before the first and after the last."""
    space = side - theme.GAP_S
    return ft.Semantics(
        label=label,
        container=True,
        content=ft.Row(
            scroll=ft.ScrollMode.HIDDEN,
            spacing=theme.GAP_S,
            controls=[ft.Container(width=space), *chips, ft.Container(width=space)],
        ),
    )
