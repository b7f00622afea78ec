"""Opening hours of today and the whole week, in words."""

from __future__ import annotations

from datetime import date, timedelta

import flet as ft

from services.clock import WIB
from services.models import Business, Place, Station
from services.opening_hours import OpeningHours, OpeningHoursError, OpenKind, Span, parse
from services.opening_hours.state import MINUTES_PER_DAY
from views import theme
from views.components.basics import body, card, column, heading, support
from views.components.boundary import safe_component
from views.components.station_words import hours_words
from views.state import Session, use_session


@safe_component
def HoursCard(station: Station | Place | Business) -> ft.Control:
    """Say whether it is open now, then list the week; today is marked by word and weight."""
    session = use_session()
    words = hours_words(session, station) or session.text("station.hours_unknown")
    lines: list[ft.Control] = [heading(session, session.text("station.hours")), body(session, words)]
    return card(session, column([*lines, *_week(session, station)], theme.GAP_S))


def _week(session: Session, station: Station | Place | Business) -> list[ft.Control]:
    try:
        hours = parse(station.opening_hours or "", session.services.holidays)
    except OpeningHoursError:
        return []
    today = session.services.clock.now().astimezone(WIB).date()
    monday = today - timedelta(days=today.weekday())
    days = hours.week(monday)
    rows = [
        _day(session, number, spans, session.knows_time and number == today.weekday())
        for number, spans in enumerate(days)
    ]
    return [*rows, *_caveats(session, hours, today)]


def _day(session: Session, weekday: int, spans: list[Span], is_today: bool) -> ft.Control:
    text = session.text
    name = text(f"weekday.{weekday}")
    if is_today:
        name = f"{name} ({text('station.today')})"
    ink = session.colors.ink if is_today else session.colors.quiet
    return ft.Row(
        spacing=theme.GAP_M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Container(expand=2, content=support(session, name, color=ink, bold=is_today)),
            ft.Container(
                expand=3, content=support(session, span_words(session, spans), color=ink, bold=is_today)
            ),
        ],
    )


def span_words(session: Session, spans: list[Span]) -> str:
    """Return "08.00–16.00, 19.00–21.00", "Buka 24 jam" or "Tutup" for one day."""
    text = session.text
    if not spans:
        return text("station.closed")
    if len(spans) == 1 and spans[0].start == 0 and spans[0].end >= MINUTES_PER_DAY:
        return text("station.always")
    return ", ".join(_span(session, span) for span in spans)


def _span(session: Session, span: Span) -> str:
    dot = ":" if session.text.language == "en" else "."
    times = [f"{minute // 60 % 24:02d}{dot}{minute % 60:02d}" for minute in (span.start, span.end)]
    words = "–".join(times)
    note = span.comment or (session.text("hours.unknown") if span.kind is OpenKind.UNKNOWN else "")
    return f"{words} ({note})" if note else words


def _caveats(session: Session, hours: OpeningHours, today: date) -> list[ft.Control]:
    """Say why the hours of today may be wrong, where the catalogue has words for it."""
    return [
        support(session, session.text(caveat.value))
        for caveat in sorted(hours.caveats(today))
        if session.text.has(caveat.value)
    ]
