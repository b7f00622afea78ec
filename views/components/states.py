"""The four designed states of a screen: loading, empty, stale, error."""

from __future__ import annotations

from datetime import timedelta

import flet as ft

from services.keeping import Keeping
from services.source import Age
from views import theme
from views.components.basics import Handler, banner, column, heading, quiet_button, support, tone
from views.state import Session

STALE_AFTER = timedelta(days=2)


def loading(session: Session, rows: int = 4) -> ft.Control:
    """Skeleton rows while the local store opens."""
    block = [
        ft.Container(height=76, border_radius=theme.RADIUS_M, bgcolor=session.colors.choice)
        for _ in range(rows)
    ]
    return ft.Semantics(
        label=session.text("state.loading"), container=True, content=column(list(block), theme.GAP_M)
    )


def empty(
    session: Session,
    title: str,
    words: str,
    *,
    action: str | None = None,
    on_action: Handler | None = None,
    artwork: str = "empty",
) -> ft.Control:
    """Nothing to show, why, and the next step."""
    parts: list[ft.Control] = [
        ft.Row(
            alignment=ft.MainAxisAlignment.CENTER,
            controls=[
                ft.Image(src=f"artwork/{artwork}.svg", width=120, height=120, exclude_from_semantics=True)
            ],
        ),
        heading(session, title, align=ft.TextAlign.CENTER),
        ft.Text(words, style=session.type.body, color=session.colors.quiet, text_align=ft.TextAlign.CENTER),
    ]
    if action and on_action:
        parts.append(
            ft.Row(
                wrap=True,
                alignment=ft.MainAxisAlignment.CENTER,
                controls=[quiet_button(session, action, on_action)],
            )
        )
    return ft.Container(padding=theme.GAP_XL, content=column(parts))


def private_window(session: Session) -> list[ft.Control]:
    """Say above a form that what is written goes with this window, where that is known."""
    keeping = session.services.keeper.keeping
    if keeping is not Keeping.THIS_WINDOW:
        return []
    return [banner(session, session.text(keeping.value), tone(session, "warning"))]


def keeping_line(session: Session) -> list[ft.Control]:
    """Say in a quiet line what may become of a report that waits here, unless it is kept for good."""
    keeping = session.services.keeper.keeping
    if keeping is Keeping.LASTING:
        return []
    return [support(session, session.text(keeping.value))]


def problem(
    session: Session, message_id: str, *, action: str | None = None, on_action: Handler | None = None
) -> ft.Control:
    """What went wrong in plain words, with what to do."""
    return banner(
        session, session.text(message_id), tone(session, "danger"), action=action, on_action=on_action
    )


def is_stale(session: Session, age: Age) -> bool:
    """Return whether data was last confirmed more than two days ago, or never."""
    if age.synced_at is None:
        return True
    return session.services.clock.now() - age.synced_at > STALE_AFTER


def age_line(session: Session, age: Age) -> str:
    """Say how old the data is, in one short phrase."""
    text = session.text
    if age.synced_at is not None:
        return text("age.synced", ago=text.ago(age.synced_at, session.services.clock.now()))
    if age.seed_date is not None:
        return text("age.seed", date=text.date(age.seed_date))
    return text("age.none")


def age_part(session: Session, age: Age) -> ft.Control:
    """Say how old the data is; marked when it is old and fetching it failed."""
    if session.state.sync_problem is None or not is_stale(session, age):
        return support(session, age_line(session, age))
    color = session.colors.warning
    words = support(session, age_line(session, age), color=color)
    icon = ft.Icon(ft.Icons.HISTORY_ROUNDED, size=16, color=color)
    return ft.Row(spacing=theme.GAP_XS, controls=[icon, ft.Container(expand=True, content=words)])
