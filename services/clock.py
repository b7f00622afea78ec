"""Time, injected so that every rule about it can be tested without waiting."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

WIB = timezone(timedelta(hours=7), "WIB")
"""Western Indonesia Time, the only zone of Bengkulu."""


class Clock(Protocol):
    """Where services read the time."""

    def now(self) -> datetime:
        """Return the wall clock as an aware datetime in UTC."""

    def monotonic(self) -> float:
        """Return seconds that never run backwards; only differences mean something."""


class SystemClock:
    """The clock of the device."""

    def now(self) -> datetime:
        """Return the device's wall clock in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return the device's monotonic clock in seconds."""
        return time.monotonic()
