"""A kiosk without a network may believe any time: what it says about "now" must not rest on that."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from services.clock import WIB

BELIEVED = timedelta(days=3 * 365)
"""Content older than this is less likely than a clock that runs ahead."""


def is_plausible(now: datetime, packaged_on: date) -> bool:
    """Return whether ``now`` can be the time: not before the app's content was packaged, not years after."""
    today = now.astimezone(WIB).date()
    return packaged_on <= today <= packaged_on + BELIEVED
