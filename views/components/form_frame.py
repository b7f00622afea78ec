"""The frame of a long form: the offer to go on with a draft, and the way to save pinned below."""

from __future__ import annotations

import flet as ft

from views import theme
from views.components.basics import banner, column, primary_button, support, tone
from views.components.states import problem
from views.state import Command, Session


def resume_banner(session: Session, words: str, action: str, path: str) -> ft.Control:
    """Offer to go on with the draft whose form is at ``path``."""

    def go_on() -> None:
        session.go(path)

    icon = ft.Icons.EDIT_NOTE_ROUNDED
    return banner(session, words, tone(session, "info"), icon=icon, action=action, on_action=go_on)


def save_bar(
    session: Session,
    label: str,
    saving: Command,
    words: str,
    *,
    side: float,
    lacking: bool,
    blocked: bool = False,
    draft_problem: str | None = None,
) -> ft.Control:
    """Return the button ``label`` with a line below it that says what is ``lacking``, or what saving means.

    ``side``: the space left and right in logical pixels. ``blocked``: nothing can be saved yet.
    """
    run = None if blocked or saving.running else saving.run
    color = session.colors.warning if lacking else None
    parts: list[ft.Control] = [
        primary_button(session, label, run, running=saving.running),
        ft.Semantics(live_region=True, container=True, content=support(session, words, color=color)),
    ]
    error = saving.error or draft_problem
    if error:
        parts.insert(0, problem(session, error))
    return ft.Container(
        bgcolor=session.colors.card,
        border=ft.Border.only(top=ft.BorderSide(1, session.colors.line)),
        padding=ft.Padding.symmetric(horizontal=side, vertical=theme.GAP_M),
        content=column(parts, theme.GAP_S),
    )


def above_bar(content: ft.Control, bar: ft.Control) -> ft.Control:
    """Return ``content`` in all the room above ``bar``."""
    return ft.Column(
        expand=True,
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[ft.Container(expand=True, content=content), bar],
    )
