"""What the search finds, ready to be shown: hits, row words, pins. List and map read it from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import flet as ft

from services import geo
from services.clock import WIB
from services.clustering import is_coarse
from services.events import Upcoming
from services.explore_filter import (
    ExploreFilter,
    Filtered,
    Frame,
    LeftOut,
    filter_events,
    filter_places,
)
from services.finding import Subject
from services.models import Business, Event, Place, Point
from services.places import PlaceHit
from views.components.artwork import category_words
from views.components.map.pins import Pin
from views.components.sentences import first_sentence
from views.components.station_words import hours_words
from views.state import Session

ICONS = {
    "agritourism": ft.Icons.AGRICULTURE_ROUNDED,
    "beach": ft.Icons.BEACH_ACCESS_ROUNDED,
    "conservation": ft.Icons.LOCAL_FLORIST_ROUNDED,
    "culinary": ft.Icons.RAMEN_DINING_ROUNDED,
    "culture": ft.Icons.FESTIVAL_ROUNDED,
    "harbour": ft.Icons.DIRECTIONS_BOAT_ROUNDED,
    "history": ft.Icons.FORT_ROUNDED,
    "hot_spring": ft.Icons.HOT_TUB_ROUNDED,
    "island": ft.Icons.SAILING_ROUNDED,
    "lake": ft.Icons.KAYAKING_ROUNDED,
    "mountain": ft.Icons.TERRAIN_ROUNDED,
    "museum": ft.Icons.MUSEUM_ROUNDED,
    "park": ft.Icons.PARK_ROUNDED,
    "recreation": ft.Icons.ATTRACTIONS_ROUNDED,
    "religious": ft.Icons.MOSQUE_ROUNDED,
    "shopping": ft.Icons.STOREFRONT_ROUNDED,
    "tourism_village": ft.Icons.HOLIDAY_VILLAGE_ROUNDED,
    "waterfall": ft.Icons.WATER_ROUNDED,
}


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """All that a row shows, as words. Two equal values draw the same row."""

    id: str
    category: str
    title: str
    line: str
    summary: str
    distance: str | None
    precision: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Findings:
    """What list and map show: destinations, or events when days are wanted (``events`` is then not None).

    ``left_out``: how many could not be judged by a filter, by reason.
    """

    places: tuple[PlaceHit, ...]
    events: tuple[Upcoming, ...] | None
    left_out: tuple[tuple[LeftOut, int], ...]

    @property
    def count(self) -> int:
        """Return how many rows are shown."""
        return len(self.places if self.events is None else self.events)


def use_findings(session: Session) -> Findings:
    """Return what the page searches for now. A hook: it searches again only when something changed."""
    state, now = session.state, session.services.clock.now()
    point = state.here.point if state.here else None
    wanted = state.explore_filter
    minute = now.replace(second=0, microsecond=0) if wanted.open_now else now.astimezone(WIB).date()
    return ft.use_memo(
        lambda: look(session, wanted),
        [state.explore_text, state.explore_category, wanted, point, state.data_version, state.ready, minute],
    )


def look(session: Session, wanted: ExploreFilter) -> Findings:
    """Return what fits the words, the category and ``wanted``."""
    state, frame = session.state, frame_of(session, wanted)
    if wanted.days is not None:
        today = session.services.clock.now().astimezone(WIB).date()
        found = filter_events(_events(session, state.explore_text), wanted, frame, today)
        return Findings((), found.rows, found.left_out)
    here = state.here.point if state.here else None
    places = session.services.places
    rows = _places(session, state.explore_text, state.explore_category, here)
    fitting = filter_places(rows, wanted, frame, places.is_open) if wanted.count else Filtered(rows)
    if not state.explore_text.strip():
        return Findings(places.hits(fitting.rows, here), None, fitting.left_out)
    best = (place_hit(session, place.id) for place in fitting.rows)
    return Findings(tuple(hit for hit in best if hit), None, fitting.left_out)


def frame_of(session: Session, wanted: ExploreFilter) -> Frame:
    """Return the region and the middle of the circle that ``wanted`` names."""
    services, here = session.services, session.state.here
    region = services.regions.get(wanted.region_id) if wanted.region_id else None
    if wanted.around_id is None:
        return Frame(region, here.point if here else None)
    around = services.places.get(wanted.around_id)
    return Frame(region, around.point if around else None)


def _events(session: Session, text: str) -> tuple[Event, ...]:
    events = session.services.events
    if not text.strip():
        return events.all()
    found = session.services.finder.find(text, None, {Subject.EVENT}, limit=None)
    return tuple(event for one in found if (event := events.get(one.id)))


def _places(session: Session, text: str, category: str | None, here: Point | None) -> tuple[Place, ...]:
    """Return destinations: what fits ``text`` best first; all for an empty one."""
    places = session.services.places
    rows: Iterable[Place | None] = places.all()
    if text.strip():
        found = session.services.finder.find(text, here, {Subject.DESTINATION}, limit=None)
        rows = (places.get(one.id) for one in found)
    return tuple(place for place in rows if place and category in (None, place.category))


def by_name(session: Session, hits: tuple[PlaceHit, ...]) -> tuple[PlaceHit, ...]:
    """Return the same hits ordered by their name in the page's language."""
    language = session.state.language
    return tuple(sorted(hits, key=lambda hit: hit.place.name.in_language(language).casefold()))


