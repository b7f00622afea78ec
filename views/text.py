"""Words and numbers in the reader's language.

Every visible sentence has a message id in ``assets/locales/<language>/LC_MESSAGES/rafflesia.po``;
an id without a sentence raises :class:`MissingMessage`, so a forgotten one fails a test.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from copy import copy
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from services.clock import WIB

DOMAIN = "rafflesia"
LANGUAGES = ("id", "en")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class MissingMessage(KeyError):
    """A message id has no sentence in a catalogue."""


@cache
def _translations(locales: Path, language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, locales, languages=[language])


class Text:
    """Sentences, numbers, distances and times in one language ("id" or "en")."""

    def __init__(self, locales: Path, language: str) -> None:
        self.language = language if language in LANGUAGES else "id"
        self._translations = _translations(locales, self.language)
        self._instead: Mapping[str, str] = {}

    def instead(self, others: Mapping[str, str]) -> Text:
        """Return these words, with the sentences named in ``others`` (message id by message id) changed."""
        changed = copy(self)
        changed._instead = others
        return changed

    def __call__(self, message_id: str, **values: object) -> str:
        """Return the sentence ``message_id`` with ``{name}`` fields filled; raises ``MissingMessage``."""
        message_id = self._instead.get(message_id, message_id)
        sentence = self._translations.gettext(message_id)
        if sentence == message_id:
            raise MissingMessage(message_id)
        return sentence.format(**values) if values else sentence

    def has(self, message_id: str) -> bool:
        """Return whether the catalogue knows ``message_id``."""
        return self._translations.gettext(message_id) != message_id

    def count(self, message_id: str, n: int, **values: object) -> str:
        """Return the sentence for ``n`` things ("{n}" is filled); raises ``MissingMessage``."""
        plural = f"{message_id}.many"
        sentence = self._translations.ngettext(message_id, plural, n)
        if sentence in (message_id, plural):
            raise MissingMessage(message_id)
        return sentence.format(n=self.number(n), **values)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number with the language's separators: 1.234,5 or 1,234.5."""
        english = f"{value:,.{decimals}f}"
        return english if self.language == "en" else english.translate(str.maketrans(",.", ".,"))

    def distance(self, metres: float) -> str:
        """Return "350 m" to the nearest 10 m, or "1,1 km", "25 km"."""
        if metres < 995:
            return f"{max(10, round(metres, -1)):.0f} m"
        kilometres = metres / 1000
        return f"{self.number(kilometres, 1 if kilometres < 10 else 0)} km"

    def accuracy(self, metres: float | None) -> str:
        """Return "±12 m", or the words for an unknown accuracy."""
        return self("unit.accuracy_unknown") if metres is None else f"±{self.number(max(1, metres))} m"

    def ago(self, then: datetime, now: datetime) -> str:
        """Return "baru saja", "4 menit lalu", … or the date when older than 30 days."""
        age = now - then
        if age < MINUTE:
            return self("time.just_now")
        if age < HOUR:
            return self.count("time.minutes_ago", age // MINUTE)
        if age < DAY:
            return self.count("time.hours_ago", age // HOUR)
        if age < 30 * DAY:
            return self.count("time.days_ago", age // DAY)
        return self.date(then.astimezone(WIB).date())

    def date(self, day: date) -> str:
        """Return "21 November 2026" with the month in the language."""
        return f"{day.day} {self(f'month.{day.month}')} {day.year}"

    def clock(self, moment: datetime) -> str:
        """Return the time of day in WIB: "16.00" in Indonesian, "16:00" in English."""
        return moment.astimezone(WIB).strftime("%H:%M" if self.language == "en" else "%H.%M")

    def moment(self, moment: datetime) -> str:
        """Return date and time in WIB: "21 November 2026, 16.00 WIB"."""
        return f"{self.date(moment.astimezone(WIB).date())}, {self.clock(moment)} WIB"
