"""When a visit is over: a pure state machine on a clock that never jumps. Times in seconds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Presence(StrEnum):
    """Whether somebody is there."""

    HERE = "here"
    LEAVING = "leaving"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class IdleTimes:
    """How long nobody touches before the warning, how long it warns, how long a hold keeps a visit."""

    idle_s: float = 60.0
    warning_s: float = 10.0
    hold_s: float = 300.0


class IdleClock:
    """Counts from the last touch. Every method takes the moment (monotonic seconds).

    A hold is something a visitor looks at without touching, such as a code on the whole screen: idle time
    begins when it ends, at the latest after ``hold_s``.
    """

    def __init__(self, times: IdleTimes, now: float) -> None:
        self._times = times
        self._touched = now
        self._holds: dict[int, float] = {}
        self._next_hold = 0
        self._held_until = -math.inf

    def touch(self, now: float) -> None:
        """Note that somebody touched, typed or turned the wheel."""
        self._touched = max(self._touched, now)

    def hold(self, now: float) -> int:
        """Begin a hold; return its ticket for :meth:`release`."""
        self._next_hold += 1
        self._holds[self._next_hold] = now
        return self._next_hold

    def release(self, ticket: int, now: float) -> None:
        """End a hold; harmless when it has ended."""
        began = self._holds.pop(ticket, None)
        if began is not None:
            self._held_until = max(self._held_until, self._end(began, now))

    def quiet_s(self, now: float) -> float:
        """Return for how long nobody has been there."""
        ends = (self._end(began, now) for began in self._holds.values())
        return max(0.0, now - max(self._touched, self._held_until, *ends, -math.inf))

    def presence(self, now: float) -> Presence:
        """Return whether somebody is there."""
        quiet = self.quiet_s(now)
        if quiet < self._times.idle_s:
            return Presence.HERE
        return Presence.LEAVING if quiet < self._times.idle_s + self._times.warning_s else Presence.GONE

    def left_s(self, now: float) -> int:
        """Return the whole seconds until the visit is over, as a countdown shows them."""
        whole = self._times.idle_s + self._times.warning_s
        return max(0, math.ceil(whole - self.quiet_s(now)))

    def _end(self, began: float, now: float) -> float:
        return min(now, began + self._times.hold_s)
