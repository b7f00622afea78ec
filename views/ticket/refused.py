"""Own acts that the province did not take: the words stay, with what can be done."""

from __future__ import annotations

import flet as ft

from services.models import OutboxState, SubmissionKind
from services.standing import Act, ActStage, Standing
from views import lifecycle, theme
from views.components.basics import (
    Handler,
    body,
    card,
    column,
    heading,
    primary_button,
    quiet_button,
    support,
)
from views.components.boundary import safe_component
from views.components.states import problem
from views.state import Session, use_command, use_session

NAMES = {
    SubmissionKind.COMMENT: "ticket.refused.comment",
    SubmissionKind.RATING: "ticket.refused.rating",
    SubmissionKind.RESOLUTION: "ticket.refused.resolution",
    SubmissionKind.WITHDRAWAL: "ticket.refused.withdrawal",
}


@safe_component
def RefusedActs(standing: Standing) -> ft.Control:
    """A card for each, oldest first."""
    refused = [act for act in standing.acts if act.stage is ActStage.REFUSED]
    return column([RefusedCard(act=act, key=act.item.id) for act in refused])


@safe_component
def RefusedCard(act: Act) -> ft.Control:
    """What it was, why it was not taken, and the buttons."""
    session = use_session()
    outbox, item = session.services.outbox, act.item

    async def again() -> None:
        if item.state is OutboxState.PARKED:
            await outbox.retry(item.id)
            lifecycle.sync_soon(session)
        else:
            await outbox.edit(item.id)

    retrying = use_command(again)
    deleting = use_command(lambda: session.services.tickets.forget_act(item.id))
    parts: list[ft.Control] = [
        heading(session, session.text(NAMES[item.kind])),
        support(session, why(session, act)),
    ]
    if item.payload.get("text"):
        parts.append(body(session, f"“{item.payload['text']}”"))
    buttons = _buttons(session, act, retrying.run, deleting.run)
    parts.append(ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons))
    parts.extend(problem(session, error) for error in (retrying.error, deleting.error) if error)
    return card(session, column(parts, theme.GAP_S), color=session.colors.danger_soft)


def why(session: Session, act: Act) -> str:
    """Return why an act was not taken: a state that moved on is the usual reason."""
    text, item = session.text, act.item
    if any(error.code == "state" for error in item.field_errors):
        return text("ticket.refused.state")
    return text(item.error) if item.error and text.has(item.error) else text("report.saved.kept")


def _buttons(session: Session, act: Act, again: Handler, delete: Handler) -> list[ft.Control]:
    text = session.text
    buttons = []
    if act.item.state is OutboxState.PARKED:
        buttons.append(primary_button(session, text("action.retry"), again, icon=ft.Icons.REFRESH_ROUNDED))
    elif act.item.kind is SubmissionKind.COMMENT:
        words = text("report.action.correct")
        buttons.append(primary_button(session, words, again, icon=ft.Icons.EDIT_ROUNDED))
    words, icon = text("report.action.delete"), ft.Icons.DELETE_OUTLINE_ROUNDED
    buttons.append(quiet_button(session, words, delete, icon=icon, danger=True))
    return buttons
