"""One calm line: what is queued, what stops it, how old the data is."""

from __future__ import annotations

import flet as ft

from views import lifecycle, routes, theme
from views.components.basics import Handler, banner, column, icon_button, support, tone
from views.components.boundary import safe_component
from views.components.states import age_line, keeping_line
from views.state import Session, use_command, use_session


@safe_component
def WaitingBanner() -> ft.Control:
    """The queue, or the age of the data when nothing waits."""
    session = use_session()
    sync = use_command(lambda: lifecycle.synchronise(session, force=True))
    text, outbox = session.text, session.services.outbox

    def mine() -> None:
        session.go(routes.MY_REPORTS)

    if outbox.pending_count:
        return _waiting(session, mine)
    problem = session.state.sync_problem
    words = age_line(session, session.services.stations.age)
    if session.state.syncing:
        words = text("home.syncing")
    elif problem:
        words = f"{words}. {text(problem)}"
    icon = ft.Icons.CLOUD_OFF_ROUNDED if problem else ft.Icons.CLOUD_DONE_ROUNDED
    return ft.Row(
        spacing=8,
        controls=[
            ft.Icon(icon, size=16, color=session.colors.quiet),
            ft.Container(expand=True, content=support(session, words)),
            icon_button(session, ft.Icons.REFRESH_ROUNDED, text("home.refresh"), sync.run),
        ],
    )


def _waiting(session: Session, mine: Handler) -> ft.Control:
    """Say how much waits to be sent and what stops it; ``mine`` leads to it."""
    text, outbox = session.text, session.services.outbox
    words = text.count("home.waiting", outbox.pending_count)
    if outbox.pause is not None:
        words = f"{words} {text(f'pause.{outbox.pause.value}')}"
    waiting = banner(
        session,
        words,
        tone(session, "warning"),
        icon=ft.Icons.SCHEDULE_SEND_ROUNDED,
        action=text("home.waiting_open"),
        on_action=mine,
    )
    return column([waiting, *keeping_line(session)], theme.GAP_S)
