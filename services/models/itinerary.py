"""Routes that were put together: destinations in the order of a visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.models import wire
from services.models.text import LocalText


@dataclass(frozen=True, slots=True)
class ItineraryStop:
    """One destination of a route, with what to know of it there."""

    place_id: str
    note: LocalText | None

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> ItineraryStop:
        """Read one of the ``stops`` of a route; raises ``WireError``."""
        return cls(wire.text(row, "destination_id"), LocalText.optional(row, "note"))


@dataclass(frozen=True, slots=True)
class Itinerary:
    """A route. ``verified`` "suggestion": put together from the list, nobody has travelled it to check.

    It has no length of its own: that follows from where its places lie today (``services/itineraries.py``).
    """

    id: str
    name: LocalText
    summary: LocalText
    stops: tuple[ItineraryStop, ...]
    days: int
    season: LocalText | None
    safety: LocalText | None
    author: str | None
    source: str
    verified: str

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Itinerary:
        """Read one ``routes`` row; raises ``WireError``."""
        return cls(
            id=wire.text(row, "id"),
            name=LocalText.from_wire(row, "name"),
            summary=LocalText.from_wire(row, "summary"),
            stops=tuple(ItineraryStop.from_wire(stop) for stop in wire.objects(row, "stops")),
            days=int(wire.number(row, "days")),
            season=LocalText.optional(row, "season"),
            safety=LocalText.optional(row, "safety"),
            author=wire.optional_text(row, "author"),
            source=wire.text(row, "source"),
            verified=wire.text(row, "verified"),
        )
