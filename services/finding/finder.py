"""The search of the app: one index over all parts, built when it is first needed and after changes."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from heapq import nsmallest

from services.catalogue import CatalogueSources
from services.clock import Clock
from services.finding import contents
from services.finding.contents import Part
from services.finding.entry import Entry, Found, Subject
from services.finding.index import EntryIndex
from services.geo import cartesian, quick_distance_m
from services.models import (
    Business,
    Event,
    Itinerary,
    Notice,
    Place,
    Point,
    Product,
    Programme,
    Region,
    Station,
)
from services.regions import RegionRepository
from services.source import Source

LIMIT = 20
# Scores nearer than this are equal: the nearer place comes first.
FINEST_SCORE = 2
# Entries taken in between two looks at what else waits: a few milliseconds in a browser.
STEP = 20


@dataclass(frozen=True, slots=True)
class FinderSources:
    """The collections that are searched beside those of the catalogue."""

    places: Source[Place]
    events: Source[Event]
    stations: Source[Station]
    regions: Source[Region]
    products: Source[Product]
    businesses: Source[Business]
    notices: Source[Notice]
    programmes: Source[Programme]
    itineraries: Source[Itinerary]


class Finder:
    """Finds whatever the parts hold. Nothing is indexed before the first search (or :meth:`prepare`)."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        """Search ``parts``; the order of parts and rows decides between equals."""
        self._parts = parts
        self._index: EntryIndex | None = None
        self._seen: tuple[tuple[object, ...], ...] = ()
        self._preparing = asyncio.Lock()

    @classmethod
    def over(
        cls, sources: FinderSources, catalogue: CatalogueSources, regions: RegionRepository, clock: Clock
    ) -> Finder:
        """Return the finder over everything that residents look for."""
        return cls(
            (
                Part(sources.places, partial(contents.destination, regions=regions)),
                Part(sources.events, partial(contents.event, regions=regions)),
                Part(sources.products, partial(contents.product, regions=regions)),
                Part(
                    sources.businesses,
                    partial(contents.business, regions=regions, products=sources.products),
                ),
                Part(sources.stations, partial(contents.station, regions=regions)),
                Part(catalogue.services, contents.service),
                Part(sources.programmes, contents.programme),
                Part(sources.notices, partial(contents.notice, regions=regions, clock=clock)),
                Part(sources.itineraries, partial(contents.itinerary, places=sources.places)),
                Part(sources.regions, partial(contents.region, regions=regions)),
            )
        )

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._current().entries)

    async def prepare(self) -> None:
        """Build the index in small steps, so that typing and drawing go on meanwhile."""
        async with self._preparing:  # two screens may ask at once: one of them does it
            if self._is_current():
                return
            seen, index = self._rows(), EntryIndex()
            for number, entry in enumerate(self.entries()):
                index.add(entry)
                if number % STEP == 0:
                    await asyncio.sleep(0)
            self._index, self._seen = index.close(), seen

    def find(
        self,
        text: str,
        here: Point | None = None,
        subjects: Collection[Subject] | None = None,
        limit: int | None = LIMIT,
    ) -> tuple[Found, ...]:
        """Return what fits ``text``, best first; of equals the nearest to ``here``.

        ``subjects``: only these. An empty text finds nothing.
        """
        index = self._current()
        entries = index.entries
        found = index.search(text)
        if subjects is not None:
            found = {doc: score for doc, score in found.items() if entries[doc].subject in subjects}
        origin = cartesian(here) if here else None

        def rank(doc: int) -> tuple[float, float, int]:
            point = entries[doc].point if origin else None
            away = quick_distance_m(origin, cartesian(point)) if origin and point else float("inf")
            return (-round(found[doc], FINEST_SCORE), away, doc)

        best = sorted(found, key=rank) if limit is None else nsmallest(limit, found, key=rank)
        return tuple(Found(entries[doc].subject, entries[doc].id, found[doc]) for doc in best)

    def _current(self) -> EntryIndex:
        if self._index is None or not self._is_current():
            index = EntryIndex()
            self._seen = self._rows()
            for entry in self.entries():
                index.add(entry)
            self._index = index.close()
        return self._index

    def entries(self) -> Iterator[Entry]:
        """Yield what can be found of the rows of now, part by part."""
        for part in self._parts:
            yield from part.entries()

    def _rows(self) -> tuple[tuple[object, ...], ...]:
        return tuple(part.source.rows() for part in self._parts)

    def _is_current(self) -> bool:
        rows = self._rows()
        return (
            self._index is not None
            and len(rows) == len(self._seen)
            and all(now is then or now == then for now, then in zip(rows, self._seen, strict=True))
        )
