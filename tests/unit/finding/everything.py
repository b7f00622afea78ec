"""The finder over the content that the app comes with."""

from __future__ import annotations

from services.catalogue import CatalogueSources
from services.finding import Entry, Finder, Found, Subject
from services.finding.finder import FinderSources
from services.models import (
    Agency,
    Business,
    EmergencyNumber,
    Event,
    Itinerary,
    Notice,
    Operator,
    Place,
    Product,
    Programme,
    PublicService,
    Region,
    Station,
)
from services.regions import RegionRepository
from tests.unit.finding.rows import Rows, StillClock, content

LETTERS = {
    Subject.DESTINATION: "d",
    Subject.EVENT: "e",
    Subject.PRODUCT: "p",
    Subject.BUSINESS: "b",
    Subject.STATION: "w",
    Subject.SERVICE: "s",
    Subject.NOTICE: "n",
    Subject.PROGRAMME: "p",
    Subject.ITINERARY: "i",
    Subject.REGION: "r",
}


def key(one: Entry | Found) -> str:
    """Return the id with the letter of its subject, as the labelled queries name it."""
    return f"{LETTERS[one.subject]}:{one.id}"


def finder(
    notices: Rows[Notice] | None = None,
    places: Rows[Place] | None = None,
    businesses: Rows[Business] | None = None,
    programmes: Rows[Programme] | None = None,
) -> Finder:
    """Return the finder over the packaged content, or over other rows where they are given."""
    regions = content("regions", Region)
    sources = FinderSources(
        places or content("destinations", Place),
        content("events", Event),
        content("wifi-stations", Station),
        regions,
        content("products", Product),
        businesses or content("businesses", Business),
        notices or content("notices", Notice),
        programmes or content("programmes", Programme),
        content("routes", Itinerary),
    )
    catalogue = CatalogueSources(
        content("services", PublicService),
        content("agencies", Agency),
        content("operators", Operator),
        content("emergency-numbers", EmergencyNumber),
    )
    return Finder.over(sources, catalogue, RegionRepository(regions), StillClock())
