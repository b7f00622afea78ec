"""What a kiosk shows while nobody is there: places near it and what is on soon. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.events import Upcoming
from services.geo import distance_m
from services.models import LocalText, Place, Point

PLACES_MAX, EVENTS_MAX = 9, 3
EVENT_CATEGORY = "culture"


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture: the drawing of ``category``, a name, one sentence; ``upcoming`` for an event with days."""

    category: str
    title: LocalText
    words: LocalText
    upcoming: Upcoming | None = None
    distance_m: float | None = None


def slides(places: Iterable[Place], events: Sequence[Upcoming], at: Place | None = None) -> tuple[Slide, ...]:
    """Return the pictures: the place ``at`` first, then the nearest of each category, events in between."""
    here = at.point if at else None
    chosen = _varied(_nearest(places, here) if here else _by_name(places))
    others = [_of_place(place, here) for place in chosen if at is None or place.id != at.id]
    shown = [_of_place(at, None), *others] if at else others
    shown = shown[:PLACES_MAX]
    for number, one in enumerate(events[:EVENTS_MAX]):
        shown.insert(min(len(shown), 2 + number * 3), _of_event(one))
    return tuple(shown)


def _nearest(places: Iterable[Place], here: Point) -> list[Place]:
    placed = [(distance_m(here, place.point), place) for place in places if place.point]
    return [place for _, place in sorted(placed, key=lambda pair: pair[0])]


def _by_name(places: Iterable[Place]) -> list[Place]:
    return sorted(places, key=lambda place: place.name.id.casefold())


def _varied(places: list[Place]) -> list[Place]:
    """Return the first place of each category: each has a drawing of its own."""
    first: dict[str, Place] = {}
    for place in places:
        first.setdefault(place.category, place)
    return list(first.values())


def _of_place(place: Place, here: Point | None) -> Slide:
    far = distance_m(here, place.point) if here and place.point else None
    return Slide(place.category, place.name, place.summary, None, far)


def _of_event(one: Upcoming) -> Slide:
    return Slide(EVENT_CATEGORY, one.event.name, one.event.summary, one)
