"""Reading parameters as their senders mean them; what is wrong is noted, one fault a parameter."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from gateway.clock import WIB
from gateway.open311.errors import Fault, Refused

_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:T(?P<time>\d\d:\d\d(?::\d\d)?)(?P<fraction>\.\d{1,9})?(?P<offset>Z|[+ -]\d\d:?\d\d)?)?",
    re.ASCII | re.IGNORECASE,
)
_SHOWN_NAME: Final = 40
_YEARS: Final = range(1971, 2100)
_SECOND: Final = timedelta(seconds=1)
_DAY: Final = timedelta(days=1)
_TICK: Final = timedelta(microseconds=1)


class Parameters:
    """The parameters of one request. An empty one counts as absent; ``faults`` collects what is wrong."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        self.faults: list[Fault] = []
        for name, value in pairs:
            if "\0" in name + value:
                self.refuse(name.replace("\0", "")[:_SHOWN_NAME], "Must not hold the character NUL.")
            if clean := value.replace("\0", "").strip():
                self._values.setdefault(name, []).append(clean)

    def refuse(self, name: str, why: str, status: int = 400) -> None:
        """Note a fault."""
        self.faults.append(Fault(status, f"{name}: {why}"))

    def require_none(self) -> None:
        """Raise when anything was wrong."""
        if self.faults:
            raise Refused(*self.faults)

    def all(self, name: str) -> list[str]:
        """Return every value given under ``name``."""
        return list(self._values.get(name, ()))

    def names(self) -> list[str]:
        """Return the names that have a value."""
        return list(self._values)

    def text(self, name: str, longest: int = 4000) -> str | None:
        """Return the (first) text."""
        value = next(iter(self._values.get(name, ())), None)
        if value is not None and len(value) > longest:
            self.refuse(name, f"At most {longest} characters.")
        return value

    def words(self, name: str, most: int) -> list[str]:
        """Return the values of a list: repeated, comma-separated, or both."""
        parts = (part.strip() for value in self.all(name) for part in value.split(","))
        found = list(dict.fromkeys(part for part in parts if part))
        if len(found) > most:
            self.refuse(name, f"At most {most} values.")
        return found

    def flag(self, name: str) -> bool:
        """Return a yes or no, no when absent."""
        value = (self.text(name) or "false").lower()
        if value not in {"true", "false", "1", "0"}:
            self.refuse(name, "Must be true or false.")
        return value in {"true", "1"}

    def count(self, name: str, default: int, least: int, most: int) -> int:
        """Return a whole number within limits."""
        value = self.text(name)
        if value is None:
            return default
        if not re.fullmatch(r"\d{1,9}", value, re.ASCII) or not least <= int(value) <= most:
            self.refuse(name, f"Must be a whole number from {least} to {most}.")
            return default
        return int(value)

    def degrees(self, name: str, limit: float) -> float | None:
        """Return a latitude or longitude in decimal degrees."""
        value = self.text(name)
        if value is None:
            return None
        number = _number(value)
        if number is None or abs(number) > limit:
            self.refuse(name, f"Must be decimal degrees from -{limit:g} to {limit:g}.")
            return None
        return number

    def moment(self, name: str, *, is_end: bool = False) -> datetime | None:
        """Return a time in UTC; of a day or a whole second the very end when ``is_end``."""
        value = self.text(name)
        if value is None:
            return None
        found = read_moment(value, is_end=is_end)
        if found is None:
            self.refuse(name, "Must be a time in ISO 8601 like 2026-11-21T08:00:00+07:00.")
        return found


def read_moment(text: str, *, is_end: bool = False) -> datetime | None:
    """Return the time in UTC that ``text`` means, None when it means none.

    A plus sign that became a blank on the way is one again; without an offset it is Bengkulu's time. A day
    alone begins at midnight in Bengkulu and ends at the next, so that no evening is lost.
    """
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return None
    try:
        day = date.fromisoformat(match["day"])
        if day.year not in _YEARS:
            return None
        if match["time"] is None:
            start = datetime.combine(day, time(), WIB)
            return (start + _DAY - _TICK if is_end else start).astimezone(UTC)
        moment = datetime.fromisoformat(f"{match['day']}T{match['time']}{_offset(match['offset'])}")
    except ValueError:
        return None
    moment += _fraction(match["fraction"]) if match["fraction"] else (_SECOND - _TICK) * is_end
    return moment.astimezone(UTC)


def _offset(text: str | None) -> str:
    if text is None:
        return "+07:00"
    return "+00:00" if text in "Zz" else text.replace(" ", "+")


def _fraction(text: str) -> timedelta:
    return timedelta(microseconds=int(text[1:7].ljust(6, "0")))


def _number(text: str) -> float | None:
    if not re.fullmatch(r"[+-]?\d{1,4}(\.\d{0,18})?", text, re.ASCII):
        return None
    value = float(text)
    return value if math.isfinite(value) else None
