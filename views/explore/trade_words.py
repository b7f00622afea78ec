"""What the rows of products and businesses say, and the words that their own pages share with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import flet as ft

from services.clustering import is_coarse
from services.models import Business, Product
from services.trade import BusinessHit
from views import routes
from views.components.map.pins import Pin
from views.components.sentences import first_sentence
from views.components.station_words import hours_words
from views.explore.findings import away_words, short_precision
from views.state import Session

KNOWN = frozenset(
    {
        "craft", "drink", "farming", "fashion", "fishery", "food", "music", "other", "produce", "services",
        "shop", "textile",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TradeWords:
    """All that a row shows, as words. Two equal values draw the same row.

    ``warning`` is what keeps a reader from trusting the row blindly: an old card, a guessed position.
    """

    path: str
    category: str
    title: str
    line: str
    summary: str
    mark: str | None = None
    distance: str | None = None
    hours: str | None = None
    warning: tuple[str, ...] = ()


def trade_words(session: Session, category: str) -> str:
    """Return the name of a category of products or businesses, "Lainnya" for one that is not known."""
    return session.text(f"trade.{category if category in KNOWN else 'other'}")


def region_words(session: Session, regency_id: str | None) -> str:
    """Return the name of a regency, or that of the province for None."""
    regency = session.services.regions.get(regency_id) if regency_id else None
    return regency.name if regency else session.text("trade.whole_province")


def indication_words(session: Session, product: Product) -> str | None:
    """Return "Indikasi geografis terdaftar", None when no source speaks of one."""
    if product.indication is None:
        return None
    return session.text(f"indication.{product.indication.value}")


def month_words(session: Session, day: date) -> str:
    """Return "Mei 2025"."""
    return f"{session.text(f'month.{day.month}')} {day.year}"


def confirmed_words(session: Session, business: Business) -> str:
    """Return when somebody last made sure that the card is right."""
    return session.text("business.confirmed", day=session.text.date(business.confirmed_on))


def product_words(session: Session, product: Product) -> TradeWords:
    """Return what the row of a product shows."""
    language = session.state.language
    where = region_words(session, product.regency_id)
    return TradeWords(
        path=routes.product(product.id),
        category=product.category,
        title=product.name.in_language(language),
        line=f"{trade_words(session, product.category)} · {where}",
        summary=first_sentence(product.summary.in_language(language)),
        mark=indication_words(session, product),
    )


def business_words(session: Session, hit: BusinessHit) -> TradeWords:
    """Return what the row of a business shows."""
    business = hit.business
    where = region_words(session, business.regency_id)
    unsure = (
        confirmed_words(session, business) if hit.is_old else None,
        short_precision(session, business),
    )
    return TradeWords(
        path=routes.business(business.id),
        category=business.category,
        title=business.name,
        line=f"{trade_words(session, business.category)} · {where}",
        summary=first_sentence(business.summary.in_language(session.state.language)),
        distance=away_words(session, hit.distance_m, hit.bearing_deg, business.precision_m),
        hours=hours_words(session, business),
        warning=tuple(words for words in unsure if words),
    )


def business_pin(session: Session, business: Business) -> Pin | None:
    """Return the pin of a business; None without a position. An estimated position is hollow."""
    if business.point is None:
        return None
    return Pin(
        id=business.id,
        point=business.point,
        label=f"{business.name} · {trade_words(session, business.category)}",
        icon=ft.Icons.STOREFRONT_ROUNDED,
        tone="info",
        hollow=business.precision_m is None or is_coarse(business.precision_m),
        precision_m=business.precision_m,
    )
