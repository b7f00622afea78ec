"""Routes as they stand: their stops with what the content says of them today, lengths in straight lines."""

from __future__ import annotations

from collections.abc import Callable

from services.kept_places import Kept, KeptKind
from services.models import Itinerary, LocalText
from services.places import PlaceRepository
from services.source import Age, Source
from services.spots import Spot, spot_of_place
from services.trips import Trip, trip_of


class ItineraryRepository:
    """Read-only view of the ``routes`` collection."""

    def __init__(self, itineraries: Source[Itinerary], places: PlaceRepository) -> None:
        self._itineraries = itineraries
        self._places = places

    @property
    def age(self) -> Age:
        """Return how old the rows are."""
        return self._itineraries.age

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` after every change of the rows, until the returned function is called."""
        return self._itineraries.subscribe(callback)

    def all(self) -> tuple[Itinerary, ...]:
        """Return every route in the order of the content."""
        return self._itineraries.rows()

    def get(self, route_id: str) -> Itinerary | None:
        """Return one route, None when it is unknown."""
        return self._itineraries.get(route_id)

    def trip(self, itinerary: Itinerary) -> Trip:
        """Return the route as a trip that begins at its first stop."""
        return trip_of(self._kept(itinerary), self._spot, None)

    def as_plan(self, itinerary: Itinerary) -> tuple[Kept, ...]:
        """Return the stops as the plan of a trip keeps them, without places that are gone."""
        return tuple(kept for kept in self._kept(itinerary) if self._places.get(kept.id))

    def _kept(self, itinerary: Itinerary) -> list[Kept]:
        return [self._keep(stop.place_id) for stop in itinerary.stops]

    def _spot(self, kept: Kept) -> Spot | None:
        place = self._places.get(kept.id)
        return spot_of_place(place) if place else None

    def _keep(self, place_id: str) -> Kept:
        place = self._places.get(place_id)
        return Kept(KeptKind.DESTINATION, place_id, place.name if place else LocalText(place_id, place_id))
