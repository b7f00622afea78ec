"""How a part of the catalogue is framed."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from views import theme
from views.components.basics import card, column, support
from views.state import Session


def section(session: Session, name: str, parts: Sequence[ft.Control]) -> ft.Control:
    """Return one card of the catalogue; ``name`` is what the part is called in the code."""
    return card(session, column([support(session, name, bold=True), *parts], theme.GAP_M))


def wrapped(parts: Sequence[ft.Control]) -> ft.Control:
    """Return parts beside each other, as many as fit."""
    return ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=list(parts))


def nothing() -> None:
    """Answer a tap in the catalogue."""
