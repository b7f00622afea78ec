"""Events that come soon, above the destinations; those without known days are one tap away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import flet as ft

from services.clock import WIB
from services.events import Upcoming
from services.models import Edition, Event
from views import theme
from views.components.basics import card, column, heading, row_title, support
from views.components.boundary import safe_component
from views.components.disclosure import disclosure
from views.components.verified import verified_line
from views.hooks import use_value
from views.state import Session, use_session


def shows_events(session: Session) -> bool:
    """Tell whether an event comes within 90 days, and nobody is looking for something else."""
    state = session.state
    is_searching = bool(state.explore_text.strip()) or state.explore_category is not None
    return not is_searching and bool(session.services.events.upcoming(_today(session)))


@safe_component
def EventsSection() -> ft.Control:
    """The next events, then the ones with later days, then what has no known day."""
    session = use_session()
    opened, set_opened = use_value(False)
    text, events, today = session.text, session.services.events, _today(session)
    undated = events.undated(today)
    parts: list[ft.Control] = [heading(session, text("explore.events"))]
    parts += _dated(session, [*events.upcoming(today), *events.later(today)])
    if undated:
        words = text("explore.events.undated")
        parts.append(disclosure(session, words, opened, lambda: set_opened(not opened)))
        parts += [_row(session, event, usual_words(session, event)) for event in undated if opened]
    return column(parts, theme.GAP_S)


def edition_words(session: Session, edition: Edition) -> str:
    """Return "6–15 Juni 2027", with "sekitar" when the days may shift."""
    days = days_words(session, edition.first, edition.last)
    return session.text("explore.events.about", days=days) if edition.estimated else days


def days_words(session: Session, first: date, last: date) -> str:
    """Return a span of days without saying a month or a year twice."""
    text = session.text
    if first == last:
        return text.date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{text.date(last)}"
    if first.year == last.year:
        return f"{first.day} {text(f'month.{first.month}')} – {text.date(last)}"
    return f"{text.date(first)} – {text.date(last)}"


def usual_words(session: Session, event: Event) -> str | None:
    """Return how an event without known days recurs, or when it was last held; None when neither is known."""
    if event.recurrence is not None:
        return event.recurrence.in_language(session.state.language)
    if event.editions:
        last = event.editions[-1]
        return session.text("explore.events.last", days=days_words(session, last.first, last.last))
    return None


def _dated(session: Session, found: Sequence[Upcoming]) -> list[ft.Control]:
    return [_row(session, one.event, edition_words(session, one.edition)) for one in found]


def _row(session: Session, event: Event, when: str | None) -> ft.Control:
    lines: list[ft.Control] = [row_title(session, event.name.in_language(session.state.language))]
    if when:
        lines.append(support(session, when, color=session.colors.ink, bold=True))
    lines += [support(session, event.place), verified_line(session, event.verified)]
    return card(session, column(lines, 3), padding=theme.GAP_M)


def _today(session: Session) -> date:
    return session.services.clock.now().astimezone(WIB).date()
