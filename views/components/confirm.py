"""A question before something that cannot be undone."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views import theme
from views.components.basics import Handler, link
from views.hooks import use_value
from views.state import Session


def use_confirm(session: Session, *, title: str, words: str, yes: str, on_yes: Handler) -> Callable[[], None]:
    """Return the function that opens the question; ``on_yes`` runs only after the clear yes. A hook."""
    open_, set_open = use_value(False)

    def close() -> None:
        set_open(False)

    async def accept() -> None:
        set_open(False)
        await on_yes()

    dialog = ft.AlertDialog(
        modal=True,
        title=ft.Text(title, style=session.type.heading, color=session.colors.ink),
        content=ft.Text(words, style=session.type.body, color=session.colors.ink),
        bgcolor=session.colors.card,
        shape=ft.RoundedRectangleBorder(radius=theme.RADIUS_SHEET),
        actions=[
            link(session, session.text("action.cancel"), close),
            ft.FilledButton(
                content=yes,
                on_click=accept,
                style=ft.ButtonStyle(bgcolor=session.colors.danger, color=session.colors.on_status),
            ),
        ],
        on_dismiss=close,
    )
    ft.use_dialog(dialog if open_ else None)
    return lambda: set_open(True)
