"""Rows that lead somewhere."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views import theme
from views.components.basics import column, icon_tile, row_title, selectable, support, tone
from views.state import Session


def nav_row(session: Session, icon: ft.IconData, title: str, words: str, path: str) -> ft.Control:
    """A whole-width row with an icon, two lines and a chevron that opens ``path``."""
    return action_row(session, icon, title, words, lambda: session.go(path))


def action_row(
    session: Session, icon: ft.IconData, title: str, words: str, open_it: Callable[[], None]
) -> ft.Control:
    """The same row for what takes more than a path."""
    content = ft.Row(
        spacing=theme.GAP_M,
        controls=[
            icon_tile(session, icon, tone(session, "info")),
            ft.Container(
                expand=True, content=column([row_title(session, title), support(session, words)], 2)
            ),
            ft.Icon(ft.Icons.CHEVRON_RIGHT_ROUNDED, color=session.colors.quiet),
        ],
    )
    box = ft.Container(
        content=content, padding=theme.GAP_S, border_radius=theme.RADIUS_M, ink=True, on_click=open_it
    )
    return ft.Semantics(button=True, container=True, label=f"{title}. {words}", content=box)


def fact_row(session: Session, icon: ft.IconData, title: str, words: str) -> ft.Control:
    """A fact with its name: icon, quiet title, words."""
    return ft.Row(
        spacing=theme.GAP_M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Icon(icon, size=20, color=session.colors.quiet),
            ft.Container(
                expand=True,
                content=column(
                    [
                        support(session, title),
                        selectable(words, session.type.body, session.colors.ink),
                    ],
                    0,
                ),
            ),
        ],
    )
