"""Whether something is open now, by its opening hours; each expression is read once."""

from __future__ import annotations

from services.clock import Clock
from services.opening_hours import Holidays, OpeningHours, OpeningHoursError, OpenKind, parse


class OpenNow:
    """Judges expressions at the time of the clock; ``holidays`` is what they mean by ``PH``."""

    def __init__(self, holidays: Holidays, clock: Clock) -> None:
        self._holidays = holidays
        self._clock = clock
        self._read: dict[str, OpeningHours | None] = {}

    def __call__(self, expression: str | None) -> bool | None:
        """Return whether it is open; None when that is not known or the expression cannot be read."""
        hours = self._hours(expression) if expression else None
        if hours is None:
            return None
        kind = hours.kind(self._clock.now())
        return None if kind is OpenKind.UNKNOWN else kind is OpenKind.OPEN

    def _hours(self, expression: str) -> OpeningHours | None:
        if expression not in self._read:
            try:
                self._read[expression] = parse(expression, self._holidays)
            except OpeningHoursError:
                # The importer refuses such a row; a cache written by hand may still hold one.
                self._read[expression] = None
        return self._read[expression]
