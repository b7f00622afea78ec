"""A ticket that was looked up: how it stands, its clock and its history; to be read only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from services.gateway_models import FoundTicket
from views import routes, theme
from views.components.basics import (
    banner,
    card,
    column,
    heading,
    quiet_button,
    selectable,
    status_chip,
    support,
    tone,
)
from views.components.boundary import safe_component
from views.components.report_words import STATE_TONES
from views.components.timeline import step_row, told_step
from views.state import Session, use_session
from views.ticket.clock import ClockCard


@safe_component
def FoundCards(found: FoundTicket, close: Callable[[], None]) -> ft.Control:
    """Everything the gateway tells without the key; ``close`` takes it off the screen."""
    session = use_session()
    parts: list[ft.Control] = [_head(session, found)]
    if found.facts.duplicate_of:
        words = session.text("ticket.duplicate", number=found.facts.duplicate_of)
        parts.append(banner(session, words, tone(session, "info"), icon=ft.Icons.MERGE_ROUNDED))
    parts.append(ClockCard(standing=found, key="clock"))
    parts.append(_history(session, found))
    parts.append(_next(session, found))
    done = quiet_button(session, session.text("find.another"), close, icon=ft.Icons.CLOSE_ROUNDED)
    parts.append(done)
    return column(parts, theme.GAP_L)


def _head(session: Session, found: FoundTicket) -> ft.Control:
    """Return what it is, how it stands, and its number; announced when it appears."""
    text = session.text
    name, icon = STATE_TONES[found.state]
    chip = status_chip(session, text(f"public.{found.state.value}"), replace(tone(session, name), icon=icon))
    service = (
        found.service.in_language(text.language) if found.service else text("submission.service_request")
    )
    when = text.ago(found.updated_at, session.services.clock.now())
    lines = [
        heading(session, service),
        ft.Row(wrap=True, controls=[chip]),
        selectable(found.number, session.type.title, session.colors.ink),
        support(session, text("find.changed", when=when)),
    ]
    return ft.Semantics(live_region=True, container=True, content=card(session, column(lines, theme.GAP_S)))


def _history(session: Session, found: FoundTicket) -> ft.Control:
    rows = [step_row(session, "", told_step(session, entry)) for entry in found.timeline]
    title = heading(session, session.text("report.detail.history"))
    return card(session, column([title, *rows], theme.GAP_M))


def _next(session: Session, found: FoundTicket) -> ft.Control:
    """Say where it can be answered; one filed from this device is a tap away."""
    text = session.text
    items = session.services.reports.my_reports()
    own = next((item.id for item in items if item.receipt and item.receipt.number == found.number), None)
    if own is None:
        return banner(session, text("find.read_only"), tone(session, "info"))

    def open_it() -> None:
        session.go(routes.report(own))

    return banner(
        session, text("find.here"), tone(session, "info"), action=text("find.open"), on_action=open_it
    )
