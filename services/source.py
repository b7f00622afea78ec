"""What the repositories read from: rows that are already on this device."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar

Row = TypeVar("Row")
Row_co = TypeVar("Row_co", covariant=True)
Value = TypeVar("Value")


class Age(Protocol):
    """How old rows are: when they were last pulled, or the date of the packaged seed."""

    @property
    def synced_at(self) -> datetime | None:
        """Return the time of the last pull, None when there was none."""

    @property
    def seed_date(self) -> date | None:
        """Return the date of the seed content, None when there is none."""


class Source(Protocol[Row_co]):
    """A local collection; reading never waits for a network."""

    def rows(self) -> tuple[Row_co, ...]:
        """Return all rows, in a stable order."""

    def get(self, row_id: str, /) -> Row_co | None:
        """Return the row with that id, None when there is none."""

    @property
    def age(self) -> Age:
        """Return how old the rows are."""

    def subscribe(self, callback: Callable[[], None], /) -> Callable[[], None]:
        """Call ``callback`` after every change, until the returned function is called."""


class Derived(Generic[Row, Value]):
    """A value computed from all rows of a source, kept until the rows change."""

    def __init__(self, source: Source[Row], build: Callable[[tuple[Row, ...]], Value]) -> None:
        self._source = source
        self._build = build
        self._seen: tuple[Row, ...] | None = None
        self._value: Value | None = None

    def get(self) -> Value:
        """Return the value for the rows of now."""
        rows = self._source.rows()
        if self._value is None or (rows is not self._seen and rows != self._seen):
            self._value = self._build(rows)
        self._seen = rows
        return self._value
