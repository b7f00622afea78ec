"""The history of one report: stored, tried, received with its number, what the gateway says since."""

from __future__ import annotations

import flet as ft

from services.models import OutboxItem, OutboxState
from services.public_state import PublicState
from views import theme
from views.components.basics import card, column, heading
from views.components.boundary import safe_component
from views.components.timeline import Step, own_steps, step_row, told
from views.state import Session, use_session


@safe_component
def HistoryCard(item: OutboxItem) -> ft.Control:
    """Newest last, as it happened."""
    session = use_session()
    rows = [step_row(session, item.id, step) for step in steps(session, item)]
    title = heading(session, session.text("report.detail.history"))
    return card(session, column([title, *rows], theme.GAP_M))


def steps(session: Session, item: OutboxItem) -> list[Step]:
    """Return what happened, oldest first; nothing is called sent before its receipt."""
    text = session.text
    found = [Step(item.created_at, text("report.step.stored"), tone="success")]
    if item.state in {OutboxState.QUEUED, OutboxState.SENDING}:
        found.append(_waiting(session, item))
    elif item.state in {OutboxState.REJECTED, OutboxState.PARKED}:
        reason = text(item.error) if item.error and text.has(item.error) else ""
        found.append(Step(item.updated_at, text(f"report.step.{item.state.value}"), reason, "danger"))
    if item.receipt is not None:
        words = text("report.step.received", number=item.receipt.number)
        found.append(Step(item.receipt.received_at, words, tone="success"))
        found.extend(told(session, item))
        found.extend(own_steps(session, item))
    if session.services.reports.public_state(item) is PublicState.WITHDRAWING:
        found.append(Step(None, text("report.step.withdrawing"), tone="warning"))
    return found


def _waiting(session: Session, item: OutboxItem) -> Step:
    text = session.text
    if item.state is OutboxState.SENDING:
        return Step(None, text("report.step.sending"))
    parts = []
    if item.attempts:
        parts.append(text.count("report.step.attempts", item.attempts))
    if item.next_at is not None and item.next_at > session.services.clock.now():
        parts.append(text("report.step.next", time=text.clock(item.next_at)))
    pause = session.services.outbox.pause
    if pause is not None:
        parts.append(text(f"pause.{pause.value}"))
    elif item.error and text.has(item.error):
        parts.append(text(item.error))
    return Step(None, text("report.step.waiting"), " ".join(parts), "warning")
