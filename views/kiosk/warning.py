"""Is anybody there? A large countdown, said once, before everything of the visit goes."""

from __future__ import annotations

import flet as ft

from views import theme
from views.components.basics import Handler, primary_button
from views.kiosk.dialogs import centred, dialog
from views.state import Session

NUMBER_SIZE = 3.2


def warning_dialog(session: Session, left: int, stay: Handler) -> ft.AlertDialog:
    """Return the warning; any touch stays, the button for those who look for one."""
    text, colors = session.text, session.colors
    words = text("kiosk.warning.stays")
    number = theme.Type(session.state.text_scale * NUMBER_SIZE).display
    # The number changes every second: a screen reader hears the sentence once, and not the number.
    count = ft.Semantics(
        exclude_semantics=True, content=ft.Text(str(left), style=number, color=colors.tertiary)
    )
    said = ft.Semantics(
        live_region=True,
        container=True,
        content=ft.Text(words, style=session.type.body, color=colors.ink, text_align=ft.TextAlign.CENTER),
    )
    button = primary_button(session, text("kiosk.warning.stay"), stay, icon=ft.Icons.TOUCH_APP_ROUNDED)
    return dialog(session, text("kiosk.warning.title"), [centred(count), said, button])
