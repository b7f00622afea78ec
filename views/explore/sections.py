"""The four sections of Wisata, one tap from each other: places, events, products, businesses."""

from __future__ import annotations

from enum import StrEnum

import flet as ft

from views import routes, theme
from views.components.basics import column, heading
from views.components.boundary import safe_component
from views.state import Session, use_session


class Section(StrEnum):
    """What Wisata shows."""

    PLACES = "places"
    EVENTS = "events"
    PRODUCTS = "products"
    BUSINESSES = "businesses"


PATHS = {
    Section.PLACES: routes.EXPLORE,
    Section.EVENTS: routes.ALL_EVENTS,
    Section.PRODUCTS: routes.PRODUCTS,
    Section.BUSINESSES: routes.BUSINESSES,
}


@safe_component
def SectionTabs(shown: Section) -> ft.Control:
    """The tabs of the four sections; with large text they take two lines."""
    session = use_session()
    tabs = ft.Row(
        wrap=True,
        spacing=0,
        run_spacing=0,
        controls=[_tab(session, section, section is shown) for section in Section],
    )
    return ft.Semantics(label=session.text("explore.sections"), container=True, content=tabs)


def section_title(session: Session) -> ft.Control:
    """Return the title that all sections share."""
    return heading(session, session.text("explore.title"), level=1)


def section_top(session: Session, shown: Section, title: ft.Control | None = None) -> ft.Control:
    """Return the title of the place, or ``title``, with its tabs."""
    title = title or section_title(session)
    return column([title, SectionTabs(shown, key="sections")], theme.GAP_XS)


def _tab(session: Session, section: Section, chosen: bool) -> ft.Control:
    colors = session.colors

    def open_it() -> None:
        session.go(PATHS[section])

    words = ft.Text(
        session.text(f"explore.section.{section.value}"),
        style=session.type.label,
        color=colors.ink if chosen else colors.quiet,
        no_wrap=True,
    )
    box = ft.Container(
        ink=True,
        on_click=open_it,
        padding=ft.Padding.symmetric(horizontal=theme.GAP_M, vertical=theme.GAP_L + session.room_px),
        border=ft.Border.only(bottom=ft.BorderSide(3, colors.secondary if chosen else colors.line)),
        content=words,
    )
    return ft.Semantics(button=True, container=True, selected=chosen, content=box)
