"""Whether something is open now: each expression is read once, and judged once a minute."""

from __future__ import annotations

from datetime import datetime

from services.clock import Clock
from services.opening_hours import Holidays, OpeningHours, OpeningHoursError, OpenKind, parse


class OpenNow:
    """Judges expressions at the time of the clock; ``holidays`` is what they mean by ``PH``."""

    def __init__(self, holidays: Holidays, clock: Clock) -> None:
        self._holidays = holidays
        self._clock = clock
        self._read: dict[str, OpeningHours | None] = {}
        self._minute: datetime | None = None
        self._known: dict[str, bool | None] = {}

    def __call__(self, expression: str | None) -> bool | None:
        """Return whether it is open; None when that is not known or the expression cannot be read."""
        if not expression:
            return None
        minute = self._clock.now().replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute, self._known = minute, {}
        if expression not in self._known:
            self._known[expression] = self._judge(expression, minute)
        return self._known[expression]

    def _judge(self, expression: str, minute: datetime) -> bool | None:
        hours = self._hours(expression)
        kind = hours.kind(minute) if hours else OpenKind.UNKNOWN
        return None if kind is OpenKind.UNKNOWN else kind is OpenKind.OPEN

    def _hours(self, expression: str) -> OpeningHours | None:
        if expression not in self._read:
            try:
                self._read[expression] = parse(expression, self._holidays)
            except OpeningHoursError:
                # The importer refuses such a row; a cache written by hand may still hold one.
                self._read[expression] = None
        return self._read[expression]
