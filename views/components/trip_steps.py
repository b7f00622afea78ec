"""Changing the trip of a session: its order stays short unless the person chose it."""

from __future__ import annotations

from services.kept_places import Kept
from services.models import Point
from services.trips import Trip, short_order, trip_of
from views.state import Session


def current_trip(session: Session) -> Trip:
    """Return the trip as it stands, from where the person is."""
    services = session.services
    return trip_of(services.plan.all(), services.spots.get, here_point(session))


def here_point(session: Session) -> Point | None:
    """Return where the person is, None while that is not known."""
    return session.state.here.point if session.state.here else None


async def add_stop(session: Session, place: Kept) -> None:
    """Put a stop into the plan; raises ``TooManyStops`` or ``StorageError``."""
    await session.services.plan.add(place)
    await _put_in_order(session)


async def remove_stop(session: Session, place: Kept) -> None:
    """Take a stop out of the plan; raises ``StorageError``."""
    await session.services.plan.remove(place)
    await _put_in_order(session)


async def sort_stops(session: Session) -> None:
    """Put the stops in a short order, whoever chose the one before; raises ``StorageError``."""
    order = short_order(current_trip(session), here_point(session))
    await session.services.plan.arrange(order, by_hand=False)


async def _put_in_order(session: Session) -> None:
    """Keep the order short unless the person chose it."""
    if not session.services.plan.by_hand:
        await sort_stops(session)
