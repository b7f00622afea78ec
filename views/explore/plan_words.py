"""A trip in words: legs, order, crossings, and the text that is passed on."""

from __future__ import annotations

from services.clustering import is_coarse
from services.spots import Spot
from services.tour import EXACT_STOPS
from services.trips import Stop, Trip, trip_of
from views.components.precision import precision_words
from views.explore.kept_words import kept_words
from views.handoff import page_link
from views.state import Session


def name_of(session: Session, place: Spot) -> str:
    """Return the name of a place in the page's language."""
    return place.name.in_language(session.state.language)


def leg_words(session: Session, stop: Stop, *, first: bool) -> str | None:
    """Return how far it is to ``stop`` in a straight line; None where the trip begins.

    ``first``: one comes from where one is.
    """
    if stop.leg_m is None:
        return None
    text = session.text
    distance = text.distance(stop.leg_m)
    if stop.about:
        distance = text("plan.about", distance=distance)
    return text("plan.leg.here" if first else "plan.leg", distance=distance)


def stop_notes(session: Session, stop: Stop) -> list[str]:
    """Return what a traveller must know of ``stop``: ways over water, a position that is an estimate."""
    notes = [session.text(f"plan.crossing.{crossing.value}") for crossing in stop.crossings]
    place = stop.place
    if place.precision_m is None or is_coarse(place.precision_m):
        notes.append(precision_words(session, place.point, place.precision_m))
    return notes


def order_words(session: Session, stops: int) -> str:
    """Return who made the order and how good it is."""
    if session.services.plan.by_hand:
        return session.text("plan.order.hand")
    return session.text("plan.order.exact" if stops <= EXACT_STOPS else "plan.order.short")


def total_words(session: Session, trip: Trip) -> str:
    """Return the length of the whole trip, and that it is one of straight lines."""
    text = session.text
    return text("plan.total", distance=text("plan.about", distance=text.distance(trip.total_m)))


def shared_trip(session: Session) -> str:
    """Return the plan as text with links. It says nothing of where the person is."""
    services, text = session.services, session.text
    trip = trip_of(services.plan.all(), services.spots.get, None)
    lines = [text("plan.shared")]
    for number, stop in enumerate(trip.stops, start=1):
        lines.append(f"{number}. {name_of(session, stop.place)}")
        leg = leg_words(session, stop, first=False)
        lines += [f"   {words}" for words in ([leg] if leg else []) + stop_notes(session, stop)]
        lines.append(f"   {_link(session, stop.place)}")
    for place in trip.unplaced:
        lines.append(f"– {name_of(session, place)}: {text('explore.position.none')}")
        lines.append(f"   {_link(session, place)}")
    if len(trip.stops) > 1:
        lines.append(total_words(session, trip))
    return "\n".join(lines)


def _link(session: Session, place: Spot) -> str:
    """Return the link to the page of a place; nothing when it went while this was written."""
    path = kept_words(session, place.kept).path
    return page_link(session, path) if path else ""
