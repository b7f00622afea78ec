"""Keeping a destination: among the saved places, and as a stop of the trip."""

from __future__ import annotations

import flet as ft

from services.kept_places import Kept, KeptKind
from services.models import Place, Point
from services.trips import Trip, short_order, trip_of
from views import routes, theme
from views.components.basics import column, quiet_button
from views.components.boundary import safe_component
from views.components.keep_button import KeepButton
from views.components.states import problem
from views.state import Session, use_command, use_session


@safe_component
def KeepRow(place: Place) -> ft.Control:
    """Two buttons: save, and add to the plan (or see the plan it is in)."""
    session = use_session()
    text, kept = session.text, as_kept(place)

    async def add() -> None:
        await add_stop(session, kept)

    adding = use_command(add)

    def see() -> None:
        session.go(routes.PLAN)

    if session.services.plan.has(kept):
        plan = quiet_button(session, text("plan.see"), see, icon=ft.Icons.ROUTE_ROUNDED)
    else:
        plan = quiet_button(session, text("plan.add"), adding.run, icon=ft.Icons.ADD_LOCATION_ALT_OUTLINED)
    buttons: list[ft.Control] = [KeepButton(kept, key="keep"), plan]
    row = ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons)
    return column([row, *([problem(session, adding.error)] if adding.error else [])])


def as_kept(place: Place) -> Kept:
    """Return ``place`` as it is kept on a list."""
    return Kept(KeptKind.DESTINATION, place.id, place.name)


def current_trip(session: Session) -> Trip:
    """Return the trip as it stands, from where the person is."""
    services = session.services
    return trip_of(services.plan.all(), services.places.get, here_point(session))


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
