"""Lists of places that a person keeps on this device: saved ones, and the stops of a trip. Never sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.clock import Clock
from services.errors import TooManyStops
from services.models import LocalText, WireError, wire
from services.platform.base import Volume
from services.prefs import JSONDocument
from services.subscribers import Subscribers

_PLACES, _BY_HAND = "places", "by_hand"


class KeptKind(StrEnum):
    """What is kept."""

    DESTINATION = "destination"
    STATION = "station"
    BUSINESS = "business"


Key = tuple[KeptKind, str]
"""Kind and id: a station may have the id of a destination."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept place. ``name`` is that of the day it was kept, so that it can be named once it is gone."""

    kind: KeptKind
    id: str
    name: LocalText

    @property
    def key(self) -> Key:
        """Return kind and id, which name one place among all."""
        return self.kind, self.id

    def is_same(self, other: Kept) -> bool:
        """Return whether both stand for one place, whatever its name was."""
        return self.key == other.key

    def to_row(self) -> dict[str, Any]:
        """Return the row of the local file."""
        return {"kind": self.kind.value, "id": self.id, "name": {"id": self.name.id, "en": self.name.en}}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Kept:
        """Read a row of the local file; raises ``WireError`` or ``ValueError``."""
        return cls(KeptKind(wire.text(row, "kind")), wire.text(row, "id"), LocalText.from_wire(row, "name"))


class KeptPlaces:
    """One list in one precious file of the volume, in the order in which it is kept."""

    def __init__(self, volume: Volume, name: str, clock: Clock | None = None) -> None:
        self._document = JSONDocument(volume, name, clock=clock)
        self._subscribers = Subscribers()
        self._changing = asyncio.Lock()  # a change begins with what the one before has kept

    def all(self) -> tuple[Kept, ...]:
        """Return the list; a row that cannot be read is left out."""
        rows = self._document.get(_PLACES, [])
        found = (_read(row) for row in rows) if isinstance(rows, list) else ()
        return tuple(kept for kept in found if kept)

    def has(self, place: Kept) -> bool:
        """Return whether ``place`` is on the list."""
        return any(place.is_same(kept) for kept in self.all())

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` after every change, until the returned function is called."""
        return self._subscribers.add(callback)

    async def add(self, place: Kept) -> None:
        """Put ``place`` at the end, durable on return; nothing happens twice. Raises ``StorageError``."""
        async with self._changing:
            if not self.has(place):
                self._check_room()
                await self._keep((*self.all(), place))

    async def remove(self, place: Kept) -> None:
        """Take ``place`` off the list; raises ``StorageError``."""
        async with self._changing:
            await self._keep(kept for kept in self.all() if not kept.is_same(place))

    async def erase(self) -> None:
        """Forget the list with its older copies; raises ``StorageError``."""
        async with self._changing:
            await self._document.erase()
            self._subscribers.notify()

    def _check_room(self) -> None:
        """Raise when the list is full; this one never is."""

    async def _keep(self, places: Iterable[Kept], **more: bool) -> None:
        await self._document.update({_PLACES: [place.to_row() for place in places], **more})
        self._subscribers.notify()


class TripPlan(KeptPlaces):
    """The stops of a trip, in the order of the visit."""

    MAX_STOPS = 25

    @property
    def by_hand(self) -> bool:
        """Return whether the person chose the order; it is then left as it is."""
        return self._document.get(_BY_HAND) is True

    @property
    def is_full(self) -> bool:
        """Return whether no more stops fit: :meth:`add` then raises ``TooManyStops``."""
        return len(self.all()) >= self.MAX_STOPS

    async def arrange(self, keys: Iterable[Key], *, by_hand: bool) -> None:
        """Put the stops named by ``keys`` first, in that order, all others after them as they were.

        ``by_hand``: the person chose this order. Raises ``StorageError``.
        """
        async with self._changing:
            places = {place.key: place for place in self.all()}
            first = [places.pop(key) for key in keys if key in places]
            await self._keep([*first, *places.values()], by_hand=by_hand)

    async def replace(self, places: Sequence[Kept]) -> None:
        """Make ``places`` the plan, in a chosen order; raises ``TooManyStops``, ``StorageError``."""
        if len(places) > self.MAX_STOPS:
            raise TooManyStops(f"{self.MAX_STOPS} stops")
        async with self._changing:
            await self._keep(places, by_hand=True)

    def _check_room(self) -> None:
        if self.is_full:
            raise TooManyStops(f"{self.MAX_STOPS} stops")


def _read(row: Any) -> Kept | None:
    try:
        return Kept.from_row(row) if isinstance(row, dict) else None
    except (WireError, ValueError):
        return None
