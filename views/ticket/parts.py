"""What a ticket's page shows besides what every report shows."""

from __future__ import annotations

import flet as ft

from services.models import OutboxState, SubmissionKind
from services.public_state import PublicState
from services.standing import ActStage, Standing
from views.components.basics import banner, support, tone
from views.components.boundary import safe_component
from views.components.ticket_words import stage_words
from views.state import Session, use_session
from views.ticket.clock import ClockCard
from views.ticket.question import MessageCard, QuestionCard
from views.ticket.rating import RatingCard
from views.ticket.refused import RefusedActs
from views.ticket.resolution import ResolutionCard, asks


def before_history(session: Session, standing: Standing) -> list[ft.Control]:
    """Return what wants the person first, then the clock; nothing for what is no ticket."""
    if not standing.is_ticket or standing.item.state is OutboxState.DRAFT:
        return []
    parts: list[ft.Control] = [*_wanted(session, standing)]
    parts.extend(_duplicate(session, standing))
    if standing.item.receipt is not None:
        parts.append(ClockCard(standing=standing, key="clock"))
    return parts


def refused(standing: Standing) -> list[ft.Control]:
    """Return what the province did not take, when there is any."""
    if all(act.stage is not ActStage.REFUSED for act in standing.acts):
        return []
    return [RefusedActs(standing=standing, key="refused")]


def after_history(standing: Standing) -> list[ft.Control]:
    """Return the rating and the message box, when the state allows them."""
    parts: list[ft.Control] = []
    if standing.can_rate or (standing.facts and standing.stars):
        parts.append(RatingCard(standing=standing, key="rating"))
    if standing.can_talk and standing.state is not PublicState.NEED_INFO:
        parts.append(MessageCard(standing=standing, key="message"))
    return parts


def _wanted(session: Session, standing: Standing) -> list[ft.Control]:
    if standing.state is PublicState.NEED_INFO and standing.can_talk:
        return [QuestionCard(standing=standing, key="question")]
    decided = standing.live(SubmissionKind.RESOLUTION)
    if decided is not None:
        what = "ticket.own.accepted" if standing.decision else "ticket.own.reopened"
        words = f"{session.text(what)}. {stage_words(session, decided.stage)}"
        icon = ft.Icons.SCHEDULE_SEND_ROUNDED
        return [banner(session, words, tone(session, "warning"), icon=icon)]
    return [ResolutionCard(standing=standing, key="resolution")] if asks(session, standing) else []


def _duplicate(session: Session, standing: Standing) -> list[ft.Control]:
    facts = standing.facts
    if standing.state is not PublicState.DUPLICATE or facts is None or not facts.duplicate_of:
        return []
    words = session.text("ticket.duplicate", number=facts.duplicate_of)
    return [banner(session, words, tone(session, "info"), icon=ft.Icons.MERGE_ROUNDED)]


@safe_component
def KnownLine(item_id: str) -> ft.Control:
    """When this was known last: the gateway was asked then, and nothing newer is here."""
    session = use_session()
    text, reports = session.text, session.services.reports
    status = reports.status(item_id)
    known = reports.areas_age.synced_at or (status.updated_at if status else None)
    if known is None:
        return support(session, text("ticket.known.never"))
    when = text.ago(known, session.services.clock.now())
    color = session.colors.warning if session.state.sync_problem else None
    return support(session, text("ticket.known", when=when), color=color)
