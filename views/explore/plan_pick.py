"""Choosing stops for a trip: by words, else the saved places and the nearest ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import flet as ft

from services.finding import Subject
from services.kept_places import Kept, KeptKind
from services.spots import Spot, spot_of_place
from views import theme
from views.components.basics import Handler, card, column, heading, support
from views.components.boundary import safe_component
from views.components.search_field import SearchField
from views.components.states import problem
from views.components.trip_steps import add_stop, here_point
from views.explore.kept_row import RowAction, kept_row
from views.explore.kept_words import kept_words
from views.hooks import use_value
from views.state import Session, use_command, use_session

SHOWN = 6
SUBJECTS = {
    Subject.DESTINATION: KeptKind.DESTINATION,
    Subject.BUSINESS: KeptKind.BUSINESS,
    Subject.STATION: KeptKind.STATION,
}
"""What a trip can visit, as the search calls it."""


@safe_component
def PlanPicker() -> ft.Control:
    """A search field and what fits, each with a button that adds it; nothing to add to a full plan."""
    session = use_session()
    text = session.text
    words, search = use_value("")

    async def prepare() -> None:
        await session.services.finder.prepare()

    # The first letter typed should not wait for the index.
    ft.use_effect(prepare, dependencies=[session.state.ready, session.state.data_version])

    async def add(place: Kept) -> None:
        await add_stop(session, place)

    adding = use_command(add)
    parts: list[ft.Control] = [heading(session, text("plan.pick"))]
    if session.services.plan.is_full:
        return card(session, column([*parts, support(session, text("error.too_many_stops"))]))
    parts.append(SearchField(text("plan.pick.search"), words, search, key="search"))
    found = _choice(session, words)
    if not found:
        parts.append(support(session, text("plan.pick.none")))
    parts += [_row(session, place, partial(adding.run, place)) for place in found]
    parts += [problem(session, adding.error)] if adding.error else []
    return card(session, column(parts, theme.GAP_S))


def _choice(session: Session, words: str) -> list[Kept]:
    """Return the first places that are not in the plan: what fits ``words``, else saved and near ones."""
    plan, spots = session.services.plan, _found(session, words) if words.strip() else _near(session)
    places = (spot.kept for spot in spots if spot and spot.can_visit)
    return [place for place in dict.fromkeys(places) if not plan.has(place)][:SHOWN]


def _found(session: Session, words: str) -> Iterator[Spot | None]:
    services = session.services
    found = services.finder.find(words, here_point(session), SUBJECTS, limit=None)
    return (services.spots.find(SUBJECTS[one.subject], one.id) for one in found)


def _near(session: Session) -> Iterator[Spot | None]:
    """Yield the saved places, then destinations, the nearest first."""
    services = session.services
    yield from (services.spots.get(kept) for kept in services.saved.all())
    yield from (spot_of_place(hit.place) for hit in services.places.find(here=here_point(session)))


def _row(session: Session, place: Kept, add: Handler) -> ft.Control:
    said = kept_words(session, place)
    plus = RowAction(ft.Icons.ADD_ROUNDED, session.text("plan.pick.add", name=said.title), add)
    content = kept_row(session, said.icon, said.title, said.all, said.path, [plus])
    return ft.Container(key=f"{place.kind}-{place.id}", content=content)
