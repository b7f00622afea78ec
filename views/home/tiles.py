"""The two main actions side by side: report a blank spot, ask for a service."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import Handler, card, column
from views.components.boundary import safe_component
from views.state import Session, use_session


@safe_component
def ActionTiles() -> ft.Control:
    """Report and services."""
    session = use_session()
    text = session.text
    services = len(session.services.catalogue.services())

    def report() -> None:
        session.go(routes.BLANK_SPOT)

    def browse() -> None:
        session.go(routes.SERVICES)

    tiles = [
        _tile(
            session,
            ft.Icons.SIGNAL_CELLULAR_CONNECTED_NO_INTERNET_0_BAR_ROUNDED,
            text("home.tile.report"),
            text("home.tile.report_words"),
            report,
            strong=True,
        ),
        _tile(
            session,
            ft.Icons.ASSIGNMENT_ROUNDED,
            text("home.tile.services"),
            text.count("home.tile.services_words", services),
            browse,
        ),
    ]
    stacked = session.state.text_scale > 1.3 and session.state.width < theme.PHONE_MAX_W
    if stacked:
        return column(tiles)
    return ft.Row(
        spacing=theme.GAP_M,
        intrinsic_height=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[ft.Container(expand=True, content=tile) for tile in tiles],
    )


def _tile(
    session: Session, icon: ft.IconData, title: str, words: str, on_click: Handler, *, strong: bool = False
) -> ft.Control:
    colors = session.colors
    ink = colors.on_strong if strong else colors.ink
    quiet = colors.on_strong if strong else colors.quiet
    content = column(
        [
            ft.Row(controls=[ft.Icon(icon, size=26, color=colors.on_strong if strong else colors.primary)]),
            ft.Text(title, style=session.type.row, color=ink),
            ft.Text(words, style=session.type.support, color=quiet),
        ],
        theme.GAP_S,
    )
    return card(
        session,
        content,
        on_click=on_click,
        color=colors.strong if strong else None,
        label=f"{title}. {words}",
    )
