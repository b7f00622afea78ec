"""The small title above one step of a report."""

from __future__ import annotations

import flet as ft

from views.state import Session


def step_title(session: Session, words: str) -> ft.Control:
    """Return the title, announced as a heading."""
    return ft.Semantics(
        header=True,
        heading_level=2,
        content=ft.Text(words, style=session.type.label, color=session.colors.primary),
    )
