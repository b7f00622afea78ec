"""Rows of ``routes``: destinations in the order of a visit."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from gateway.content.row_parts import BothLanguages, Identifier, Row, Strict, Text

MOST_STOPS, MOST_DAYS = 25, 14


class RouteStop(Strict):
    """One destination of a route, with what to know of it there."""

    destination_id: Identifier
    note: BothLanguages | None = None


class RouteRow(Row):
    """``routes``. ``verified: suggestion``: put together from the list, and nobody has travelled it to check.

    Its length is nowhere written: the app computes it from the positions of today.
    """

    name: BothLanguages
    summary: BothLanguages
    stops: Annotated[list[RouteStop], Field(min_length=2, max_length=MOST_STOPS)]
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    season: BothLanguages | None = None
    safety: BothLanguages | None = None
    author: Text | None = None
    verified: Literal["source", "memory", "suggestion"]

    def owed(self) -> list[tuple[str, str]]:
        """Return (field, reason) when a destination is a stop twice."""
        ids = [stop.destination_id for stop in self.stops]
        twice = next((one for one in ids if ids.count(one) > 1), None)
        return [("stops", f"{twice} is a stop twice")] if twice else []
