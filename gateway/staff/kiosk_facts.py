"""How a kiosk is, in words: when it was last heard of, how old its content is, what its clock shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from gateway.clock import WIB
from gateway.kiosks.tables import Kiosk
from gateway.staff.words import moment_text, say

SILENT_AFTER: Final = timedelta(hours=1)
"""Twelve heartbeats that did not come."""

OLD_CONTENT: Final = timedelta(days=14)
WRONG_CLOCK: Final = timedelta(minutes=2)
_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_ORDER: Final = ("silent", "never", "well")


@dataclass(frozen=True, slots=True)
class KioskFacts:
    """A kiosk with sentences about it; ``state`` is ``well``, ``silent`` or ``never``.

    An empty sentence: nothing is known. ``troubles`` names what needs somebody: ``content``, ``clock``.
    """

    kiosk: Kiosk
    state: str
    seen: str
    last: str
    content: str
    clock: str
    waiting: str
    troubles: frozenset[str]


def facts_of(kiosk: Kiosk, now: datetime, language: str) -> KioskFacts:
    """Return what is known of a kiosk at ``now``, in the language of the desk."""
    state = _state(kiosk, now)
    if kiosk.last_seen_at is None:
        return KioskFacts(kiosk, state, say(language, "kiosk.never"), "", "", "", "", frozenset())
    span = span_text(now - kiosk.last_seen_at, language)
    content, is_old = _content(kiosk, now, language)
    clock, is_wrong = _clock(kiosk, language)
    troubles = {name for name, is_bad in (("content", is_old), ("clock", is_wrong)) if is_bad}
    waiting = say(language, "kiosk.waiting", count=kiosk.waiting) if kiosk.waiting else ""
    seen = say(language, f"kiosk.{state}", span=span)
    last = _moment(kiosk.last_seen_at, now, language)
    return KioskFacts(kiosk, state, seen, last, content, clock, waiting, frozenset(troubles))


def worst_first(facts: KioskFacts) -> tuple[int, str]:
    """Return what kiosks are sorted by: the silent ones first, then by name."""
    return _ORDER.index(facts.state), facts.kiosk.name


def span_text(span: timedelta, language: str) -> str:
    """Return a length of time in its largest whole unit: 4 minutes, 9 hours (up to two days), 3 days."""
    if span < _HOUR:
        unit, count = "minute", max(1, span // _MINUTE)
    elif span < 2 * _DAY:
        unit, count = "hour", span // _HOUR
    else:
        unit, count = "day", span // _DAY
    return say(language, f"span.{unit}" if count == 1 else f"span.{unit}s", count=count)


def _state(kiosk: Kiosk, now: datetime) -> str:
    if kiosk.last_seen_at is None:
        return "never"
    return "silent" if now - kiosk.last_seen_at >= SILENT_AFTER else "well"


def _content(kiosk: Kiosk, now: datetime, language: str) -> tuple[str, bool]:
    """Return how old the content is, and whether that is a trouble; days, as nobody waits for minutes."""
    if kiosk.content_at is None:
        return say(language, "kiosk.content_unknown"), False
    age = now - kiosk.content_at
    if age < -_DAY:
        return say(language, "kiosk.content_future"), True
    if age < _DAY:
        return say(language, "kiosk.content_new"), False
    days = age // _DAY
    span = say(language, "span.day" if days == 1 else "span.days", count=days)
    return say(language, "kiosk.content_age", span=span), age >= OLD_CONTENT


def _clock(kiosk: Kiosk, language: str) -> tuple[str, bool]:
    ahead = timedelta(seconds=kiosk.clock_ahead_s or 0)
    if abs(ahead) < WRONG_CLOCK:
        return say(language, "kiosk.clock_right"), False
    name = "kiosk.clock_ahead" if ahead > timedelta() else "kiosk.clock_behind"
    return say(language, name, span=span_text(abs(ahead), language)), True


def _moment(moment: datetime, now: datetime, language: str) -> str:
    text = moment_text(moment, language)
    if moment.astimezone(WIB).date() == now.astimezone(WIB).date():
        return say(language, "kiosk.today", time=text.rpartition(" ")[2])
    return text
