"""Tersimpan: the places a person saved on this device, also those that are gone from the content."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.keeping import Keeping
from services.kept_places import Kept
from views import routes, theme
from views.components.basics import card, column, support
from views.components.boundary import safe_component, safe_view
from views.components.rows import nav_row
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import empty, loading, problem
from views.explore.kept_row import RowAction, kept_row
from views.explore.kept_words import kept_words
from views.state import Session, use_command, use_session


@safe_view
def SavedScreen() -> ft.View:
    """Tersimpan."""
    session = use_session()
    parts: list[ft.Control] = [top_bar(session, session.text("saved.title"), back=routes.EXPLORE)]
    parts.append(SavedList(key="list") if session.state.ready else loading(session))
    return screen(session, page_column(session, parts), bar=False)


@safe_component
def SavedList() -> ft.Control:
    """All saved places, the last saved first."""
    session = use_session()
    text, saved = session.text, session.services.saved
    places = saved.all()[::-1]

    async def drop(place: Kept) -> None:
        await saved.remove(place)

    dropping = use_command(drop)
    if not places:
        return empty(
            session,
            text("saved.empty.title"),
            text("saved.empty.words"),
            action=text("saved.empty.action"),
            on_action=lambda: session.go(routes.EXPLORE),
        )
    rows: list[ft.Control] = [support(session, text.count("saved.count", len(places)))]
    if session.services.keeper.keeping is not Keeping.LASTING:
        rows.append(support(session, text("saved.if_room"), color=session.colors.warning))
    for place in places:
        name = place.name.in_language(session.state.language)
        words = text("saved.drop_named", name=name)
        away = RowAction(ft.Icons.CLOSE_ROUNDED, words, partial(dropping.run, place))
        rows.append(ft.Container(key=f"{place.kind}-{place.id}", content=saved_row(session, place, away)))
    if dropping.error:
        rows.append(problem(session, dropping.error))
    plan = nav_row(session, ft.Icons.ROUTE_ROUNDED, text("plan.title"), text("plan.way"), routes.PLAN)
    return column([card(session, column(rows, theme.GAP_S)), card(session, plan)], theme.GAP_L)


def saved_row(session: Session, place: Kept, *actions: RowAction) -> ft.Control:
    """Return the row of a saved place, with what the content says of it today."""
    said = kept_words(session, place)
    return kept_row(session, said.icon, said.title, said.all, said.path, actions)
