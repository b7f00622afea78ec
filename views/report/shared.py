"""What another app shared to this one: shown first, and a report only when the person says so."""

from __future__ import annotations

import logging
from typing import cast

import flet as ft

from services.models import SubmissionKind
from services.platform.base import Shared
from views import routes, theme
from views.components.basics import body, card, column, primary_button, quiet_button, support
from views.components.boundary import safe_component, safe_view
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import empty, loading, problem
from views.hooks import use_value
from views.report.editor import new_form
from views.report.form import NOTE_MAX, PHOTOS_MAX
from views.state import Session, use_command, use_session

log = logging.getLogger(__name__)


@safe_view
def SharedScreen() -> ft.View:
    """Dibagikan ke Rafflesia. Any site can lead here with anything, so nothing is taken without a tap."""
    session = use_session()
    title = top_bar(session, session.text("report.shared.title"), back=routes.REPORT)
    if not session.state.ready:
        return screen(session, page_column(session, [title, loading(session)]), bar=False)
    return screen(session, page_column(session, [title, Inbox()]), bar=False)


@safe_component
def Inbox() -> ft.Control:
    """What waits, or that nothing does."""
    session = use_session()
    surroundings = session.services.platform.surroundings
    looked, set_looked = use_value(False)
    shared, set_shared = use_value(cast("Shared | None", None))

    async def look() -> None:
        try:
            set_shared(await surroundings.shared())
        except Exception:
            log.exception("what was shared cannot be read")
        set_looked(True)

    ft.use_effect(look, dependencies=[])
    if not looked:
        return loading(session, rows=1)
    return _nothing(session) if shared is None else Offer(shared=shared)


@safe_component
def Offer(shared: Shared) -> ft.Control:
    """The words and how many photos, with the two answers."""
    session = use_session()
    text = session.text

    async def take() -> None:
        item_id = await take_over(session, shared)
        session.go(routes.blank_spot(item_id))

    async def drop() -> None:
        await session.services.platform.surroundings.forget_shared()
        session.go(routes.REPORT)

    taking, dropping = use_command(take), use_command(drop)
    lines: list[ft.Control] = [body(session, shared.words)] if shared.words else []
    if shared.photos:
        lines.append(support(session, text.count("report.shared.photos", len(shared.photos))))
    run = None if taking.running else taking.run
    parts: list[ft.Control] = [
        card(session, column(lines, theme.GAP_S)),
        body(session, text("report.shared.next"), quiet=True),
        *(problem(session, command.error) for command in (taking, dropping) if command.error),
        primary_button(session, text("report.shared.use"), run, running=taking.running),
        quiet_button(session, text("report.shared.drop"), dropping.run, icon=ft.Icons.DELETE_OUTLINE_ROUNDED),
    ]
    return column(parts, theme.GAP_M)


async def take_over(session: Session, shared: Shared) -> str:
    """Make a draft of what was shared and return its id; it waits here until the draft is durable.

    Raises ``PhotoError``, ``StorageError``.
    """
    reports, now = session.services.reports, session.services.clock.now()
    item_id = reports.new_id()
    payload = new_form(session).to_payload(now) | {"note": shared.words[:NOTE_MAX]}
    photos = shared.photos[:PHOTOS_MAX]
    await reports.save_draft(item_id, payload, photos, SubmissionKind.BLANK_SPOT)
    await session.services.platform.surroundings.forget_shared()
    return item_id


def _nothing(session: Session) -> ft.Control:
    def form() -> None:
        session.go(routes.BLANK_SPOT)

    text = session.text
    title, words = text("report.shared.none"), text("report.shared.none_words")
    return empty(session, title, words, action=text("report.shared.form"), on_action=form)
