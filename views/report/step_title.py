"""The small title above one step of a report."""

from __future__ import annotations

import flet as ft

from views.components.basics import heading
from views.state import Session


def step_title(session: Session, words: str) -> ft.Control:
    """Return the title, announced as a heading."""
    return heading(session, words, style=session.type.label, color=session.colors.primary)
