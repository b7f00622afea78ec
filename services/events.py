"""Events of the province: which come soon, and of which nobody has said when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from services.models import Edition, Event
from services.source import Age, Source

SOON_DAYS = 90


@dataclass(frozen=True, slots=True)
class Upcoming:
    """An event with the edition that is on or comes next."""

    event: Event
    edition: Edition


class EventRepository:
    """Read-only view of the ``events`` collection."""

    def __init__(self, events: Source[Event]) -> None:
        self._events = events

    @property
    def age(self) -> Age:
        """Return how old the rows are."""
        return self._events.age

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call ``callback`` after every change of the rows, until the returned function is called."""
        return self._events.subscribe(callback)

    def all(self) -> tuple[Event, ...]:
        """Return every event."""
        return self._events.rows()

    def get(self, event_id: str) -> Event | None:
        """Return one event, None when it is unknown."""
        return self._events.get(event_id)

    def upcoming(self, today: date, days: int = SOON_DAYS) -> tuple[Upcoming, ...]:
        """Return what is on at ``today`` or begins within ``days``, the earliest first."""
        until = today + timedelta(days=days)
        return tuple(one for one in self._dated(today) if one.edition.first <= until)

    def later(self, today: date, days: int = SOON_DAYS) -> tuple[Upcoming, ...]:
        """Return what is known to begin after ``days``, the earliest first."""
        until = today + timedelta(days=days)
        return tuple(one for one in self._dated(today) if one.edition.first > until)

    def undated(self, today: date) -> tuple[Event, ...]:
        """Return the events whose next days are not known at ``today``, by name."""
        rows = [event for event in self._events.rows() if event.next_edition(today) is None]
        return tuple(sorted(rows, key=lambda event: event.name.id.casefold()))

    def _dated(self, today: date) -> list[Upcoming]:
        found = [
            Upcoming(event, edition)
            for event in self._events.rows()
            if (edition := event.next_edition(today)) is not None
        ]
        return sorted(found, key=lambda one: (one.edition.first, one.event.name.id.casefold()))
