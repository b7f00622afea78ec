"""Keeping a place of any kind: among the saved ones, and as a stop of the trip."""

from __future__ import annotations

import flet as ft

from services.kept_places import Kept
from views import routes, theme
from views.components.basics import column, quiet_button
from views.components.boundary import safe_component
from views.components.keep_button import KeepButton
from views.components.states import problem
from views.components.trip_steps import add_stop
from views.state import use_command, use_session


@safe_component
def KeepRow(kept: Kept, can_visit: bool = True) -> ft.Control:
    """Two buttons: save, and add to the plan (or see the plan it is in).

    ``can_visit``: False for what has no position that a trip could lead to; it can be saved only.
    """
    session = use_session()
    text = session.text

    async def add() -> None:
        await add_stop(session, kept)

    adding = use_command(add)

    def see() -> None:
        session.go(routes.PLAN)

    buttons: list[ft.Control] = [KeepButton(kept, key="keep")]
    if session.services.plan.has(kept):
        buttons.append(quiet_button(session, text("plan.see"), see, icon=ft.Icons.ROUTE_ROUNDED))
    elif can_visit:
        icon = ft.Icons.ADD_LOCATION_ALT_OUTLINED
        buttons.append(quiet_button(session, text("plan.add"), adding.run, icon=icon))
    row = ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=buttons)
    return column([row, *([problem(session, adding.error)] if adding.error else [])])
