"""What each kind of row says to the search: a part for every collection.

A further kind of content is one more function here and one line in ``Finder.over``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from services.clock import Clock
from services.finding.bilingual import (
    BUSINESS_WORDS,
    CATEGORIES,
    DESTINATION_WORDS,
    EVENT_WORDS,
    ITINERARY_WORDS,
    NOTICE_WORDS,
    PRODUCT_WORDS,
    PROGRAMME_WORDS,
    TRADE,
)
from services.finding.entry import Entry, Subject
from services.models import (
    Business,
    Event,
    Itinerary,
    Lifecycle,
    LocalText,
    Notice,
    Place,
    Product,
    Programme,
    PublicService,
    Region,
    Station,
)
from services.regions import RegionRepository
from services.source import Source
from services.stations import KIND_WORDS, STATION_WORDS


@dataclass(frozen=True, slots=True)
class Part:
    """A collection and how its rows are told; ``tell`` returns None for a row that is not shown."""

    source: Source[Any]
    tell: Callable[[Any], Entry | None]

    def entries(self) -> Iterator[Entry]:
        """Yield what can be found of the rows of now."""
        for row in self.source.rows():
            entry = self.tell(row)
            if entry is not None:
                yield entry


def destination(row: Place, regions: RegionRepository) -> Entry:
    """Return what can be found of a destination."""
    kind = f"{CATEGORIES.get(row.category, '')} {DESTINATION_WORDS}"
    return Entry(
        Subject.DESTINATION,
        row.id,
        (*_both(row.name), *row.keywords),
        also=kind,
        around=f"{_around(regions, row.village_id, row.regency_id)} {row.district or ''}",
        more=f"{row.summary.id} {row.summary.en}",
        point=row.point,
    )


def event(row: Event, regions: RegionRepository) -> Entry:
    """Return what can be found of an event."""
    return Entry(
        Subject.EVENT,
        row.id,
        _both(row.name),
        also=EVENT_WORDS,
        around=f"{row.place} {_around(regions, None, row.regency_id)}",
        more=f"{row.summary.id} {row.summary.en}",
        point=row.point,
    )


def product(row: Product, regions: RegionRepository) -> Entry:
    """Return what can be found of a local product."""
    return Entry(
        Subject.PRODUCT,
        row.id,
        (*_both(row.name), *row.keywords),
        also=f"{TRADE.get(row.category, '')} {PRODUCT_WORDS}",
        around=_around(regions, None, row.regency_id),
        more=f"{row.summary.id} {row.summary.en}",
    )


def business(row: Business, regions: RegionRepository, products: Source[Product]) -> Entry:
    """Return what can be found of a business, also by what it sells."""
    sold = [product.name for name in row.product_ids if (product := products.get(name))]
    return Entry(
        Subject.BUSINESS,
        row.id,
        (row.name, *row.keywords),
        also=f"{TRADE.get(row.category, '')} {BUSINESS_WORDS}",
        around=f"{row.address or ''} {_around(regions, row.village_id, row.regency_id)}",
        more=" ".join(f"{text.id} {text.en}" for text in (row.summary, *sold)),
        point=row.point,
    )


def station(row: Station, regions: RegionRepository) -> Entry | None:
    """Return what can be found of a WiFi station, None for a retired one."""
    if row.lifecycle is Lifecycle.RETIRED:
        return None
    return Entry(
        Subject.STATION,
        row.id,
        (row.name,),
        also=f"{KIND_WORDS[row.kind]} {STATION_WORDS} {row.ssid or ''}",
        around=f"{row.address or ''} {_around(regions, row.village_id, row.regency_id)}",
        more=row.operator or "",
        point=row.point,
    )


def service(row: PublicService) -> Entry:
    """Return what can be found of a service."""
    return Entry(
        Subject.SERVICE,
        row.id,
        (*_both(row.name), *row.keywords),
        also=row.owner,
        more=" ".join(f"{text.id} {text.en}" for text in row.requirements),
    )


def programme(row: Programme) -> Entry:
    """Return what can be found of a programme."""
    more = f"{row.summary.id} {row.summary.en}" if row.summary else ""
    return Entry(Subject.PROGRAMME, row.id, _both(row.name), also=PROGRAMME_WORDS, more=more)


def notice(row: Notice, regions: RegionRepository, clock: Clock) -> Entry | None:
    """Return what can be found of a notice, None before it is published and after it expired."""
    if not row.is_current(clock.now()):
        return None
    return Entry(
        Subject.NOTICE,
        row.id,
        _both(row.title),
        also=NOTICE_WORDS if row.state is None else f"{NOTICE_WORDS} {PROGRAMME_WORDS}",
        around=f"{row.place or ''} {_around(regions, row.village_id, row.regency_id)}",
        more=f"{row.body.id} {row.body.en}",
        point=row.point,
    )


def itinerary(row: Itinerary, places: Source[Place]) -> Entry:
    """Return what can be found of a route; its places name it only weakly, they are found themselves."""
    stops = [place for stop in row.stops if (place := places.get(stop.place_id))]
    names = " ".join(f"{place.name.id} {place.name.en}" for place in stops)
    return Entry(
        Subject.ITINERARY,
        row.id,
        _both(row.name),
        also=ITINERARY_WORDS,
        more=f"{row.summary.id} {row.summary.en} {names}",
    )


def region(row: Region, regions: RegionRepository) -> Entry:
    """Return what can be found of a region: its name, its kind, and what it lies in."""
    above = []
    parent = regions.get(row.parent_id) if row.parent_id else None
    while parent is not None and parent.parent_id:
        above.append(parent.name)
        parent = regions.get(parent.parent_id)
    kind = "" if row.name.casefold().startswith(row.kind.casefold()) else row.kind
    return Entry(
        Subject.REGION,
        row.id,
        (row.name, f"{kind} {row.name}"),
        around=" ".join(above),
        point=row.centroid,
    )


def _both(text: LocalText) -> tuple[str, str]:
    return (text.id, text.en)


def _around(regions: RegionRepository, village_id: str | None, regency_id: str | None) -> str:
    path = regions.path(village_id) if village_id else None
    regency = regions.get(regency_id) if regency_id else None
    around = path or ((regency,) if regency else ())
    return " ".join(f"{region.kind} {region.name}" for region in around)
