"""A suggested route in words: how long, what kind of advice it is, and the text that is passed on."""

from __future__ import annotations

from dataclasses import replace

from services.models import Itinerary
from services.trips import Stop, Trip
from views import routes
from views.components.basics import Tone, tone
from views.components.map.pins import Pin
from views.components.verified import verified_tone, verified_words
from views.explore.findings import pin_of
from views.explore.plan_words import leg_words, name_of, stop_notes, total_words
from views.handoff import page_link
from views.state import Session

SUGGESTION = "suggestion"


def length_words(session: Session, trip: Trip) -> str:
    """Return "sekitar 2,9 km garis lurus"."""
    text = session.text
    return text("route.length", distance=text("plan.about", distance=text.distance(trip.total_m)))


def size_words(session: Session, itinerary: Itinerary, trip: Trip) -> str:
    """Return "6 tempat · 1 hari · sekitar 2,9 km garis lurus"."""
    return f"{visit_words(session, itinerary, trip)} · {length_words(session, trip)}"


def visit_words(session: Session, itinerary: Itinerary, trip: Trip) -> str:
    """Return "6 tempat · 1 hari"."""
    text = session.text
    stops, days = text.count("route.stops", len(trip.stops)), text.count("route.days", itinerary.days)
    return f"{stops} · {days}"


def advice_words(session: Session, itinerary: Itinerary) -> str:
    """Return whether anybody has checked the route."""
    if itinerary.verified == SUGGESTION:
        return session.text("route.suggestion")
    return verified_words(session, itinerary.verified)


def advice_tone(session: Session, itinerary: Itinerary) -> Tone:
    """Return the tone of :func:`advice_words`."""
    role = verified_tone(session, itinerary.verified)
    return replace(tone(session, "gold"), icon=role.icon) if itinerary.verified == SUGGESTION else role


def category_of(trip: Trip) -> str:
    """Return the category whose drawing stands for the route: that of its first stop."""
    return trip.stops[0].place.category if trip.stops else "other"


def numbered_pins(session: Session, trip: Trip) -> tuple[Pin, ...]:
    """Return a pin for every stop with its number."""
    places = [session.services.places.get(stop.place.id) for stop in trip.stops]
    pins = ((number, pin_of(session, place)) for number, place in enumerate(places, start=1) if place)
    return tuple(replace(pin, number=number) for number, pin in pins if pin is not None)


def note_words(session: Session, itinerary: Itinerary, stop: Stop) -> str | None:
    """Return what the route says of a stop, None for nothing."""
    found = next((one.note for one in itinerary.stops if one.place_id == stop.place.id), None)
    return found.in_language(session.state.language) if found else None


def shared_route(session: Session, itinerary: Itinerary) -> str:
    """Return what is passed on: name, advice, stops with their legs, length, warnings, link."""
    text, language = session.text, session.state.language
    trip = session.services.itineraries.trip(itinerary)
    lines = [itinerary.name.in_language(language), itinerary.summary.in_language(language)]
    lines.append(advice_words(session, itinerary))
    for number, stop in enumerate(trip.stops, start=1):
        lines.append(f"{number}. {name_of(session, stop.place)}")
        leg, note = leg_words(session, stop, first=False), note_words(session, itinerary, stop)
        lines += [f"   {words}" for words in (leg, note, *stop_notes(session, stop)) if words]
    lines.append(total_words(session, trip))
    if itinerary.safety is not None:
        lines.append(f"{text('explore.safety')}: {itinerary.safety.in_language(language)}")
    return "\n".join([*lines, page_link(session, routes.suggested_route(itinerary.id))])
