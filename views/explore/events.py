"""Events that come soon, above the destinations; those without known days are one tap away."""

from __future__ import annotations

from datetime import date

import flet as ft

from services.calendar_file import CalendarWords, calendar_file, calendar_name
from services.clock import WIB
from services.events import Upcoming
from services.models import Edition, Event
from views import theme
from views.components.basics import card, column, heading, icon_button, row_title, support
from views.components.boundary import safe_component
from views.components.disclosure import disclosure
from views.components.states import problem
from views.components.verified import verified_line, verified_words
from views.hooks import use_value
from views.state import Session, use_command, use_session


def shows_events(session: Session) -> bool:
    """Tell whether an event comes within 90 days, and nobody is looking for something else."""
    state = session.state
    is_searching = bool(state.explore_text.strip() or state.explore_category or state.explore_filter.count)
    return not is_searching and bool(session.services.events.upcoming(_today(session)))


@safe_component
def EventsSection() -> ft.Control:
    """The next events, then the ones with later days, then what has no known day."""
    session = use_session()
    opened, set_opened = use_value(False)
    text, events, today = session.text, session.services.events, _today(session)
    undated = events.undated(today)
    parts: list[ft.Control] = [heading(session, text("explore.events"))]
    parts += [DatedRow(one, key=one.event.id) for one in (*events.upcoming(today), *events.later(today))]
    if undated:
        words = text("explore.events.undated")
        parts.append(disclosure(session, words, opened, lambda: set_opened(not opened)))
        if opened:
            parts.append(support(session, text("explore.events.no_calendar")))
            parts += [_row(session, event, usual_words(session, event)) for event in undated]
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


@safe_component
def DatedRow(one: Upcoming) -> ft.Control:
    """An event whose days are known, with the button that saves it for a calendar app."""
    session = use_session()
    event, edition = one.event, one.edition

    async def save() -> None:
        now = session.services.clock.now()
        content = calendar_file(event, edition, calendar_words(session, event, edition), now)
        await session.device.save_file(calendar_name(event, edition), content)

    saving = use_command(save)
    name = session.text("explore.events.calendar", name=event.name.in_language(session.state.language))
    button = icon_button(session, ft.Icons.EDIT_CALENDAR_ROUNDED, name, saving.run)
    row = _row(session, event, edition_words(session, edition), button)
    return row if saving.error is None else column([row, problem(session, saving.error)])


def calendar_words(session: Session, event: Event, edition: Edition) -> CalendarWords:
    """Return what the calendar entry says: summary, doubt about the days or the fact, source."""
    text, language = session.text, session.state.language
    lines = [event.summary.in_language(language)]
    if edition.estimated:
        lines.append(text("explore.events.may_shift"))
    lines += [verified_words(session, event.verified), text("explore.events.source", source=event.source)]
    return CalendarWords(event.name.in_language(language), "\n".join(lines))


def event_row(session: Session, event: Event) -> ft.Control:
    """Return the card of one event with its next days, else what is known of when it is held."""
    edition = event.next_edition(_today(session))
    if edition is None:
        return _row(session, event, usual_words(session, event))
    row: ft.Control = DatedRow(Upcoming(event, edition))
    return row


def _row(session: Session, event: Event, when: str | None, button: ft.Control | None = None) -> ft.Control:
    lines: list[ft.Control] = [row_title(session, event.name.in_language(session.state.language))]
    if when:
        lines.append(support(session, when, color=session.colors.ink, bold=True))
    lines += [support(session, event.place), verified_line(session, event.verified)]
    words = column(lines, 3)
    if button is None:
        return card(session, words, padding=theme.GAP_M)
    beside = ft.Row(spacing=theme.GAP_S, controls=[ft.Container(expand=True, content=words), button])
    return card(session, beside, padding=theme.GAP_M)


def _today(session: Session) -> date:
    return session.services.clock.now().astimezone(WIB).date()
