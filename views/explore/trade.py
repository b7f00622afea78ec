"""Products and businesses of Wisata: a list or its map, on desktop beside the chosen one or the map."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import body, column
from views.components.boundary import safe_component, safe_view
from views.components.map_panel import Insets, MapPanel
from views.components.map_switch import with_switch
from views.components.panes import COVERED_W, floating, floats, panes
from views.components.scaffold import screen, side_margin
from views.components.search_field import SearchField
from views.explore.business import BusinessPanel
from views.explore.product import ProductDetail
from views.explore.sections import Section, section_title, section_top
from views.explore.trade_lists import (
    BusinessList,
    BusinessSummary,
    ProductList,
    category_chips,
    use_businesses,
)
from views.explore.trade_words import business_pin
from views.state import Session, use_session

DETAIL_W = 640


@safe_view
def ProductsScreen() -> ft.View:
    """Local products; on desktop beside the one that ``:id`` names."""
    session = use_session()
    shown = ft.use_route_params().get("id")
    path = routes.product(shown) if shown else None
    left = ListPane(Section.PRODUCTS, path, key="list")
    if not session.wide:
        return screen(session, left)
    return screen(session, panes(session, left, _beside(session, shown)), route=routes.PRODUCTS)


@safe_view
def BusinessesScreen() -> ft.View:
    """Small businesses; on desktop beside the map and the one that ``:id`` names."""
    session = use_session()
    shown = ft.use_route_params().get("id")
    path = routes.business(shown) if shown else None
    left = ListPane(Section.BUSINESSES, path, key="list")
    if not session.wide:
        return screen(session, left)
    return screen(session, panes(session, left, MapPane(shown, key="map")), route=routes.BUSINESSES)


@safe_component
def ListPane(section: Section, chosen: str | None) -> ft.Control:
    """Title, tabs and search stay; the rows scroll below. ``chosen``: the path of the row that is open."""
    session = use_session()

    async def prepare() -> None:
        await session.services.finder.prepare()

    # The first letter typed should not wait for the index.
    ft.use_effect(prepare, dependencies=[session.state.ready, session.state.data_version])

    def search(words: str) -> None:
        session.state.trade_text = words

    margin = theme.GAP_L if session.wide else side_margin(session)
    name = session.text("product.search" if section is Section.PRODUCTS else "business.search")
    head = section_top(session, section, _title(session, section))
    top = column([head, SearchField(name, session.state.trade_text, search)])
    return ft.Column(
        spacing=theme.GAP_S,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(padding=ft.Padding.only(left=margin, right=margin, top=theme.GAP_L), content=top),
            *_below(session, section, chosen, margin),
        ],
    )


def _title(session: Session, section: Section) -> ft.Control:
    """Return the title; on a phone with the switch to the map, once there are businesses."""
    state, title = session.state, section_title(session)
    if section is Section.PRODUCTS or not session.services.businesses.categories():
        return title

    def switch() -> None:
        state.trade_map = not state.trade_map

    return with_switch(session, title, state.trade_map, switch)


def _below(session: Session, section: Section, chosen: str | None, margin: float) -> list[ft.Control]:
    """Return the list, or the map of the same businesses under the same chips and words."""
    beside = ft.Padding.only(left=margin, right=margin, top=theme.GAP_S)
    if section is Section.PRODUCTS:
        return [_scrolled([ft.Container(padding=beside, content=ProductList(chosen, key="rows"))])]
    chips = category_chips(session, int(margin))
    is_listed = session.wide or not session.state.ready or not session.services.businesses.categories()
    if is_listed or not session.state.trade_map:
        rows = ft.Container(padding=beside, content=BusinessList(chosen, key="rows"))
        return [_scrolled([*chips, rows])]
    said = ft.Container(padding=beside, content=BusinessSummary(key="summary"))
    return [*chips, said, ft.Container(expand=True, content=BusinessMap(None, Insets(), key="map"))]


def _scrolled(parts: list[ft.Control]) -> ft.Control:
    return ft.ListView(expand=True, padding=ft.Padding.only(bottom=theme.GAP_XL), controls=parts)


@safe_component
def MapPane(shown: str | None) -> ft.Control:
    """Desktop: the map of the businesses; the one ``shown`` floats over it or takes its room."""
    session = use_session()
    layers: list[ft.Control] = []
    if shown is None or floats(session):
        layers.append(BusinessMap(shown, Insets(right=COVERED_W if shown else 0), key="businesses"))
    if shown is not None:
        layers.append(_detail(session, shown))
    return ft.Stack(expand=True, controls=layers)


@safe_component
def BusinessMap(chosen: str | None, insets: Insets) -> ft.Control:
    """The map of what the list shows."""
    session = use_session()
    text, hits = session.text, use_businesses(session)
    pins = ft.use_memo(
        lambda: tuple(pin for hit in hits if (pin := business_pin(session, hit.business))),
        [hits, session.state.language],
    )

    def pick(business_id: str) -> None:
        session.go(routes.business(business_id))

    label = text("explore.map_label", count=text.count("business.count", len(pins)))
    panel: ft.Control = MapPanel(label, pins, chosen, pick, session.state.here, insets=insets, key="panel")
    return panel


def _detail(session: Session, shown: str) -> ft.Control:
    panel = BusinessPanel(shown, floats(session), key=f"business-{shown}")
    if floats(session):
        return floating(session, panel)
    return ft.Container(left=0, right=0, top=0, bottom=0, bgcolor=session.colors.paper, content=panel)


def _beside(session: Session, shown: str | None) -> ft.Control:
    """Return the product ``shown`` at reading width, or the word to choose one."""
    if shown is None:
        words = body(session, session.text("product.pick"), quiet=True)
        return ft.Container(alignment=ft.Alignment.CENTER, padding=theme.GAP_XL, content=words)
    side = side_margin(session, DETAIL_W, beside=theme.LIST_PANE_W)
    return ft.ListView(
        expand=True,
        padding=ft.Padding.symmetric(horizontal=side, vertical=theme.GAP_XL),
        controls=[ProductDetail(shown, key=f"product-{shown}")],
    )
