"""How far off a position may be: always said, never left to a guess."""

from __future__ import annotations

import flet as ft

from services.clustering import is_coarse
from services.models import Point
from views import theme
from views.components.basics import support
from views.state import Session


def precision_words(session: Session, point: Point | None, precision_m: float | None) -> str:
    """Return in a whole sentence how exact ``point`` is."""
    text = session.text
    if point is None:
        return text("precision.none")
    if precision_m is None:
        return text("precision.unknown")
    name = "coarse" if is_coarse(precision_m) else "exact"
    return text(f"precision.{name}", metres=text.distance(precision_m))


def precision_line(session: Session, point: Point | None, precision_m: float | None) -> ft.Control:
    """Return the sentence with its icon, marked when the position is only an estimate."""
    coarse = point is None or precision_m is None or is_coarse(precision_m)
    color = session.colors.warning if coarse else session.colors.quiet
    icon = ft.Icons.BLUR_CIRCULAR_ROUNDED if coarse else ft.Icons.GPS_FIXED_ROUNDED
    words = support(session, precision_words(session, point, precision_m), color=color)
    return ft.Row(
        spacing=theme.GAP_S,
        controls=[ft.Icon(icon, size=18, color=color), ft.Container(expand=True, content=words)],
    )
