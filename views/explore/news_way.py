"""The way from Wisata to what is being built, while some of it can be visited."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import card
from views.components.boundary import safe_component
from views.components.rows import nav_row
from views.state import Session, use_session


def shows_news(session: Session) -> bool:
    """Tell whether something that is built can be visited, and nobody is looking for something else."""
    state = session.state
    is_searching = bool(state.explore_text.strip() or state.explore_category or state.explore_filter.count)
    return not is_searching and bool(session.services.news.places())


@safe_component
def NewsWay() -> ft.Control:
    """One slim row."""
    session = use_session()
    text, count = session.text, len(session.services.news.places())
    words = text.count("explore.news_places", count)
    icon = ft.Icons.CONSTRUCTION_ROUNDED
    return card(
        session, nav_row(session, icon, text("explore.news"), words, routes.NEWS), padding=theme.GAP_S
    )
