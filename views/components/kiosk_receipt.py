"""At a kiosk a form is sent while its person stands there: a number to take along, or nothing is kept."""

from __future__ import annotations

import logging

import flet as ft

from services.errors import RafflesiaError
from services.kiosk.handoff import of_url
from services.models import OutboxItem, OutboxState, SubmissionKind
from views import routes
from views.components.basics import body, card, column, heading, selectable
from views.components.boundary import safe_component
from views.components.scaffold import page_column, top_bar
from views.components.take_code import code_parts
from views.handoff import page_link
from views.state import Session, use_session

log = logging.getLogger(__name__)


@safe_component
def KioskReceipt(item_id: str) -> ft.Control:
    """Send the item and say what became of it."""
    session = use_session()
    text = session.text

    async def send() -> None:
        await send_or_forget(session, item_id)

    ft.use_effect(send, dependencies=[])
    item = session.services.outbox.find(item_id)
    number = item.receipt.number if item and item.receipt else None
    name = text("kiosk.form.sent" if number else "kiosk.form.sending")
    return page_column(
        session,
        [top_bar(session, name, back=routes.HOME), *(_sent(session, number) if number else _wait(session))],
    )


def _wait(session: Session) -> list[ft.Control]:
    words = body(session, session.text("kiosk.form.sending_words"))
    ring = ft.Row(
        alignment=ft.MainAxisAlignment.CENTER, controls=[ft.ProgressRing(color=session.colors.primary)]
    )
    return [card(session, ft.Semantics(live_region=True, container=True, content=column([ring, words])))]


def _sent(session: Session, number: str) -> list[ft.Control]:
    text, link = session.text, page_link(session, routes.FIND_TICKET)
    shown = selectable(number, session.type.display, session.colors.success)
    words = body(session, text("kiosk.form.sent_words" if link else "kiosk.form.sent_no_code"))
    parts = [heading(session, text("kiosk.form.sent")), shown, words]
    parts += code_parts(session, of_url(link)) if link else []
    return [card(session, ft.Semantics(live_region=True, container=True, content=column(parts)))]


async def send_or_forget(session: Session, item_id: str) -> None:
    """Send the item now. When that fails it is forgotten, and a page says so: nothing waits in a kiosk."""
    services = session.services
    try:
        await services.sender.run(force=True)
        item = services.outbox.find(item_id)
        if item is None or item.state is OutboxState.SENT:
            return
        session.state.unsent = form_path(item)
        session.go(routes.NOT_SENT)
        await services.outbox.forget([item_id])
    except RafflesiaError as problem:
        log.info("not sent: %s", problem.message_id)


def form_path(item: OutboxItem) -> str:
    """Return the path of the form that ``item`` was written in."""
    if item.kind is SubmissionKind.SERVICE_REQUEST:
        return routes.request(str(item.payload.get("service_id")))
    return routes.BLANK_SPOT
