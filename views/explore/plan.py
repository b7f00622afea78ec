"""Rencana: the stops of a trip in a short order, with distances that say what they are."""

from __future__ import annotations

import flet as ft

from services.trips import Trip
from views import routes, theme
from views.components.basics import column, quiet_button
from views.components.boundary import safe_component, safe_view
from views.components.confirm import use_confirm
from views.components.invitation import Invitation
from views.components.scaffold import page_column, screen, top_bar
from views.components.states import empty, loading, problem
from views.components.trip_steps import current_trip, sort_stops
from views.explore.plan_pick import PlanPicker
from views.explore.plan_stops import Apart, Stops
from views.explore.plan_words import shared_trip
from views.state import Session, use_command, use_session


@safe_view
def PlanScreen() -> ft.View:
    """Rencana perjalanan."""
    session = use_session()
    bar = top_bar(session, session.text("plan.title"), back=routes.EXPLORE)
    parts = [bar, *(_parts(session) if session.state.ready else [loading(session)])]
    return screen(session, page_column(session, parts), bar=False)


def _parts(session: Session) -> list[ft.Control]:
    trip = current_trip(session)
    parts: list[ft.Control] = []
    if not session.services.plan.all():
        parts.append(empty(session, session.text("plan.empty.title"), session.text("plan.empty.words")))
    if trip.stops:
        if session.state.here is None:
            parts.append(Invitation(key="invitation"))
        parts.append(Stops(trip, key="stops"))
    if trip.unplaced or trip.gone:
        parts.append(Apart(trip.unplaced, trip.gone, key="apart"))
    if session.services.plan.all():
        parts.append(Actions(trip, key="actions"))
    return [*parts, PlanPicker(key="pick")]


@safe_component
def Actions(trip: Trip) -> ft.Control:
    """Put in order, share, clear after a question."""
    session = use_session()
    text, plan = session.text, session.services.plan

    async def sort() -> None:
        await sort_stops(session)

    async def share() -> None:
        await session.device.share_text(shared_trip(session))

    sorting, sharing, clearing = use_command(sort), use_command(share), use_command(plan.erase)
    ask = use_confirm(
        session,
        title=text("plan.clear_title"),
        words=text("plan.clear_words"),
        yes=text("plan.clear_yes"),
        on_yes=clearing.run,
    )
    buttons: list[ft.Control] = []
    if len(trip.stops) > 1:
        buttons.append(quiet_button(session, text("plan.sort"), sorting.run, icon=ft.Icons.ROUTE_ROUNDED))
    if trip.stops or trip.unplaced:
        buttons.append(quiet_button(session, text("action.share"), sharing.run, icon=ft.Icons.SHARE_ROUNDED))
    clear = quiet_button(session, text("plan.clear"), ask, icon=ft.Icons.DELETE_OUTLINE_ROUNDED, danger=True)
    row = ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=[*buttons, clear])
    errors = [command.error for command in (sorting, sharing, clearing) if command.error]
    return column([row, *(problem(session, error) for error in errors)])
