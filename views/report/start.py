"""Lapor: the way to a new report, my reports, what was reported around here."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import card, column, flower, heading, link, support
from views.components.boundary import safe_component, safe_view
from views.components.look import look_of
from views.components.place_words import village_words
from views.components.report_rows import ReportRow, report_words
from views.components.report_words import NO_SIGNAL_ICON
from views.components.rows import nav_row
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import age_line, loading
from views.report.areas import area_words
from views.state import Session, use_session

SHOWN = 3


@safe_view
def ReportStartScreen() -> ft.View:
    """Lapor."""
    session = use_session()
    title = top_bar(session, session.text("nav.report"))
    if not session.state.ready:
        return screen(session, page_column(session, [title, loading(session)]))
    return screen(session, page_column(session, [title, BeginCard(), MyNewest(), HereCard(), Ways()]))


@safe_component
def BeginCard() -> ft.Control:
    """The one strong action: no signal here."""
    session = use_session()
    text, colors = session.text, session.colors

    def begin() -> None:
        session.go(routes.blank_spot(session.services.reports.new_id()))

    lines = column(
        [
            ft.Row(controls=[ft.Icon(NO_SIGNAL_ICON, size=34, color=colors.on_strong)]),
            ft.Text(text("home.tile.report"), style=session.type.title, color=colors.on_strong),
            ft.Text(text("report.start.words"), style=session.type.body, color=colors.on_strong),
            ft.Row(
                wrap=True,
                controls=[
                    ft.Container(
                        bgcolor=colors.card,
                        border_radius=theme.RADIUS_SHEET,
                        padding=ft.Padding.symmetric(horizontal=20, vertical=14),
                        content=ft.Text(
                            text("report.start.begin"), style=session.type.row, color=colors.primary
                        ),
                    )
                ],
            ),
        ],
        theme.GAP_M,
    )
    ornament = ft.Container(
        right=-80, bottom=-90, content=flower(session, 260, ornament=True), ignore_interactions=True
    )
    stack = ft.Stack(controls=[ornament, ft.Container(padding=20, content=lines)])
    label = f"{text('home.tile.report')}. {text('report.start.words')}"
    return card(session, stack, on_click=begin, color=colors.strong, padding=0, label=label)


@safe_component
def MyNewest() -> ft.Control:
    """My three newest reports, or a line that says there are none yet."""
    session = use_session()
    text = session.text
    items = session.services.reports.my_reports()

    def everything() -> None:
        session.go(routes.MY_REPORTS)

    title = ft.Row(
        controls=[
            ft.Container(expand=True, content=heading(session, text("report.mine.title"))),
            *([link(session, text("action.all"), everything)] if items else []),
        ]
    )
    if not items:
        return column([title, support(session, text("report.start.none"))], theme.GAP_XS)
    look = look_of(session)
    rows = [ReportRow(session, report_words(session, item), look, key=item.id) for item in items[:SHOWN]]
    return column([title, *rows], theme.GAP_S)


@safe_component
def HereCard() -> ft.Control:
    """What residents reported in the village where the device is."""
    session = use_session()
    text, match = session.text, session.state.village
    reports = session.services.reports
    if match is None:
        return ft.Container(height=0)
    area = reports.similar(match.village.id)
    counted = area is not None and area.reports
    lines: list[ft.Control] = [
        heading(session, text("report.here.title", village=village_words(session, match.village))),
        support(session, area_words(session, area) if area and counted else text("report.similar.none")),
        support(session, text("report.similar.unproven" if counted else "report.here.first")),
    ]
    if reports.areas_age.synced_at:
        lines.append(support(session, age_line(session, reports.areas_age)))
    return card(session, column(lines, theme.GAP_XS))


@safe_component
def Ways() -> ft.Control:
    """Check a WiFi place; all villages with reports."""
    session = use_session()
    return card(session, column(_ways(session), 0), padding=theme.GAP_S)


def _ways(session: Session) -> list[ft.Control]:
    text = session.text
    villages = len(session.services.reports.areas())
    reported = text.count("report.areas.villages", villages) if villages else text("report.areas.empty")
    return [
        nav_row(
            session,
            ft.Icons.WIFI_FIND_ROUNDED,
            text("report.wifi.title"),
            text("report.wifi.words"),
            routes.WIFI,
        ),
        nav_row(
            session,
            ft.Icons.HOLIDAY_VILLAGE_OUTLINED,
            text("report.areas.title"),
            reported,
            routes.SIGNAL_AREAS,
        ),
    ]
