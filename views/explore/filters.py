"""Chips of the categories, each with its own drawing; one category or all."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views import theme
from views.components.artwork import category_artwork, category_words
from views.components.boundary import safe_component
from views.components.chips import chip, chip_row
from views.state import Session, use_session

ART_W, ART_H = 40, 32


@safe_component
def CategoryChips(side: int = theme.GAP_L) -> ft.Control:
    """Chips in one row that scrolls sideways, the most frequent category first."""
    session = use_session()
    wanted = session.state.explore_category
    chips = [_chip(session, None, wanted is None)]
    chips += [_chip(session, name, wanted == name) for name in session.services.places.categories()]
    return chip_row(session.text("explore.categories"), chips, side)


def choose(session: Session, category: str | None) -> Callable[[], None]:
    """Return the action that shows one category, all for None; a second tap on it shows all again."""

    def change() -> None:
        state = session.state
        state.explore_category = None if category == state.explore_category else category

    return change


def _chip(session: Session, category: str | None, chosen: bool) -> ft.Control:
    words = category_words(session, category) if category else session.text("explore.all")
    lead = _picture(session, category, chosen)
    start = theme.GAP_XS if category else 14
    return chip(session, words, chosen, choose(session, category), lead, start=start, around=4)


def _picture(session: Session, category: str | None, chosen: bool) -> list[ft.Control]:
    """Return the drawing, or the tick of a chosen "all"; always as high, so that nothing jumps."""
    if category:
        return [category_artwork(session, category, width=ART_W, height=ART_H, radius=theme.RADIUS_M)]
    tick = [ft.Icon(ft.Icons.CHECK_ROUNDED, size=16, color=session.colors.on_secondary)] if chosen else []
    return [ft.Container(height=ART_H, width=0), *tick]
