"""The lists of products and of businesses: counted, with their age, and honest when there is nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby

import flet as ft

from services.finding import Subject
from services.models import Product
from services.source import Age
from services.trade import BusinessHit
from views import theme
from views.components.basics import column, heading
from views.components.boundary import safe_component
from views.components.chips import chip, chip_row
from views.components.invitation import Invitation
from views.components.look import look_of
from views.components.map_switch import off_map
from views.components.paged_list import use_paging
from views.components.states import age_part, empty, loading
from views.explore.enrol import ForOwners, none_listed
from views.explore.trade_rows import TradeRow
from views.explore.trade_words import TradeWords, business_words, indication_words, product_words, trade_words
from views.state import Session, use_session


@safe_component
def ProductList(chosen: str | None) -> ft.Control:
    """Products under the state of their geographical indication; those found in the order of the search."""
    session = use_session()
    if not session.state.ready:
        return loading(session)
    text, state = session.text, session.state
    found = ft.use_memo(lambda: found_products(session), [state.trade_text, state.data_version])
    count = text.count("product.count", len(found))
    parts: list[ft.Control] = [_summary(session, count, session.services.products.age)]
    if state.trade_text.strip():
        parts += _rows(session, [product_words(session, one) for one in found], chosen)
    else:
        for words, group in groupby(found, lambda one: indication_words(session, one)):
            parts.append(heading(session, words or text("product.others")))
            parts += _rows(session, [product_words(session, one) for one in group], chosen)
    if not found:
        parts.append(_nothing(session))
    return column([*parts, ForOwners(key="owners")], theme.GAP_M)


@safe_component
def BusinessList(chosen: str | None) -> ft.Control:
    """Businesses, the nearest first, old cards last; without any, how to be listed."""
    session = use_session()
    paging = use_paging(session)
    if not session.state.ready:
        return loading(session)
    hits = use_businesses(session)
    parts: list[ft.Control] = [_business_summary(session, hits)]
    if not session.services.businesses.categories():
        return column([none_listed(session), ForOwners(key="owners")], theme.GAP_M)
    if session.state.here is None:
        parts.append(Invitation(key="invitation"))
    parts += _rows(session, [business_words(session, hit) for hit in paging.part(hits)], chosen)
    parts += paging.more(len(hits))
    if not hits:
        parts.append(_nothing(session))
    return column([*parts, ForOwners(key="owners")], theme.GAP_M)


@safe_component
def BusinessSummary() -> ft.Control:
    """How many businesses fit, and how old the data is: the words over their map."""
    session = use_session()
    hits = use_businesses(session)
    unplaced = sum(hit.business.point is None for hit in hits)
    return column([_business_summary(session, hits), *off_map(session, unplaced)], 0)


def found_products(session: Session) -> tuple[Product, ...]:
    """Return what the page searches for now, best first; everything, registered ones first, for no words."""
    products, words = session.services.products, session.state.trade_text
    if not words.strip():
        return products.all()
    found = session.services.finder.find(words, None, {Subject.PRODUCT}, limit=None)
    return tuple(product for one in found if (product := products.get(one.id)))


def use_businesses(session: Session) -> tuple[BusinessHit, ...]:
    """Return the businesses that the page searches for now. A hook; list and map read it from here."""
    state = session.state
    return ft.use_memo(
        lambda: found_businesses(session),
        [state.trade_text, state.trade_category, state.here, state.data_version, state.ready],
    )


def found_businesses(session: Session) -> tuple[BusinessHit, ...]:
    """Return what fits the words and the category; old cards come last whatever fits best."""
    state, businesses = session.state, session.services.businesses
    here = state.here.point if state.here else None
    if not state.trade_text.strip():
        return businesses.all(here, state.trade_category)
    found = session.services.finder.find(state.trade_text, here, {Subject.BUSINESS}, limit=None)
    hits = [hit for one in found if (hit := businesses.hit(one.id, here))]
    fitting = [hit for hit in hits if state.trade_category in (None, hit.business.category)]
    return tuple(sorted(fitting, key=lambda hit: hit.is_old))


def category_chips(session: Session, side: int) -> list[ft.Control]:
    """Return the chips of the categories of businesses, where there is a choice."""
    categories, wanted = session.services.businesses.categories(), session.state.trade_category
    if len(categories) < 2:
        return []

    def choose(category: str | None) -> None:
        session.state.trade_category = None if category == wanted else category

    chips = [
        chip(session, _category_words(session, name), name == wanted, partial(choose, name), ())
        for name in (None, *categories)
    ]
    return [chip_row(session.text("business.categories"), chips, side)]


def _category_words(session: Session, category: str | None) -> str:
    return session.text("explore.all") if category is None else trade_words(session, category)


def _rows(session: Session, words: Sequence[TradeWords], chosen: str | None) -> list[ft.Control]:
    plain, marked = look_of(session), look_of(session, chosen=True)
    return [TradeRow(session, one, marked if one.path == chosen else plain, key=one.path) for one in words]


def _business_summary(session: Session, hits: Sequence[BusinessHit]) -> ft.Control:
    count = session.text.count("business.count", len(hits))
    return _summary(session, count, session.services.businesses.age)


def _summary(session: Session, count: str, age: Age) -> ft.Control:
    words = column([heading(session, count), age_part(session, age)], 0)
    return ft.Semantics(live_region=True, content=words)


def _nothing(session: Session) -> ft.Control:
    text = session.text

    def clear() -> None:
        session.state.trade_text, session.state.trade_category = "", None

    return empty(
        session,
        text("explore.none.title"),
        text("trade.none"),
        action=text("explore.none.clear"),
        on_action=clear,
    )
