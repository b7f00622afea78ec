"""Suggested routes: all of them on a page, the first ones in Wisata."""

from __future__ import annotations

import flet as ft

from services.models import Itinerary
from views import routes, theme
from views.components.artwork import category_artwork
from views.components.basics import card, column, heading, link, row_title, support
from views.components.boundary import safe_component, safe_view
from views.components.look import SIDE_BY_SIDE_SCALE
from views.components.rows import nav_row
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import age_part, empty, loading
from views.explore.route_words import advice_words, category_of, length_words, size_words, visit_words
from views.state import Session, use_session

CARD_W, CARD_ART = 264, 72
ROW_ART = 92
IN_WISATA = 5


def shows_routes(session: Session) -> bool:
    """Tell whether there are routes, and nobody is looking for something else."""
    state = session.state
    is_searching = bool(state.explore_text.strip() or state.explore_category or state.explore_filter.count)
    return not is_searching and bool(session.services.itineraries.all())


@safe_view
def RoutesScreen() -> ft.View:
    """Rute saran."""
    session = use_session()
    bar = top_bar(session, session.text("route.title"), back=routes.EXPLORE)
    content = RouteList(key="list") if session.state.ready else loading(session)
    return screen(session, page_column(session, [bar, content], gap=theme.GAP_M), bar=False)


@safe_component
def RouteList() -> ft.Control:
    """What the routes are, how old they are, and a card for each."""
    session = use_session()
    text, itineraries = session.text, session.services.itineraries
    found = itineraries.all()
    if not found:
        return empty(session, text("route.empty.title"), text("route.empty.words"))
    about = column([support(session, text("route.about")), age_part(session, itineraries.age)], 2)
    return column([about, *(_row(session, one) for one in found)])


@safe_component
def RoutesSection() -> ft.Control:
    """The first routes side by side, and the way to all; one row with large text."""
    session = use_session()
    text, found = session.text, session.services.itineraries.all()
    if session.state.text_scale > SIDE_BY_SIDE_SCALE:
        words = text.count("route.count", len(found))
        row = nav_row(session, ft.Icons.ROUTE_ROUNDED, text("route.title"), words, routes.ROUTES)
        return card(session, row, padding=theme.GAP_S)

    def everything() -> None:
        session.go(routes.ROUTES)

    title = ft.Row(
        controls=[
            ft.Container(expand=True, content=heading(session, text("route.title"))),
            link(session, text("route.all", count=text.number(len(found))), everything),
        ]
    )
    cards = ft.Row(
        scroll=ft.ScrollMode.HIDDEN,
        spacing=theme.GAP_S,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[_card(session, one) for one in found[:IN_WISATA]],
    )
    return column([title, cards], 0)


def _card(session: Session, one: Itinerary) -> ft.Control:
    trip = session.services.itineraries.trip(one)
    name, length = one.name.in_language(session.state.language), length_words(session, trip)
    stops = session.text.count("route.stops", len(trip.stops))
    texts = column([row_title(session, name), support(session, stops), support(session, length)], 2)
    content = ft.Row(
        spacing=theme.GAP_M,
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            category_artwork(session, category_of(trip), width=CARD_ART, height=CARD_ART),
            ft.Container(expand=True, content=texts),
        ],
    )
    return _opens(session, one, content, f"{name}. {stops}. {length}", theme.GAP_M, CARD_W)


def _row(session: Session, one: Itinerary) -> ft.Control:
    trip, language = session.services.itineraries.trip(one), session.state.language
    name, size = one.name.in_language(language), size_words(session, one, trip)
    texts = column(
        [
            row_title(session, name),
            support(session, one.summary.in_language(language), color=session.colors.ink),
            support(session, visit_words(session, one, trip)),
            support(session, length_words(session, trip)),
            support(session, advice_words(session, one)),
        ],
        3,
    )
    category = category_of(trip)
    content: ft.Control
    if session.state.text_scale > SIDE_BY_SIDE_SCALE:
        content = column([category_artwork(session, category, height=ROW_ART * 1.6), texts])
    else:
        picture = category_artwork(session, category, width=ROW_ART, height=ROW_ART)
        content = ft.Row(
            spacing=theme.GAP_M,
            vertical_alignment=ft.CrossAxisAlignment.START,
            controls=[picture, ft.Container(expand=True, content=texts)],
        )
    return _opens(session, one, content, f"{name}. {size}", theme.GAP_M)


def _opens(
    session: Session,
    one: Itinerary,
    content: ft.Control,
    label: str,
    padding: int,
    width: int | None = None,
) -> ft.Control:
    def open_it() -> None:
        session.go(routes.suggested_route(one.id))

    face = card(session, content, on_click=open_it, padding=padding, label=label)
    return ft.Container(key=one.id, width=width, content=face)
