"""What this shared screen keeps: nothing of a visitor."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import body, card, column, heading
from views.components.boundary import safe_view
from views.components.scaffold import page_column, screen, top_bar
from views.state import use_session

FACTS = ("memory", "wipe", "forms", "codes", "gateway")


@safe_view
def KioskPrivacyScreen() -> ft.View:
    """Privasi di layar ini."""
    session = use_session()
    text = session.text
    facts = [body(session, text(f"kiosk.privacy.{name}")) for name in FACTS]
    parts = [
        top_bar(session, text("kiosk.privacy.title"), back=routes.HOME),
        card(session, column([heading(session, text("kiosk.privacy.what")), *facts], theme.GAP_M)),
    ]
    return screen(session, page_column(session, parts))
