"""The stops of a suggested route in their order: the list twin of its map."""

from __future__ import annotations

import flet as ft

from services.models import Itinerary
from services.trips import Stop, Trip
from views import theme
from views.components.basics import card, column, heading, support
from views.components.boundary import safe_component
from views.explore.kept_row import kept_row
from views.explore.kept_words import kept_words
from views.explore.plan_words import leg_words, stop_notes
from views.explore.route_words import note_words
from views.state import Session, use_session


@safe_component
def RouteStops(itinerary: Itinerary, trip: Trip) -> ft.Control:
    """Every stop with its leg, its note, and what a traveller must know; then what is missing."""
    session = use_session()
    text = session.text
    rows: list[ft.Control] = [heading(session, text("route.list"))]
    rows += [_stop(session, itinerary, stop, number) for number, stop in enumerate(trip.stops, start=1)]
    for place in trip.unplaced:
        said, words = kept_words(session, place.kept), text("explore.position.none")
        rows.append(kept_row(session, said.icon, said.title, words, said.path, ()))
    if trip.gone:
        rows.append(support(session, text.count("route.gone", len(trip.gone))))
    return card(session, column(rows, theme.GAP_S))


def _stop(session: Session, itinerary: Itinerary, stop: Stop, number: int) -> ft.Control:
    said = kept_words(session, stop.place.kept)
    words = " · ".join(part for part in (leg_words(session, stop, first=False), said.line) if part)
    lines = [kept_row(session, said.icon, f"{number}. {said.title}", words, said.path, ())]
    note = note_words(session, itinerary, stop)
    if note:
        lines.append(support(session, note, color=session.colors.ink))
    lines += [
        support(session, words, color=session.colors.warning, bold=True)
        for words in stop_notes(session, stop)
    ]
    return ft.Container(key=stop.place.id, content=column(lines, theme.GAP_XS))
