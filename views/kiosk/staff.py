"""The name of the place, which staff holds for three seconds to get out (or Ctrl+Alt+K)."""

from __future__ import annotations

import asyncio

import flet as ft

from views.components.basics import column, heading
from views.components.boundary import safe_component
from views.hooks import Box, use_box, use_cleanup
from views.state import use_session

HOLD_S = 3.0
LONG_PRESS_S = 0.5
"""From then on Flutter calls it a long press; the tap that it might have been is cancelled."""


@safe_component
def StaffDoor() -> ft.Control:
    """Where one is; held for three seconds it asks for the PIN."""
    session = use_session()
    waiting: Box[asyncio.Task[None] | None] = use_box(lambda: None)
    visit, colors = session.visit, session.colors

    def stop(_: object = None) -> None:
        if waiting.current is not None:
            waiting.current.cancel()
            waiting.current = None

    def start(_: object = None) -> None:
        stop()
        waiting.current = asyncio.create_task(later())

    async def later() -> None:
        await asyncio.sleep(HOLD_S - LONG_PRESS_S)
        if visit is not None:
            visit.ask_pin()

    use_cleanup(stop)
    name = visit.settings.title.in_language(session.state.language) if visit else ""
    words = column(
        [
            ft.Text(session.text("kiosk.you_are_here"), style=session.type.row, color=colors.hero_quiet),
            heading(session, name, 1, style=session.type.display, color=colors.on_hero),
        ],
        2,
    )
    return ft.GestureDetector(
        content=words,
        exclude_from_semantics=True,
        on_long_press_start=start,
        on_long_press_end=stop,
    )
