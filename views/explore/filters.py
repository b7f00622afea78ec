"""The chips above the list: the sheet of filters, what is set in it, the categories."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views import theme
from views.components.artwork import category_artwork, category_words
from views.components.boundary import safe_component
from views.components.chips import chip, chip_ink, chip_row
from views.explore.filter_sheet import use_filter_sheet
from views.explore.filter_words import change, days_words, reach_words, region_words
from views.explore.findings import Findings
from views.state import Session, use_session

ART_W, ART_H = 40, 32


@safe_component
def FilterChips(findings: Findings, side: int = theme.GAP_L) -> ft.Control:
    """Chips in one row that scrolls sideways, the most frequent category first."""
    session = use_session()
    state = session.state
    wanted = state.explore_category
    show = use_filter_sheet(session, findings)
    chips = [_sheet_chip(session, show), *_set_chips(session)]
    if state.explore_filter.days is None:
        chips.append(_chip(session, None, wanted is None))
        chips += [_chip(session, name, wanted == name) for name in session.services.places.categories()]
    return chip_row(session.text("explore.filters"), chips, side)


def _sheet_chip(session: Session, show: Callable[[], None]) -> ft.Control:
    count, text = session.state.explore_filter.count, session.text
    words = text.count("explore.filter.set", count) if count else text("explore.filter")
    icon = ft.Icon(ft.Icons.TUNE_ROUNDED, size=16, color=chip_ink(session, chosen=bool(count)))
    return chip(session, words, bool(count), show, [_high(), icon], around=4, opens=True)


def _set_chips(session: Session) -> list[ft.Control]:
    """Return a chip for each filter that is set: it says what, and a tap lets it go."""
    wanted, text = session.state.explore_filter, session.text
    region = session.services.regions.get(wanted.region_id) if wanted.region_id else None
    found: list[tuple[str, dict[str, object]]] = []
    if region is not None:
        found.append((region_words(region), {"region_id": None}))
    if wanted.within_m is not None:
        found.append((reach_words(session, wanted), {"within_m": None, "around_id": None}))
    if wanted.open_now:
        found.append((text("explore.filter.open"), {"open_now": False}))
    if wanted.days is not None:
        found.append((days_words(session, wanted.days), {"days": None}))
    return [_set_chip(session, words, changes) for words, changes in found]


def _set_chip(session: Session, words: str, changes: dict[str, object]) -> ft.Control:
    cross = ft.Icon(ft.Icons.CLOSE_ROUNDED, size=16, color=chip_ink(session, chosen=True))
    return chip(
        session, words, True, lambda: change(session, **changes), [_high(), cross], start=10, around=4
    )


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
    return [_high(), *tick]


def _high() -> ft.Control:
    """Return nothing that is as high as a drawing, so that all chips of the row are."""
    return ft.Container(height=ART_H, width=0)
