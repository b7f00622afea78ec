"""The code that a visitor takes along, above everything."""

from __future__ import annotations

import flet as ft

from services.kiosk.handoff import TakeAway
from views.components.basics import Handler, primary_button
from views.components.take_code import code_parts
from views.kiosk.dialogs import dialog
from views.state import Session


def code_dialog(session: Session, take: TakeAway, close: Handler) -> ft.AlertDialog:
    """Return the code of ``take`` with the way back."""
    text = session.text
    parts = [*code_parts(session, take), primary_button(session, text("kiosk.take.close"), close)]
    return dialog(session, text("kiosk.take"), parts)
