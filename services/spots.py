"""Where kept places are: a destination, a business and a WiFi station as one thing that a trip can visit."""

from __future__ import annotations

from dataclasses import dataclass

from services.kept_places import Kept, KeptKind, Key
from services.models import Business, LocalText, Place, Point, Station
from services.places import PlaceRepository
from services.stations import StationRepository
from services.trade import BusinessRepository


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as the content has it today, whatever its kind.

    ``precision_m`` bounds the error of ``point`` in metres (None: unknown). ``category`` and ``district``
    are those of a destination.
    """

    kept: Kept
    point: Point | None
    precision_m: float | None
    category: str = ""
    district: str | None = None

    @property
    def id(self) -> str:
        """Return the id among the places of its kind."""
        return self.kept.id

    @property
    def key(self) -> Key:
        """Return kind and id, which name one place among all."""
        return self.kept.key

    @property
    def can_visit(self) -> bool:
        """Return whether a trip can lead there; the page of a destination tells the way in words."""
        return self.point is not None or self.kept.kind is KeptKind.DESTINATION

    @property
    def name(self) -> LocalText:
        """Return what the place is called today."""
        return self.kept.name


def spot_of_place(place: Place) -> Spot:
    """Return a destination as a spot."""
    return Spot(keep_place(place), place.point, place.precision_m, place.category, place.district)


def keep_place(place: Place) -> Kept:
    """Return a destination as it is kept on a list."""
    return Kept(KeptKind.DESTINATION, place.id, place.name)


def keep_business(business: Business) -> Kept:
    """Return a business as it is kept on a list; its name is the same in every language."""
    return Kept(KeptKind.BUSINESS, business.id, LocalText(business.name, business.name))


def keep_station(station: Station) -> Kept:
    """Return a WiFi station as it is kept on a list; its name is the same in every language."""
    return Kept(KeptKind.STATION, station.id, LocalText(station.name, station.name))


class Spots:
    """Finds what is kept in the content of today."""

    def __init__(
        self, places: PlaceRepository, businesses: BusinessRepository, stations: StationRepository
    ) -> None:
        self._places, self._businesses, self._stations = places, businesses, stations

    def get(self, kept: Kept) -> Spot | None:
        """Return where ``kept`` is, None when it is gone from the content."""
        return self.find(*kept.key)

    def find(self, kind: KeptKind, row_id: str) -> Spot | None:
        """Return where the place of this kind and id is, None when there is none."""
        if kind is KeptKind.BUSINESS:
            business = self._businesses.get(row_id)
            return Spot(keep_business(business), business.point, business.precision_m) if business else None
        if kind is KeptKind.STATION:
            station = self._stations.get(row_id)
            return Spot(keep_station(station), station.point, station.precision_m) if station else None
        place = self._places.get(row_id)
        return spot_of_place(place) if place else None
