"""What can be found: one entry for each row, whatever collection it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from services.models import Point


class Subject(StrEnum):
    """What an entry is about."""

    DESTINATION = "destination"
    EVENT = "event"
    PRODUCT = "product"
    BUSINESS = "business"
    STATION = "station"
    SERVICE = "service"
    NOTICE = "notice"
    PROGRAMME = "programme"
    ITINERARY = "itinerary"
    REGION = "region"


# How much a fitting entry counts: a visitor who writes "Linau" means the beach before the village.
WEIGHTS: Mapping[Subject, float] = MappingProxyType(
    {
        Subject.DESTINATION: 1.0,
        Subject.SERVICE: 0.97,
        Subject.STATION: 0.96,
        Subject.EVENT: 0.95,
        Subject.PRODUCT: 0.95,
        Subject.BUSINESS: 0.95,
        Subject.NOTICE: 0.9,
        Subject.PROGRAMME: 0.9,
        Subject.ITINERARY: 0.9,
        Subject.REGION: 0.85,
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to find, its texts by falling weight.

    ``names``: what it is called, in any language. ``also``: other words that mean it, its kind in both
    languages. ``around``: where it is. ``more``: what else is written about it.
    """

    subject: Subject
    id: str
    names: tuple[str, ...]
    also: str = ""
    around: str = ""
    more: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A found entry; scores (higher is better) compare within one query only."""

    subject: Subject
    id: str
    score: float
