"""Drawn artwork of the categories of destinations and trade: ours, the same hand in every colour set."""

from __future__ import annotations

from types import MappingProxyType

import flet as ft

from views import theme
from views.state import Session

DRAWN = frozenset(
    {
        "agritourism",
        "beach",
        "conservation",
        "culinary",
        "culture",
        "harbour",
        "history",
        "hot_spring",
        "island",
        "lake",
        "mountain",
        "museum",
        "park",
        "recreation",
        "religious",
        "shopping",
        "tourism_village",
        "waterfall",
    }
)
# What a category of products or businesses is drawn as.
TRADE = MappingProxyType(
    {
        "craft": "craft",
        "drink": "drink",
        "farming": "produce",
        "fashion": "textile",
        "fishery": "fishery",
        "food": "food",
        "music": "music",
        "produce": "produce",
        "textile": "textile",
    }
)
# The drawings are made for paper; on a dark surface they are dimmed so that they do not glare.
DARK_OPACITY = 0.82


def artwork_file(category: str) -> str:
    """Return the asset that draws ``category``; one that has no drawing yet gets the common one."""
    name = category if category in DRAWN else "other"
    return f"artwork/category-{name.replace('_', '-')}.svg"


def category_words(session: Session, category: str) -> str:
    """Return the name of a category, "Tujuan wisata" for one that is not known."""
    return session.text(f"category.{category if category in DRAWN else 'other'}")


def category_artwork(
    session: Session,
    category: str,
    *,
    width: float | None = None,
    height: float | None = None,
    radius: int = theme.RADIUS_S,
) -> ft.Control:
    """Return the drawing, filling ``width`` × ``height``; it only decorates, the words say the category."""
    return _drawing(session, artwork_file(category), width, height, radius)


def trade_file(category: str) -> str:
    """Return the asset that draws a category of products or businesses; a shop for every other one."""
    return f"artwork/trade-{TRADE.get(category, 'shop')}.svg"


def trade_artwork(
    session: Session,
    category: str,
    *,
    width: float | None = None,
    height: float | None = None,
    radius: int = theme.RADIUS_S,
) -> ft.Control:
    """Return the drawing of a category of products or businesses, as :func:`category_artwork` does."""
    return _drawing(session, trade_file(category), width, height, radius)


def _drawing(
    session: Session, file: str, width: float | None, height: float | None, radius: int
) -> ft.Control:
    return ft.Container(
        width=width,
        height=height,
        border_radius=radius,
        bgcolor=session.colors.paper,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=ft.Image(
            src=file,
            width=width,
            height=height,
            fit=ft.BoxFit.COVER,
            opacity=DARK_OPACITY if session.colors.dark else 1,
            exclude_from_semantics=True,
        ),
    )
