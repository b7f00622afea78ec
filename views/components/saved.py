"""The page after saving: stored here, and live what becomes of it until the receipt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from services.keeping import Keeping
from services.models import OutboxItem, OutboxState
from views import routes, theme
from views.components.basics import (
    body,
    card,
    column,
    flower,
    heading,
    quiet_button,
    selectable,
    status_chip,
    support,
)
from views.components.boundary import safe_component
from views.components.kiosk_receipt import KioskReceipt
from views.components.report_words import item_title, state_chip
from views.components.scaffold import page_column, top_bar
from views.components.states import keeping_line, private_window
from views.state import Session, use_session


@dataclass(frozen=True, slots=True)
class Onwards:
    """What is said of a saved form (message ids) and where it leads: back, and on to another one."""

    top: str = "report.saved.top"
    waiting: str = "report.saved.waiting_words"
    received: str = "report.saved.received_words"
    safe: str = "report.saved.safe"
    see: str = "report.saved.see"
    again: str = "report.saved.again"
    icon: ft.IconData = ft.Icons.ADD_ROUNDED
    back: str = routes.REPORT
    another: Callable[[Session], str] = lambda session: routes.blank_spot(session.services.reports.new_id())


REPORT = Onwards()


@safe_component
def SavedReport(item_id: str, onwards: Onwards = REPORT) -> Any:
    """A calm page that never says more than is known."""
    session = use_session()
    if session.visit is not None:
        return KioskReceipt(item_id=item_id)
    item = session.services.outbox.find(item_id)
    parts: list[ft.Control] = [top_bar(session, session.text(onwards.top), back=onwards.back)]
    if item is not None:
        parts.extend([_strong(session, item, onwards), _next(session, item, onwards)])
    return page_column(session, parts)


def saved_words(session: Session, item: OutboxItem, onwards: Onwards = REPORT) -> tuple[str, str]:
    """Return title and explanation of an item's state; "received" only with a receipt."""
    text = session.text
    if item.receipt is not None:
        return text("report.saved.received"), text(onwards.received)
    if item.state in {OutboxState.REJECTED, OutboxState.PARKED}:
        reason = text(item.error) if item.error else text("report.saved.kept")
        return text("report.saved.stopped"), reason
    pause = session.services.outbox.pause
    words = text(onwards.waiting)
    return text("report.saved.title"), f"{text(f'pause.{pause.value}')} {words}" if pause else words


def _strong(session: Session, item: OutboxItem, onwards: Onwards) -> ft.Control:
    colors = session.colors
    title, words = saved_words(session, item, onwards)
    chip, role = state_chip(session, item)
    lines: list[ft.Control] = [
        ft.Row(controls=[status_chip(session, chip, role, on_dark=True)]),
        heading(session, title, style=session.type.title, color=colors.on_hero),
    ]
    if item.receipt is not None:
        lines.append(selectable(item.receipt.number, session.type.title, colors.on_hero))
    lines.append(ft.Text(words, style=session.type.body, color=colors.hero_quiet))
    ornament = ft.Container(
        right=-70, top=-80, content=flower(session, 260, ornament=True), ignore_interactions=True
    )
    box = ft.Container(
        bgcolor=colors.hero,
        border_radius=theme.RADIUS_L,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=ft.Stack(controls=[ornament, ft.Container(padding=20, content=column(lines, theme.GAP_M))]),
    )
    return ft.Semantics(live_region=True, container=True, content=box)


def _next(session: Session, item: OutboxItem, onwards: Onwards) -> ft.Control:
    text = session.text

    def see() -> None:
        session.go(routes.report(item.id))

    def again() -> None:
        session.go(onwards.another(session))

    def home() -> None:
        session.go(routes.HOME)

    buttons = [
        quiet_button(session, text(onwards.see), see, icon=ft.Icons.RECEIPT_LONG_OUTLINED),
        quiet_button(session, text(onwards.again), again, icon=onwards.icon),
        quiet_button(session, text("report.saved.home"), home, icon=ft.Icons.HOME_OUTLINED),
    ]
    return card(
        session,
        column(
            [
                heading(session, item_title(session, item)),
                body(session, text("report.saved.next")),
                *buttons,
                *_what_stays(session, item, onwards),
            ],
            theme.GAP_M,
        ),
    )


def _what_stays(session: Session, item: OutboxItem, onwards: Onwards) -> list[ft.Control]:
    """Say that all may be closed, and never where the window takes with it what was not sent."""
    safe = support(session, session.text(onwards.safe))
    if item.receipt is not None:
        return [safe]
    if session.services.keeper.keeping is Keeping.THIS_WINDOW:
        return private_window(session)
    return [safe, *keeping_line(session)]
