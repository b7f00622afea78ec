"""One local product: its geographical indication, what it is, who sells it, who says so."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from services.models import Product
from views import routes, theme
from views.components.artwork import trade_artwork
from views.components.basics import banner, body, card, column, heading, link, status_chip, support, tone
from views.components.boundary import safe_component, safe_view
from views.components.look import look_of
from views.components.rows import fact_row, nav_row
from views.components.scaffold import back_button, page_column, screen
from views.components.states import age_line, empty, loading, problem
from views.components.verified import verified_line
from views.explore.enrol import ENROLMENT
from views.explore.trade_rows import TradeRow
from views.explore.trade_words import (
    business_words,
    indication_words,
    month_words,
    region_words,
    trade_words,
)
from views.handoff import page_link
from views.state import Session, use_command, use_session

ART_HEIGHT_PX = 212
SELLERS = 20


@safe_view
def ProductScreen() -> ft.View:
    """One product on its own page (phone and tablet)."""
    session = use_session()
    product_id = ft.use_route_params().get("id", "")
    detail = ProductDetail(product_id, key=f"product-{product_id}")
    return screen(session, page_column(session, [detail]), bar=False)


@safe_component
def ProductDetail(product_id: str) -> ft.Control:
    """All that is known of a product."""
    session = use_session()
    if not session.state.ready:
        return loading(session)
    product = session.services.products.get(product_id)
    if product is None:
        return column([ft.Row(controls=[back_button(session, routes.PRODUCTS)]), _not_found(session)])
    parts: list[ft.Control] = [_header(session, product)]
    if product.caution is not None:
        words = product.caution.in_language(session.state.language)
        parts.append(banner(session, words, tone(session, "warning")))
    parts.append(card(session, body(session, product.summary.in_language(session.state.language))))
    parts += _indication(session, product)
    parts += [Sellers(product, key="sellers"), ProductAbout(product, key="about")]
    return column(parts, theme.GAP_M)


def _header(session: Session, product: Product) -> ft.Control:
    language = session.state.language
    name, other = (product.name.in_language(one) for one in (language, "id" if language == "en" else "en"))
    picture = ft.Stack(
        controls=[
            trade_artwork(session, product.category, height=ART_HEIGHT_PX, radius=theme.RADIUS_L),
            ft.Container(left=theme.GAP_M, top=theme.GAP_M, content=back_button(session, routes.PRODUCTS)),
        ],
        fit=ft.StackFit.PASS_THROUGH,
    )
    words: list[ft.Control] = [heading(session, name, level=1)]
    if other != name:
        words.append(support(session, other))
    kind = replace(tone(session, "info"), icon=ft.Icons.SHOPPING_BASKET_ROUNDED)
    place = replace(tone(session, "info"), icon=ft.Icons.PLACE_OUTLINED)
    chips: list[ft.Control] = [
        status_chip(session, trade_words(session, product.category), kind),
        status_chip(session, region_words(session, product.regency_id), place),
    ]
    words.append(ft.Row(wrap=True, spacing=theme.GAP_M, run_spacing=theme.GAP_S, controls=chips))
    return column([picture, column(words, theme.GAP_S)], theme.GAP_L)


def _indication(session: Session, product: Product) -> list[ft.Control]:
    """Say how far its geographical indication is, as of when, and what that means; nothing when unknown."""
    words, text = indication_words(session, product), session.text
    if words is None:
        return []
    lines: list[ft.Control] = [
        status_chip(session, words, replace(tone(session, "gold"), icon=ft.Icons.WORKSPACE_PREMIUM_ROUNDED))
    ]
    if product.indication_as_of is not None:
        as_of = month_words(session, product.indication_as_of)
        lines.append(body(session, text("indication.as_of", month=as_of)))
    lines.append(support(session, text("indication.meaning")))
    title = heading(session, text("indication.title"))
    content = [title, ft.Row(wrap=True, controls=lines[:1]), *lines[1:]]
    return [ft.Container(key="indication", content=card(session, column(content, theme.GAP_S)))]


@safe_component
def Sellers(product: Product) -> ft.Control:
    """Businesses that sell it, the nearest first; without one, how to be listed."""
    session = use_session()
    text, here = session.text, session.state.here
    hits = session.services.businesses.selling(product.id, here.point if here else None)[:SELLERS]
    look = look_of(session)
    rows: list[ft.Control] = [
        TradeRow(session, business_words(session, hit), look, key=hit.business.id) for hit in hits
    ]
    if not rows:
        enrol = nav_row(
            session,
            ft.Icons.STOREFRONT_ROUNDED,
            text("business.empty.action"),
            text("product.sell"),
            routes.public_service(ENROLMENT),
        )
        rows = [support(session, text("product.no_seller")), enrol]
    return card(session, column([heading(session, text("product.sellers")), *rows], theme.GAP_S))


@safe_component
def ProductAbout(product: Product) -> ft.Control:
    """Who says so, how exact, how old; and passing it on."""
    session = use_session()
    text = session.text

    async def share() -> None:
        await session.device.share_text(shared_words(session, product))

    sharing = use_command(share)
    lines: list[ft.Control] = [
        heading(session, text("explore.about")),
        verified_line(session, product.verified),
        fact_row(session, ft.Icons.NOTES_ROUNDED, text("trade.source"), product.source),
        fact_row(session, ft.Icons.STRAIGHTEN_ROUNDED, text("trade.precision"), product.precision),
        support(session, text("trade.drawn")),
        support(session, age_line(session, session.services.products.age)),
        ft.Row(controls=[link(session, text("action.share"), sharing.run, icon=ft.Icons.SHARE_ROUNDED)]),
    ]
    if sharing.error:
        lines.append(problem(session, sharing.error))
    return card(session, column(lines, theme.GAP_M))


def shared_words(session: Session, product: Product) -> str:
    """Return what is passed on: name, kind and place, status with its month, summary, link."""
    language = session.state.language
    lines = [
        product.name.in_language(language),
        f"{trade_words(session, product.category)}, {region_words(session, product.regency_id)}",
        product.summary.in_language(language),
    ]
    status = indication_words(session, product)
    if status is not None and product.indication_as_of is not None:
        lines.insert(2, f"{status} ({month_words(session, product.indication_as_of)})")
    return "\n".join([*lines, page_link(session, routes.product(product.id))])


def _not_found(session: Session) -> ft.Control:
    text = session.text
    return empty(
        session,
        text("product.not_found.title"),
        text("product.not_found.words"),
        action=text("product.not_found.back"),
        on_action=lambda: session.go(routes.PRODUCTS),
        artwork="error",
    )
