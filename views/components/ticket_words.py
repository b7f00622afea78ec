"""Sentences about tickets that several screens share."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from services.clock import WIB
from services.models import SubmissionKind, TicketFacts
from services.public_state import PublicState
from services.standing import OPEN_STATES, ActStage, Need, Standing
from services.workdays import Due, DueKind, due
from views.state import Session


class Followed(Protocol):
    """What is said alike of an own ticket and of one that was looked up."""

    @property
    def state(self) -> PublicState:
        """Return how it stands."""

    @property
    def facts(self) -> TicketFacts | None:
        """Return the ticket as last known."""

    @property
    def received_at(self) -> datetime | None:
        """Return when the gateway received it."""

    @property
    def replied(self) -> bool:
        """Return whether a word of mine that the agency waits for is on its way."""


DUE_TONES = {DueKind.AHEAD: "info", DueKind.TODAY: "warning", DueKind.LATE: "danger"}


def due_today(session: Session, standing: Followed) -> Due | None:
    """Return the target of a ticket that still waits for its answer, None when nothing runs any more."""
    facts = standing.facts
    if facts is None or facts.due_on is None or facts.answered_at or standing.state not in OPEN_STATES:
        return None
    services = session.services
    return due(facts.due_on, services.clock.now().astimezone(WIB).date(), services.holidays)


def due_words(session: Session, target: Due) -> str:
    """Return "Target 12 Desember 2026, 8 hari kerja lagi", "Terlambat 3 hari kerja", …"""
    text, day = session.text, session.text.date(target.on)
    if target.kind is DueKind.TODAY:
        return text("ticket.due.today")
    if target.kind is DueKind.AHEAD:
        return text("ticket.due.ahead", on=on_words(session, target))
    if target.workdays == 0:
        return text("ticket.due.passed", date=day)
    return text.count("ticket.due.late", target.workdays, date=day)


def on_words(session: Session, target: Due) -> str:
    """Return the same where the word "target" stands already: "12 Desember 2026, 8 hari kerja lagi"."""
    text, day = session.text, session.text.date(target.on)
    if target.kind is DueKind.TODAY:
        return text("ticket.on.today", date=day)
    if target.kind is DueKind.AHEAD:
        return text.count("ticket.on.ahead", target.workdays, date=day)
    if target.workdays == 0:
        return text("ticket.on.passed", date=day)
    return text.count("ticket.on.late", target.workdays, date=day)


def need_words(session: Session, standing: Standing) -> str | None:
    """Return what the ticket wants of the person and its state does not say by itself."""
    if standing.need is Need.CONFIRMATION:
        return session.text("ticket.need.confirmation")
    return session.text("ticket.need.correction") if standing.need is Need.CORRECTION else None


def own_words(session: Session, standing: Standing) -> str | None:
    """Return what I did that the gateway has not told yet, None when nothing is on its way."""
    moving = [act for act in standing.acts if act.stage in (ActStage.WAITING, ActStage.ARRIVED)]
    if not moving:
        return None
    act = moving[-1]
    what = {
        SubmissionKind.COMMENT: "ticket.own.comment",
        SubmissionKind.RATING: "ticket.own.rating",
        SubmissionKind.RESOLUTION: "ticket.own.reopened",
    }[act.item.kind]
    if act.item.kind is SubmissionKind.RESOLUTION and act.item.payload.get("accepted") is True:
        what = "ticket.own.accepted"
    text = session.text
    return f"{text(what)}. {stage_words(session, act.stage)}"


def stage_words(session: Session, stage: ActStage) -> str:
    """Return how far an own act is."""
    return session.text("ticket.stage.arrived" if stage is ActStage.ARRIVED else "ticket.stage.waiting")


def days_left(session: Session, until: datetime | None) -> int | None:
    """Return the whole or begun days until a moment: 0 once it has passed, None without one."""
    if until is None:
        return None
    seconds = (until - session.services.clock.now()).total_seconds()
    return max(0, -int(-seconds // 86400))


def agency_words(session: Session, standing: Followed) -> str:
    """Return the agency's name, or the words for one that is not known."""
    facts = standing.facts
    return facts.agency if facts and facts.agency else session.text("ticket.agency")