def place_hit(session: Session, place_id: str) -> PlaceHit | None:
    """Return one place with its distance from here, None when there is no such place."""
    place = session.services.places.get(place_id)
    if place is None:
        return None
    here = session.state.here
    if here is None or place.point is None:
        return PlaceHit(place, None, None)
    start = here.point
    return PlaceHit(place, geo.distance_m(start, place.point), geo.bearing_deg(start, place.point))


def row_words(session: Session, hit: PlaceHit) -> PlaceWords:
    """Return what the row of ``hit`` shows."""
    place, language = hit.place, session.state.language
    regency = session.services.regions.get(place.regency_id)
    parts = [category_words(session, place.category), regency.name if regency else place.district]
    parts.append(hours_words(session, place))
    return PlaceWords(
        id=place.id,
        category=place.category,
        title=place.name.in_language(language),
        line=" · ".join(part for part in parts if part),
        summary=first_sentence(place.summary.in_language(language)),
        distance=distance_words(session, hit),
        precision=short_precision(session, place),
    )


def distance_words(session: Session, hit: PlaceHit) -> str | None:
    """Return "1,1 km ke barat laut", with "sekitar" for a coarse position; None when not known."""
    return away_words(session, hit.distance_m, hit.bearing_deg, hit.place.precision_m)


def away_words(
    session: Session, metres: float | None, bearing: float | None, precision_m: float | None
) -> str | None:
    """Return "1,1 km ke barat laut", with "sekitar" for a coarse position; None when not known."""
    if metres is None or bearing is None:
        return None
    text = session.text
    name = "explore.distance_about" if is_coarse(precision_m) else "explore.distance"
    direction = text(f"direction.{geo.direction(bearing).value}")
    return text(name, distance=text.distance(metres), direction=direction)


def short_precision(session: Session, place: Place | Business) -> str | None:
    """Return the warning of a row: no position, or one that is only estimated; None for a good one."""
    if place.point is None:
        return session.text("explore.position.none")
    if place.precision_m is None or is_coarse(place.precision_m):
        return session.text("explore.position.about")
    return None


def event_pin_of(session: Session, event: Event) -> Pin | None:
    """Return the event's pin; None without a position."""
    if event.point is None:
        return None
    return Pin(
        id=event.id,
        point=event.point,
        label=event.name.in_language(session.state.language),
        icon=ft.Icons.CELEBRATION_ROUNDED,
        tone="gold",
        hollow=event.precision_m is None or is_coarse(event.precision_m),
        precision_m=event.precision_m,
    )


def pin_of(session: Session, place: Place) -> Pin | None:
    """Return the place's pin; None without a position. An estimated position is hollow, with its circle."""
    if place.point is None:
        return None
    return Pin(
        id=place.id,
        point=place.point,
        label=f"{place.name.in_language(session.state.language)} · {category_words(session, place.category)}",
        icon=ICONS.get(place.category, ft.Icons.PLACE_ROUNDED),
        tone="info",
        hollow=place.precision_m is None or is_coarse(place.precision_m),
        precision_m=place.precision_m,
    )
