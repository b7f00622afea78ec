"""Chips of the news: one programme or all, one regency or all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from views.components.basics import column
from views.components.boundary import safe_component
from views.components.chips import chip, chip_ink, chip_row
from views.state import Session, use_session

Choice = Callable[[str | None], None]


def is_filtered(session: Session) -> bool:
    """Return whether only a part of the news is asked for."""
    return (session.state.news_programme, session.state.news_regency) != (None, None)


def clear_filters(session: Session) -> None:
    """Show all news again."""
    session.state.news_programme = session.state.news_regency = None


@safe_component
def NewsChips(side: int) -> ft.Control:
    """A row for programmes and one for regencies, each only with a choice; ``side``: space beside it."""
    session = use_session()
    state, text, news = session.state, session.text, session.services.news
    programmes = {one.id: one.name.in_language(state.language) for one in news.programmes()}
    regencies = {code: _regency(session, code) for code in news.regencies()}

    def choose_programme(one: str | None) -> None:
        state.news_programme = one

    def choose_regency(one: str | None) -> None:
        state.news_regency = one

    rows = [
        _row(session, text("news.by_programme"), programmes, state.news_programme, choose_programme, side),
        _row(session, text("news.by_regency"), regencies, state.news_regency, choose_regency, side),
    ]
    return column([row for row in rows if row is not None], 0)


def _row(
    session: Session, label: str, names: dict[str, str], chosen: str | None, choose: Choice, side: int
) -> ft.Control | None:
    if not names and chosen is None:
        return None
    chips = [_chip(session, session.text("action.all"), chosen is None, partial(choose, None))]
    for one, name in names.items():
        again = one == chosen
        chips.append(_chip(session, name, again, partial(choose, None if again else one)))
    return chip_row(label, chips, side)


def _chip(session: Session, words: str, chosen: bool, toggle: Callable[[], None]) -> ft.Control:
    tick = [ft.Icon(ft.Icons.CHECK_ROUNDED, size=16, color=chip_ink(session, True))] if chosen else []
    return chip(session, words, chosen, toggle, tick)


def _regency(session: Session, code: str) -> str:
    found = session.services.regions.get(code)
    return found.name if found else code
