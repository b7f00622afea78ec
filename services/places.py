"""Destinations of the province: find by words and category, nearest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from services.geo import bearing_deg
from services.models import Place, Point
from services.open_now import OpenNow
from services.ranking import by_distance
from services.regions import RegionRepository
from services.search import TextIndex
from services.source import Age, Derived, Source


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A found place. Distance in metres and bearing in degrees are None when either position is unknown."""

    place: Place
    distance_m: float | None
    bearing_deg: float | None


class PlaceRepository:
    """Read-only view of the ``destinations`` collection."""

    def __init__(
        self, places: Source[Place], regions: RegionRepository, open_now: OpenNow | None = None
    ) -> None:
        """Read from ``places``; without ``open_now`` nobody knows what is open."""
        self._places = places
        self._regions = regions
        self._open_now = open_now
        self._text: Derived[Place, TextIndex] = Derived(
            places, lambda rows: TextIndex((row.id, self._texts(row)) for row in rows)
        )

    @property
    def age(self) -> Age:
        """Return how old the rows are."""
        return self._places.age

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` after every change of the rows, until the returned function is called."""
        return self._places.subscribe(callback)

    def all(self) -> tuple[Place, ...]:
        """Return every place."""
        return self._places.rows()

    def get(self, place_id: str) -> Place | None:
        """Return one place, None when it is unknown."""
        return self._places.get(place_id)

    def is_open(self, place: Place) -> bool | None:
        """Say whether ``place`` is open now; None when that is not known."""
        return self._open_now(place.opening_hours) if self._open_now else None

    def categories(self) -> tuple[str, ...]:
        """Return the categories in use, the most frequent first."""
        names = [place.category for place in self._places.rows()]
        return tuple(sorted(set(names), key=lambda name: (-names.count(name), name)))

    def find(
        self,
        text: str = "",
        category: str | None = None,
        here: Point | None = None,
        limit: int | None = None,
        regency_id: str | None = None,
    ) -> tuple[PlaceHit, ...]:
        """Return what fits: nearest first when ``here`` is known, else by name; no position comes last."""
        rows = [
            place
            for place in self._fitting_text(text)
            if category in (None, place.category) and regency_id in (None, place.regency_id)
        ]
        return tuple(self._hits(rows, here)[:limit])

    def hits(self, rows: Iterable[Place], here: Point | None = None) -> tuple[PlaceHit, ...]:
        """Return ``rows`` nearest first when ``here`` is known, else by name; no position comes last."""
        return tuple(self._hits(rows, here))

    def near(self, point: Point, limit: int = 5, within_m: float = 20_000) -> tuple[PlaceHit, ...]:
        """Return places around ``point``, for "what else is near" on a station or a place."""
        hits = self.find(here=point)
        return tuple(hit for hit in hits if hit.distance_m is not None and hit.distance_m <= within_m)[:limit]

    def _fitting_text(self, text: str) -> tuple[Place, ...]:
        if not text.strip():
            return self.all()
        found = (self._places.get(hit.id) for hit in self._text.get().search(text))
        return tuple(place for place in found if place)

    def _hits(self, rows: Iterable[Place], here: Point | None) -> list[PlaceHit]:
        return [
            PlaceHit(place, metres, bearing_deg(here, place.point) if here and place.point else None)
            for place, metres in by_distance(rows, here, lambda p: p.point, lambda p: p.name.id)
        ]

    def _texts(self, place: Place) -> list[str]:
        path = self._regions.path(place.village_id) if place.village_id else None
        regency = self._regions.get(place.regency_id)
        around = [region.name for region in path] if path else [regency.name if regency else ""]
        return [
            f"{place.name.id} {place.name.en}",
            " ".join([*around, place.district or ""]),
            f"{place.category} {place.summary.id} {place.summary.en}",
        ]
