"""Forms at a kiosk: only while the gateway answers; otherwise the way to one's own phone."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft

from services.errors import GatewayError
from services.kiosk.handoff import of_url
from views import routes
from views.components.basics import banner, card, column, quiet_button, tone
from views.components.boundary import safe_view
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import loading
from views.components.take_code import code_parts
from views.handoff import page_link
from views.hooks import use_value
from views.later import resolve
from views.state import Session, use_command, use_session

ANSWER_S = 8.0


@safe_view
def FormGate(place: str) -> Any:
    """Ask the gateway, then show the form at ``place`` (``module:name``) or the code that leads to it."""
    session = use_session()
    open_, set_open = use_value(False)
    text = session.text

    async def ask() -> None:
        set_open(await answers(session))

    asking = use_command(ask)
    ft.use_effect(asking.run, dependencies=[])
    if open_:
        return resolve(place)()
    path = ft.use_view_path() or routes.HOME
    title = top_bar(session, text("kiosk.form.title"), back=routes.HOME)
    if asking.running or not session.state.ready:
        return screen(session, page_column(session, [title, loading(session)]))
    parts = elsewhere(session, path, "kiosk.form.offline")
    again = quiet_button(session, text("kiosk.form.again"), asking.run, icon=ft.Icons.REFRESH_ROUNDED)
    return screen(session, page_column(session, [title, *parts, again]))


@safe_view
def NotSentScreen() -> ft.View:
    """Belum terkirim: nothing is kept, and how to send it from one's own phone."""
    session = use_session()
    title = top_bar(session, session.text("kiosk.form.failed.title"), back=routes.HOME)
    parts = elsewhere(session, session.state.unsent or routes.SERVICES, "kiosk.form.failed")
    return screen(session, page_column(session, [title, *parts]))


def elsewhere(session: Session, path: str, message_id: str) -> list[ft.Control]:
    """Return what happened and the code of the form at ``path``, as far as its address is known."""
    link = page_link(session, path)
    words = session.text(message_id if link else f"{message_id}.no_code")
    parts: list[ft.Control] = [banner(session, words, tone(session, "warning"))]
    if link:
        parts.append(card(session, column(code_parts(session, of_url(link)))))
    return parts


async def answers(session: Session) -> bool:
    """Return whether the gateway answers now."""
    try:
        async with asyncio.timeout(ANSWER_S):
            await session.services.gateway.config()
    except (GatewayError, TimeoutError):
        return False
    return True
