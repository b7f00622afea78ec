"""Kabar provinsi: all current news, by programme."""

from __future__ import annotations

import flet as ft

from services.models import Notice, Programme
from views import routes, theme
from views.components.basics import body, column, heading, support
from views.components.boundary import safe_component, safe_view
from views.components.news_parts import news_row
from views.components.scaffold import page_column, screen, side_margin, top_bar
from views.components.states import age_part, empty, loading
from views.components.verified import verified_line
from views.news.filters import NewsChips, clear_filters, is_filtered
from views.state import Session, use_session


@safe_view
def NewsScreen() -> ft.View:
    """Kabar provinsi."""
    session = use_session()
    bar = top_bar(session, session.text("news.title"), back=routes.HOME)
    if not session.state.ready:
        return screen(session, page_column(session, [bar, loading(session)]), bar=False)
    margin = side_margin(session)
    parts = [_inside(bar, margin), NewsList(margin, key="list")]
    page = ft.ListView(
        expand=True,
        padding=ft.Padding.only(top=theme.GAP_L, bottom=theme.GAP_XL * 2),
        controls=[column(parts, theme.GAP_L)],
    )
    return screen(session, page, bar=False)


def _inside(part: ft.Control, margin: float) -> ft.Control:
    """Return what keeps the margin of the page; the chips go to its edges."""
    return ft.Container(padding=ft.Padding.symmetric(horizontal=margin), content=part)


@safe_component
def NewsList(margin: float) -> ft.Control:
    """Filters, how many and how old, then a section for each programme; ``margin`` is the space beside it."""
    session = use_session()
    state, news = session.state, session.services.news
    if not news.current() and not news.programmes():
        return _inside(_nothing_yet(session), margin)
    shown = news.current(state.news_programme, state.news_regency)
    sections = [Section(one, rows, key=one.id if one else "rest") for one, rows in _groups(session, shown)]
    parts: list[ft.Control] = [_summary(session, len(shown)), *sections]
    if not shown and is_filtered(session):
        parts.append(_nothing_fits(session))
    chips = NewsChips(int(margin), key="chips")
    return column([chips, _inside(column(parts, theme.GAP_L), margin)], theme.GAP_M)


def _groups(session: Session, shown: tuple[Notice, ...]) -> list[tuple[Programme | None, tuple[Notice, ...]]]:
    """Return news by programme; programmes without any are told too, unless a filter leaves them out."""
    groups = dict(session.services.news.by_programme(shown))
    known = session.services.news.programmes()
    told = [(one, groups.get(one, ())) for one in known if one in groups or not is_filtered(session)]
    return [*told, *((one, rows) for one, rows in groups.items() if one is None)]


@safe_component
def Section(programme: Programme | None, rows: tuple[Notice, ...]) -> ft.Control:
    """A programme with what is told of it; ``None``: what belongs to no programme."""
    session = use_session()
    text, language = session.text, session.state.language
    parts: list[ft.Control] = []
    if programme is not None:
        parts.append(heading(session, programme.name.in_language(language)))
        if programme.summary is not None:
            parts.append(body(session, programme.summary.in_language(language)))
        if programme.verified != "source":
            parts.append(verified_line(session, programme.verified))
        parts.append(support(session, text("news.source", source=programme.source)))
    elif session.services.news.programmes():
        parts.append(heading(session, text("news.rest")))
    if not rows:
        parts.append(support(session, text("news.none_of_programme")))
    return column([*parts, *(news_row(session, one) for one in rows)], theme.GAP_S)


def _summary(session: Session, count: int) -> ft.Control:
    words = column(
        [
            support(session, session.text.count("news.count", count), bold=True),
            age_part(session, session.services.news.age),
        ],
        0,
    )
    return ft.Semantics(live_region=True, content=words)


def _nothing_yet(session: Session) -> ft.Control:
    text = session.text
    words = empty(session, text("news.empty.title"), text("news.empty.words"))
    return column([words, age_part(session, session.services.news.age)])


def _nothing_fits(session: Session) -> ft.Control:
    text = session.text
    return empty(
        session,
        text("news.none.title"),
        text("news.none.words"),
        action=text("news.none.clear"),
        on_action=lambda: clear_filters(session),
    )
