"""Emergency numbers as buttons that call."""

from __future__ import annotations

import flet as ft

from services.models import EmergencyNumber
from views.components.basics import quiet_button
from views.handoff import call_url
from views.state import Session


def numbers_here(session: Session) -> tuple[EmergencyNumber, ...]:
    """Return the numbers that hold where the device is (everywhere-valid ones when that is unknown)."""
    village = session.state.village
    return session.services.catalogue.emergency_numbers(village.regency.id if village else None)


def number_button(session: Session, number: EmergencyNumber) -> ft.Control:
    """A button "110 · Polisi" that starts the call."""

    async def call() -> None:
        await session.device.open_url(call_url(number.number))

    name = number.name.in_language(session.text.language)
    return quiet_button(session, f"{number.number} · {name}", call, icon=ft.Icons.CALL_ROUNDED)
