"""The frame of every screen: five places (bar, rail), top bar with the way back, reading width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft

from views import routes, theme
from views.components.basics import Handler, banner, column, flower, heading, icon_button, tone
from views.components.kiosk_frame import kiosk_view
from views.components.look import SIDE_BY_SIDE_SCALE
from views.state import Layout, Session
from views.titles import use_title

RAIL_W = 92
KIOSK_WIDER = 1.35  # its letters are larger by as much

PLACES = (
    ("nav.home", ft.Icons.HOME_OUTLINED, ft.Icons.HOME_ROUNDED),
    ("nav.wifi", ft.Icons.WIFI_ROUNDED, ft.Icons.WIFI_ROUNDED),
    (
        "nav.report",
        ft.Icons.SIGNAL_CELLULAR_CONNECTED_NO_INTERNET_0_BAR_ROUNDED,
        ft.Icons.SIGNAL_CELLULAR_CONNECTED_NO_INTERNET_0_BAR_ROUNDED,
    ),
    ("nav.explore", ft.Icons.LANDSCAPE_OUTLINED, ft.Icons.LANDSCAPE_ROUNDED),
    ("nav.services", ft.Icons.ASSIGNMENT_OUTLINED, ft.Icons.ASSIGNMENT_ROUNDED),
)


def screen(
    session: Session,
    content: ft.Control,
    *,
    bar: bool = True,
    bottom: ft.Control | None = None,
    alone: bool = False,
    route: str | None = None,
) -> ft.View:
    """Return the View of one screen: ``content`` in the frame that fits the width.

    ``bar`` False hides the bottom bar on phones (forms, details); ``bottom`` is pinned below the content.
    ``alone``: nothing lies below this screen, whatever its path says. ``route``: the path of a list that
    stays while the detail beside it changes; a view with another route is drawn anew by Flutter.
    """
    use_title(session)
    path = ft.use_view_path() or session.page.route or "/"
    phone = session.state.layout is Layout.PHONE
    inner: list[ft.Control] = [*_storage_problem(session), ft.Container(content=content, expand=True)]
    if bottom is not None:
        inner.append(bottom)
    main = ft.Column(
        controls=inner, spacing=0, expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
    if session.visit is not None:
        return kiosk_view(session, session.visit, path, main, **_system_back(session, path, alone=alone))
    return ft.View(
        route=route or path,
        padding=0,
        spacing=0,
        bgcolor=session.colors.paper,
        controls=[ft.SafeArea(expand=True, content=main if phone else _with_rail(session, path, main))],
        navigation_bar=_bar(session, path) if phone and bar else None,
        **_system_back(session, path, alone=alone),
    )


def _system_back(session: Session, path: str, *, alone: bool) -> dict[str, Any]:
    """Return the View's answer to the system's back button when nothing lies below it: go up.

    Home leaves the app and a view above another is popped by the Router: both need nothing.
    """
    if not (alone or routes.is_lowest(path, wide=session.wide)):
        return {}

    async def back(event: ft.Event[ft.View]) -> None:
        await event.control.confirm_pop(False)
        session.go(routes.up(path))

    return {"can_pop": False, "on_confirm_pop": back}


def _storage_problem(session: Session) -> list[ft.Control]:
    """Say above everything that nothing can be kept in this tab, before a person types anything."""
    problem = session.services.storage_problem
    if problem is None:
        return []
    words = banner(session, session.text(problem), tone(session, "warning"))
    return [ft.Container(padding=theme.GAP_S, content=words)]


def page_column(
    session: Session,
    controls: Sequence[ft.Control],
    *,
    gap: int = theme.GAP_L,
    width: int = theme.READING_W,
) -> ft.Control:
    """A scrolling column of cards, centred, at most ``width`` wide (reading width unless told)."""
    inner = ft.Column(
        controls=list(controls), spacing=gap, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
    margin = side_margin(session, width)
    return ft.ListView(
        expand=True,
        padding=ft.Padding.only(left=margin, right=margin, top=theme.GAP_L, bottom=theme.GAP_XL * 2),
        controls=[inner],
    )


def side_margin(session: Session, width: float = theme.READING_W, *, beside: float = 0) -> float:
    """Return the space left and right of what is at most ``width`` wide, so that its lines are easy to read.

    ``beside``: what a pane beside it takes of the page. All in logical pixels.
    """
    if session.state.layout is Layout.PHONE:
        return theme.GAP_L
    if session.visit is not None:
        return max(theme.GAP_XL, (session.state.width - beside - width * KIOSK_WIDER) / 2)
    room = session.state.width - RAIL_W - beside
    return max(theme.GAP_XL, (room - width) / 2)


def top_bar(
    session: Session, title: str, *, back: str | None = None, actions: Sequence[ft.Control] = ()
) -> ft.Control:
    """Title of a screen with the way back to the path ``back``; large text has the whole width below them."""
    left: list[ft.Control] = [] if back is None else [back_button(session, back)]
    words = heading(session, title, level=1)
    if session.state.text_scale > SIDE_BY_SIDE_SCALE and (left or actions):
        row = ft.Row(alignment=ft.MainAxisAlignment.SPACE_BETWEEN, controls=[*left, *actions])
        return column([row, words], theme.GAP_S)
    return ft.Row(
        spacing=theme.GAP_M,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
        controls=[*left, ft.Container(expand=True, content=words), *actions],
    )


def back_button(session: Session, path: str) -> ft.Control:
    """A round button that goes up to ``path``."""

    def back() -> None:
        session.go(path)

    return icon_button(session, ft.Icons.ARROW_BACK_ROUNDED, session.text("action.back"), back)


def _go_to(session: Session) -> Handler:
    def change(event: ft.Event[ft.NavigationBar] | ft.Event[ft.NavigationRail]) -> None:
        index = event.control.selected_index
        if index is not None:
            session.go(routes.PLACES[index])

    return change


def _bar(session: Session, path: str) -> ft.NavigationBar:
    colors = session.colors
    return ft.NavigationBar(
        selected_index=routes.place_index(path),
        on_change=_go_to(session),
        border=ft.Border.only(top=ft.BorderSide(1, colors.line)),
        elevation=0,
        destinations=[
            ft.NavigationBarDestination(
                icon=ft.Icon(icon, color=colors.quiet),
                selected_icon=ft.Icon(selected, color=colors.primary),
                label=session.text(name),
            )
            for name, icon, selected in PLACES
        ],
    )


def _with_rail(session: Session, path: str, main: ft.Control) -> ft.Control:
    colors = session.colors
    small = theme.Type(min(session.state.text_scale, theme.BAR_SCALE))
    chosen, rest = small.label, small.support
    chosen.color, rest.color = colors.primary, colors.quiet
    rail = ft.NavigationRail(
        selected_index=routes.place_index(path),
        on_change=_go_to(session),
        bgcolor=colors.card,
        indicator_color=colors.primary_soft,
        label_type=ft.NavigationRailLabelType.ALL,
        min_width=RAIL_W,
        scrollable=True,
        leading=ft.Container(padding=ft.Padding.symmetric(vertical=theme.GAP_M), content=flower(session, 44)),
        selected_label_text_style=chosen,
        unselected_label_text_style=rest,
        destinations=[
            ft.NavigationRailDestination(
                icon=ft.Icon(icon, color=colors.quiet),
                selected_icon=ft.Icon(selected, color=colors.primary),
                label=session.text(name),
            )
            for name, icon, selected in PLACES
        ],
    )
    line = ft.Container(width=1, bgcolor=colors.line)
    return ft.Row(
        controls=[rail, line, main], spacing=0, expand=True, vertical_alignment=ft.CrossAxisAlignment.STRETCH
    )
