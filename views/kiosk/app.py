"""The root of a kiosk: one visit, and above it the code, the number pad and the warning."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft

from views.app import App
from views.hooks import Box, use_box
from views.kiosk.code import code_dialog
from views.kiosk.host import Host, HostState
from views.kiosk.pad import pad_dialog
from views.kiosk.warning import warning_dialog


@ft.component
def KioskApp(host: Host, state: HostState) -> Any:
    """The kiosk of one page."""
    life: Box[tuple[asyncio.Task[None], ...]] = use_box(tuple)

    async def begin() -> None:
        life.current = (asyncio.create_task(host.run()),)

    def end() -> None:
        for task in life.current:
            task.cancel()

    ft.use_effect(begin, dependencies=[], cleanup=end)
    session = state.session
    ft.use_dialog(code_dialog(session, state.take, host.close_code) if state.take else None)
    ft.use_dialog(pad_dialog(session, host, state.pad) if state.pad else None)
    ft.use_dialog(warning_dialog(session, state.left, host.touch) if state.left is not None else None)
    app: Callable[..., Any] = App
    return app(session, key=f"visit-{state.number}")
