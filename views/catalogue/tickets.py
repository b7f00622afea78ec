"""The parts of a ticket and of the public clock, on made-up tickets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import flet as ft

from services.gateway_models import SubmissionStatus
from services.models import OutboxItem, OutboxState, Receipt, SubmissionKind, TicketFacts
from services.public_state import PublicState
from services.standing import Standing
from services.statistics import Figures, Group
from views.catalogue.frame import section, wrapped
from views.components.basics import column, status_chip, tone
from views.components.boundary import safe_component
from views.components.report_rows import Hint, hint_line, news_dot
from views.components.report_words import STATE_TONES
from views.components.timeline import Step, step_row
from views.state import Session, use_session
from views.statistics.chart import answer_chart
from views.ticket.clock import ClockCard
from views.ticket.stars import star_line, star_row

DAY = timedelta(days=1)


@safe_component
def Tickets() -> ft.Control:
    """States, clock, stars, timeline, hints, and the chart with its legend."""
    session = use_session()
    text, now = session.text, session.services.clock.now()
    states = [
        status_chip(session, text(f"public.{state.value}"), tone(session, name))
        for state, (name, _) in STATE_TONES.items()
    ]
    stars = [star_row(session, 3, lambda _: None), star_line(session, 4)]
    clocks = [ClockCard(standing=one, key=f"clock-{one.item.id}") for one in _standings(now)]
    question = Step(now, text("status.question"), "Dinas Contoh", "warning", "Di lantai berapa?")
    own = Step(now, text("status.comment"), text("ticket.you"), "unknown", "Lantai dua.", mine=True)
    late = Hint(text.count("ticket.due.late", 3, date=text.date(now.date())), "danger", ft.Icons.FLAG_ROUNDED)
    chart = answer_chart(session, _groups())
    return column(
        [
            section(session, "state_chip", [wrapped(states)]),
            section(session, "ClockCard", clocks),
            section(session, "star_row, star_line", stars),
            section(session, "step_row", [step_row(session, "", step) for step in (question, own)]),
            section(session, "hint_line, news_dot", [hint_line(session, late), _news(session)]),
            section(session, "answer_chart", [chart] if chart else []),
        ]
    )


def _news(session: Session) -> ft.Control:
    return news_dot(session, session.text("ticket.news"))


def _standings(now: datetime) -> Iterator[Standing]:
    """Yield a ticket ahead of its target, a late one, and one that is done."""
    today = now.date()
    done = TicketFacts(due_on=today, answered_at=now - 2 * DAY, resolved_at=now - DAY)
    for state, facts in (
        (PublicState.IN_REVIEW, TicketFacts(due_on=today + 9 * DAY)),
        (PublicState.IN_REVIEW, TicketFacts(due_on=today - 9 * DAY)),
        (PublicState.CLOSED, done),
    ):
        name = f"{state.value}-{facts.due_on}"
        receipt = Receipt(name, "", "BKL-2026-000123", now - 12 * DAY, "received")
        item = OutboxItem(
            name, SubmissionKind.SERVICE_REQUEST, {}, (), OutboxState.SENT, now, now, receipt=receipt
        )
        yield Standing(item, state, SubmissionStatus(name, state.value, None, now, (), facts), ())


def _groups() -> list[Group]:
    times = ((1.5, 4.2), (3.4, 11.8), (0.8, 2.1))
    return [Group(f"g{n}", f"Dinas {n}", _figures(*pair)) for n, pair in enumerate(times, start=1)]


def _figures(median: float, p90: float) -> Figures:
    return Figures(40, 8, 32, 20, 18, 1, median, p90, 2 * median, 2 * p90, 0.8, 0.04, 3.0, 4.2, 11)
