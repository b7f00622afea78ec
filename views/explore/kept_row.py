"""One row of a list that the person keeps: opens the place, with actions of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from views import theme
from views.components.basics import Handler, column, icon_button, icon_tile, row_title, support, tone
from views.state import Session


@dataclass(frozen=True, slots=True)
class RowAction:
    """A round button at the end of a row; ``words`` names the place it acts on."""

    icon: ft.IconData
    words: str
    run: Handler


def kept_row(
    session: Session,
    icon: ft.IconData,
    title: str,
    words: str,
    path: str | None,
    actions: Sequence[RowAction],
) -> ft.Control:
    """Return a row that opens ``path`` (None: there is nothing to open) with its actions beside it."""
    texts = ft.Container(expand=True, content=column([row_title(session, title), support(session, words)], 2))
    box = ft.Container(
        padding=theme.GAP_S,
        border_radius=theme.RADIUS_M,
        content=ft.Row(
            spacing=theme.GAP_M, controls=[icon_tile(session, icon, tone(session, "info")), texts]
        ),
    )
    face: ft.Control = box
    if path is not None:

        def open_it() -> None:
            session.go(path)

        box.ink, box.on_click = True, open_it
        face = ft.Semantics(button=True, container=True, label=f"{title}. {words}", content=box)
    if not actions:
        return face
    return ft.Row(spacing=0, controls=[ft.Container(expand=True, content=face), action_row(session, actions)])


def action_row(session: Session, actions: Sequence[RowAction]) -> ft.Control:
    """Return the round buttons of a row side by side."""
    buttons = [icon_button(session, action.icon, action.words, action.run, flat=True) for action in actions]
    return ft.Row(spacing=theme.GAP_XS, tight=True, controls=list(buttons))
