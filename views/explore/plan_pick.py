"""Choosing stops for a trip: by words, else the saved places and the nearest ones."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.kept_places import KeptKind
from services.models import Place
from views import routes, theme
from views.components.basics import card, column, heading, support
from views.components.boundary import safe_component
from views.components.search_field import SearchField
from views.components.states import problem
from views.explore.findings import ICONS, place_hit, row_words
from views.explore.keep import add_stop, as_kept, here_point
from views.explore.kept_row import RowAction, kept_row
from views.explore.plan_words import name_of
from views.hooks import use_value
from views.state import Session, use_command, use_session

SHOWN = 6


@safe_component
def PlanPicker() -> ft.Control:
    """A search field and what fits, each with a button that adds it; nothing to add to a full plan."""
    session = use_session()
    text = session.text
    words, search = use_value("")

    async def add(place: Place) -> None:
        await add_stop(session, as_kept(place))

    adding = use_command(add)
    parts: list[ft.Control] = [heading(session, text("plan.pick"))]
    if session.services.plan.is_full:
        return card(session, column([*parts, support(session, text("error.too_many_stops"))]))
    parts.append(SearchField(text("plan.pick.search"), words, search, key="search"))
    found = _choice(session, words)
    if not found:
        parts.append(support(session, text("plan.pick.none")))
    for place in found:
        plus = RowAction(
            ft.Icons.ADD_ROUNDED,
            text("plan.pick.add", name=name_of(session, place)),
            partial(adding.run, place),
        )
        parts.append(ft.Container(key=place.id, content=_row(session, place, plus)))
    parts += [problem(session, adding.error)] if adding.error else []
    return card(session, column(parts, theme.GAP_S))


def _choice(session: Session, words: str) -> list[Place]:
    """Return the first places that are not in the plan; saved ones come first while nobody searches."""
    services = session.services
    found = [hit.place for hit in services.places.find(words, here=here_point(session))]
    if not words.strip():
        kept = [row for row in services.saved.all() if row.kind is KeptKind.DESTINATION]
        saved = [place for row in kept if (place := services.places.get(row.id))]
        found = [*saved, *(place for place in found if place not in saved)]
    return [place for place in found if not services.plan.has(as_kept(place))][:SHOWN]


def _row(session: Session, place: Place, plus: RowAction) -> ft.Control:
    hit = place_hit(session, place.id)
    words = row_words(session, hit) if hit else None
    parts = (words.line, words.distance, words.precision) if words else ()
    line = " · ".join(part for part in parts if part)
    icon = ICONS.get(place.category, ft.Icons.PLACE_ROUNDED)
    return kept_row(session, icon, name_of(session, place), line, routes.destination(place.id), [plus])
