"""The services place: what there is by need or by owner, and the agencies; on desktop beside the detail."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import flet as ft

from views import routes, theme
from views.components.basics import body, card, column, flower, heading
from views.components.boundary import safe_component, safe_view
from views.components.choice import choice_row
from views.components.panes import panes
from views.components.scaffold import page_column, screen
from views.components.search_field import SearchField
from views.components.states import loading
from views.components.ways import clock_row, find_row
from views.hooks import use_value
from views.services.results import AgencyList, ServiceList
from views.services.service import ServicePanel
from views.state import Session, use_session


class Arrangement(StrEnum):
    """How the directory is laid out."""

    NEED = "need"
    OWNER = "owner"
    AGENCIES = "agencies"


@safe_view
def ServicesScreen() -> ft.View:
    """Layanan."""
    session = use_session()
    shown = ft.use_route_params().get("id")
    if not session.wide:
        return screen(session, page_column(session, [Directory(None, key="directory")]))
    return screen(session, Panes(shown, key="panes"), route=routes.SERVICES)


@safe_component
def Panes(shown: str | None) -> ft.Control:
    """Desktop: the directory beside one service."""
    session = use_session()
    detail = ServicePanel(shown, key=f"service-{shown}") if shown else _invitation(session)
    directory = ft.ListView(
        expand=True,
        padding=ft.Padding.only(left=theme.GAP_L, right=theme.GAP_L, top=theme.GAP_L, bottom=theme.GAP_XL),
        controls=[Directory(shown, key="directory")],
    )
    return panes(session, directory, detail)


@safe_component
def Directory(chosen: str | None) -> ft.Control:
    """Title, search, arrangement, and the rows."""
    session = use_session()
    arrangement, set_arrangement = use_value(Arrangement.NEED)
    text = session.text
    if not session.state.ready:
        return loading(session)

    def search(words: str) -> None:
        session.state.services_text = words

    rows = (
        AgencyList(key="agencies")
        if arrangement is Arrangement.AGENCIES
        else ServiceList(arrangement is Arrangement.OWNER, chosen, key=f"services-{arrangement}")
    )
    return column(
        [
            heading(session, text("services.title"), level=1),
            SearchField(
                text("services.search"), session.state.services_text, search, slash=True, key="search"
            ),
            _choice(session, arrangement, set_arrangement),
            card(session, column([clock_row(session), find_row(session)], 0), padding=theme.GAP_S),
            rows,
        ],
        theme.GAP_M,
    )


def _choice(session: Session, arrangement: Arrangement, choose: Callable[[Arrangement], None]) -> ft.Control:
    def option(kind: Arrangement) -> tuple[str, bool, Callable[[], None]]:
        return session.text(f"services.by.{kind.value}"), kind is arrangement, lambda: choose(kind)

    return choice_row(session, session.text("services.by"), [option(kind) for kind in Arrangement])


def _invitation(session: Session) -> ft.Control:
    """Fill the empty half of a desktop: the mark, and what to do."""
    words = ft.Row(
        alignment=ft.MainAxisAlignment.CENTER,
        controls=[body(session, session.text("services.pick"), quiet=True)],
    )
    mark = ft.Row(alignment=ft.MainAxisAlignment.CENTER, controls=[flower(session, 96)])
    return ft.Container(
        alignment=ft.Alignment.CENTER, padding=theme.GAP_XL, content=column([mark, words], theme.GAP_L)
    )
