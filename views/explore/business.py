"""One small business: open now, contacts, what it sells, where it is, how old its card is."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from services.models import Business
from services.spots import keep_business
from services.trade import BusinessHit
from views import routes, theme
from views.components.artwork import trade_artwork
from views.components.basics import banner, body, card, column, heading, status_chip, support, tone
from views.components.boundary import safe_component, safe_view
from views.components.hours import HoursCard
from views.components.keep_row import KeepRow
from views.components.rows import fact_row, nav_row
from views.components.scaffold import back_button, page_column, screen
from views.components.states import age_line, empty, loading
from views.components.station_words import hours_words
from views.components.verified import verified_line
from views.explore.around import WifiCard
from views.explore.business_where import BusinessWhere
from views.explore.contact import ContactCard
from views.explore.trade_words import confirmed_words, indication_words, region_words, trade_words
from views.state import Session, use_session

ART_HEIGHT_PX = 212


@safe_view
def BusinessScreen() -> ft.View:
    """One business on its own page (phone and tablet)."""
    session = use_session()
    business_id = ft.use_route_params().get("id", "")
    detail = BusinessDetail(business_id, key=f"business-{business_id}")
    return screen(session, page_column(session, [detail]), bar=False)


@safe_component
def BusinessPanel(business_id: str, over_map: bool = False) -> ft.Control:
    """One business beside the list (desktop); ``over_map``: the large map shows the position."""
    return ft.ListView(
        expand=True,
        padding=theme.GAP_L,
        controls=[BusinessDetail(business_id, not over_map, key=f"business-{business_id}")],
    )


@safe_component
def BusinessDetail(business_id: str, preview: bool = True) -> ft.Control:
    """The card of a business; ``preview``: with a small map."""
    session = use_session()
    if not session.state.ready:
        return loading(session)
    here = session.state.here
    hit = session.services.businesses.hit(business_id, here.point if here else None)
    if hit is None:
        return column([ft.Row(controls=[back_button(session, routes.BUSINESSES)]), _not_found(session)])
    business = hit.business
    parts: list[ft.Control] = [_header(session, business)]
    if hit.is_old:
        words = f"{confirmed_words(session, business)}. {session.text('business.old')}"
        parts.append(banner(session, words, tone(session, "warning"), icon=ft.Icons.HISTORY_ROUNDED))
    parts += [
        KeepRow(keep_business(business), business.point is not None, key="keep"),
        card(session, body(session, business.summary.in_language(session.state.language))),
        ContactCard(business, key="contact"),
        *([HoursCard(business, key="hours")] if business.opening_hours else []),
        *_products(session, business),
        BusinessWhere(hit, preview, key="where"),
    ]
    if business.point is not None:
        parts.append(WifiCard(business, key="wifi"))
    return column([*parts, BusinessAbout(hit, key="about")], theme.GAP_M)


def _header(session: Session, business: Business) -> ft.Control:
    picture = ft.Stack(
        controls=[
            trade_artwork(session, business.category, height=ART_HEIGHT_PX, radius=theme.RADIUS_L),
            ft.Container(left=theme.GAP_M, top=theme.GAP_M, content=back_button(session, routes.BUSINESSES)),
        ],
        fit=ft.StackFit.PASS_THROUGH,
    )
    info = tone(session, "info")
    hours = hours_words(session, business) or session.text("business.hours_unknown")
    chips: list[ft.Control] = [
        status_chip(session, words, replace(info, icon=icon))
        for words, icon in (
            (trade_words(session, business.category), ft.Icons.STOREFRONT_ROUNDED),
            (region_words(session, business.regency_id), ft.Icons.PLACE_OUTLINED),
            (hours, ft.Icons.SCHEDULE_ROUNDED),
        )
    ]
    row = ft.Row(wrap=True, spacing=theme.GAP_M, run_spacing=theme.GAP_S, controls=chips)
    return column(
        [picture, column([heading(session, business.name, level=1), row], theme.GAP_S)], theme.GAP_L
    )


def _products(session: Session, business: Business) -> list[ft.Control]:
    """Return what it sells; a product that is gone from the content is left out."""
    found = [session.services.products.get(name) for name in business.product_ids]
    rows = [
        nav_row(
            session,
            ft.Icons.SHOPPING_BASKET_ROUNDED,
            product.name.in_language(session.state.language),
            indication_words(session, product) or trade_words(session, product.category),
            routes.product(product.id),
        )
        for product in found
        if product is not None
    ]
    if not rows:
        return []
    title = heading(session, session.text("business.products"))
    return [ft.Container(key="products", content=card(session, column([title, *rows], theme.GAP_S)))]


@safe_component
def BusinessAbout(hit: BusinessHit) -> ft.Control:
    """Who says so, when it was last confirmed, how old the data is."""
    session = use_session()
    text, business = session.text, hit.business
    lines: list[ft.Control] = [
        heading(session, text("explore.about")),
        verified_line(session, business.verified),
        support(session, confirmed_words(session, business), bold=True),
        fact_row(session, ft.Icons.NOTES_ROUNDED, text("trade.source"), business.source),
        fact_row(session, ft.Icons.STRAIGHTEN_ROUNDED, text("trade.precision"), business.precision),
        support(session, text("trade.drawn")),
        support(session, age_line(session, session.services.businesses.age)),
    ]
    return card(session, column(lines, theme.GAP_M))


def _not_found(session: Session) -> ft.Control:
    text = session.text
    return empty(
        session,
        text("business.not_found.title"),
        text("business.not_found.words"),
        action=text("business.not_found.back"),
        on_action=lambda: session.go(routes.BUSINESSES),
        artwork="error",
    )
