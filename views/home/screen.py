"""The first screen."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import column, flower, heading, icon_button
from views.components.boundary import safe_component, safe_view
from views.components.scaffold import page_column, screen
from views.components.states import loading
from views.home.emergency import EmergencyStrip
from views.home.nearest import NearestWifi
from views.home.notices import NoticeList
from views.home.requests import MyRequests, NewsCard
from views.home.tiles import ActionTiles
from views.home.waiting import WaitingBanner
from views.state import Session, use_session

WIDE_W = 1080  # two columns of cards


@safe_view
def HomeScreen() -> ft.View:
    """Beranda."""
    session = use_session()
    if not session.state.ready:
        return screen(session, page_column(session, [WhereAmI(), loading(session)]))
    news = [NewsCard()] if session.services.tickets.changed() else []
    first = [NearestWifi(), *news, WaitingBanner(), ActionTiles()]
    second: list[ft.Control] = []
    if session.services.reports.my_reports():
        second.append(MyRequests())
    second += [NoticeList(), EmergencyStrip()]
    if session.wide:
        return screen(session, page_column(session, [WhereAmI(), _beside(first, second)], width=WIDE_W))
    return screen(session, page_column(session, [WhereAmI(), *first, *second]))


def _beside(first: list[ft.Control], second: list[ft.Control]) -> ft.Control:
    sides: list[ft.Control] = [
        ft.Container(expand=3, content=column(first, theme.GAP_L)),
        ft.Container(expand=2, content=column(second, theme.GAP_L)),
    ]
    return ft.Row(controls=sides, spacing=theme.GAP_XL, vertical_alignment=ft.CrossAxisAlignment.START)


@safe_component
def WhereAmI() -> ft.Control:
    """Name of the village, found without a network; never a bare coordinate."""
    session = use_session()
    title, line = place_words(session)

    def settings() -> None:
        session.go(routes.SETTINGS)

    return ft.Row(
        spacing=theme.GAP_M,
        controls=[
            flower(session, 40),
            ft.Container(
                expand=True,
                content=column(
                    [
                        heading(session, title, level=1),
                        ft.Text(line, style=session.type.support, color=session.colors.quiet),
                    ],
                    2,
                ),
            ),
            icon_button(session, ft.Icons.TUNE_ROUNDED, session.text("action.settings"), settings),
        ],
    )


def place_words(session: Session) -> tuple[str, str]:
    """Return the two lines that say where the device is."""
    state, text = session.state, session.text
    if state.locating:
        return text("home.locating"), text("home.locating_more")
    if state.village is None or state.here is None:
        outside = state.here is not None
        return text("home.welcome"), text("home.outside" if outside else "home.unknown_place")
    match = state.village
    line = text("home.place_line", district=match.district.name, regency=match.regency.name)
    quality = text.accuracy(state.here.accuracy_m)
    if match.basis.value == "centroid":
        quality = f"{text('village.approximate')} · {quality}"
    return match.village.name, f"{line} · {quality}"
