"""The sheet "Saring": region, distance, open now, days of events; the list behind it follows at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import flet as ft

from services.clock import WIB
from services.explore_filter import REACHES_M, DayKind, EventDays, next_month
from views import lifecycle, theme
from views.components.basics import (
    Handler,
    banner,
    column,
    heading,
    icon_button,
    primary_button,
    quiet_button,
    support,
    tone,
)
from views.components.choice import choice_row
from views.components.disclosure import disclosure
from views.explore.filter_words import (
    change,
    clear,
    days_words,
    left_out_words,
    reach_title,
    region_words,
)
from views.explore.findings import Findings
from views.hooks import use_value
from views.state import Command, Session, use_command

MONTHS = 12
Option = tuple[str, bool, Callable[[], object]]


@dataclass(frozen=True)
class Sheet:
    """An open sheet: how to close it, whether the months are unfolded, and the search for a position."""

    close: Callable[[], None]
    months: bool
    set_months: Callable[[bool], None]
    locating: Command


def use_filter_sheet(session: Session, findings: Findings) -> Callable[[], None]:
    """Return the function that opens the sheet. A hook."""
    open_, set_open = use_value(False)
    months, set_months = use_value(False)
    locating = use_command(lambda: lifecycle.locate(session))
    sheet = Sheet(lambda: set_open(False), months, set_months, locating)
    ft.use_dialog(_dialog(session, sheet, findings) if open_ else None)
    return lambda: set_open(True)


def _dialog(session: Session, sheet: Sheet, findings: Findings) -> ft.BottomSheet:
    parts: list[ft.Control] = [
        _head(session, sheet.close),
        _regions(session),
        _reaches(session, sheet.locating),
        *([_open(session)] if session.knows_time else []),
        _days(session, sheet),
        _foot(session, sheet.close, findings),
    ]
    return ft.BottomSheet(
        content=ft.Container(
            padding=ft.Padding.only(left=theme.GAP_L, right=theme.GAP_L, top=theme.GAP_L, bottom=theme.GAP_L),
            content=ft.Column(
                controls=parts,
                spacing=theme.GAP_L,
                tight=True,
                scroll=ft.ScrollMode.AUTO,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
        ),
        bgcolor=session.colors.paper,
        scrollable=True,  # as high as its content needs, which is more than half of a phone
        size_constraints=ft.BoxConstraints(max_width=theme.READING_W),
        shape=ft.RoundedRectangleBorder(
            radius=ft.BorderRadius.only(top_left=theme.RADIUS_SHEET, top_right=theme.RADIUS_SHEET)
        ),
        on_dismiss=sheet.close,
    )


def _head(session: Session, close: Handler) -> ft.Control:
    text = session.text
    title = ft.Container(expand=True, content=heading(session, text("explore.filter"), level=1))
    cross = icon_button(session, ft.Icons.CLOSE_ROUNDED, text("action.close"), close, flat=True)
    return ft.Row(controls=[title, cross])


def _section(session: Session, title: str, options: list[Option], *more: ft.Control) -> ft.Control:
    return column([heading(session, title), choice_row(session, title, options), *more], theme.GAP_S)


def _choose(session: Session, **changes: object) -> Callable[[], None]:
    return lambda: change(session, **changes)


def _regions(session: Session) -> ft.Control:
    text, wanted = session.text, session.state.explore_filter.region_id
    options: list[Option] = [(text("explore.all"), wanted is None, _choose(session, region_id=None))]
    regencies = session.services.regions.regencies()
    chosen = session.services.regions.get(wanted) if wanted else None
    if chosen is not None and chosen not in regencies:
        options.append((region_words(chosen), True, lambda: None))
    options += [
        (region_words(region), region.id == wanted, _choose(session, region_id=region.id))
        for region in regencies
    ]
    return _section(session, text("explore.region"), options)


def _reaches(session: Session, locating: Command) -> ft.Control:
    """Offer distances; from here only once "here" is known, else say how it gets known."""
    text, state = session.text, session.state
    wanted, title = state.explore_filter, reach_title(session)
    if state.here is None and wanted.around_id is None:
        words = text(state.location_problem or "explore.filter.reach_needs")
        ask = banner(
            session,
            words,
            tone(session, "warning" if state.location_problem else "info"),
            action=text("home.nearest.use_location"),
            on_action=locating.run,
            icon=ft.Icons.MY_LOCATION_ROUNDED,
        )
        return column([heading(session, title), ask], theme.GAP_S)
    off = _choose(session, within_m=None, around_id=None)
    options: list[Option] = [(text("explore.all"), wanted.within_m is None, off)]
    options += [
        (f"{metres / 1000:.0f} km", wanted.within_m == metres, _choose(session, within_m=metres))
        for metres in REACHES_M
    ]
    more = [support(session, text("explore.filter.reach_straight"))]
    return _section(session, title, options, *more)


def _open(session: Session) -> ft.Control:
    text, wanted = session.text, session.state.explore_filter.open_now
    options: list[Option] = [
        (text("explore.all"), not wanted, _choose(session, open_now=False)),
        (text("explore.filter.open"), wanted, _choose(session, open_now=True)),
    ]
    return _section(session, text("explore.hours"), options)


def _days(session: Session, sheet: Sheet) -> ft.Control:
    text, wanted = session.text, session.state.explore_filter.days
    options: list[Option] = [
        (text("explore.filter.days.any"), wanted is None, _choose(session, days=None)),
    ]
    options += [
        (days_words(session, days), wanted == days, _choose(session, days=days))
        for days in map(EventDays, (DayKind.TODAY, DayKind.WEEKEND, DayKind.THIS_MONTH))
    ]
    opened = sheet.months or (wanted is not None and wanted.kind is DayKind.MONTH)
    unfold = disclosure(
        session, text("explore.filter.days.other"), opened, lambda: sheet.set_months(not sheet.months)
    )
    more = [unfold, *([_months(session, wanted)] if opened else [])]
    return _section(session, text("explore.filter.days"), options, *more)


def _months(session: Session, wanted: EventDays | None) -> ft.Control:
    today = session.services.clock.now().astimezone(WIB).date()
    months: list[date] = [today.replace(day=1)]
    while len(months) < MONTHS:
        months.append(next_month(months[-1]))
    days = [EventDays(DayKind.MONTH, month) for month in months]
    return choice_row(
        session,
        session.text("explore.filter.days"),
        [(days_words(session, one), wanted == one, _choose(session, days=one)) for one in days],
    )


def _foot(session: Session, close: Handler, findings: Findings) -> ft.Control:
    text, state = session.text, session.state
    kind = "explore.count" if findings.events is None else "explore.events_count"
    words = text("explore.filter.show", count=text.count(kind, findings.count))
    buttons: list[ft.Control] = [primary_button(session, words, close)]
    if state.explore_filter.count or state.explore_category:
        buttons.append(quiet_button(session, text("explore.filter.clear"), lambda: clear(session)))
    missing = left_out_words(session, findings.left_out, events=findings.events is not None)
    said = [support(session, words, color=session.colors.warning) for words in missing]
    row = ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons)
    return column([*said, row], theme.GAP_S)
