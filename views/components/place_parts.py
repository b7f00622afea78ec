"""A position that is being looked for, and one that was found, on a form."""

from __future__ import annotations

import flet as ft

from services.models import Fix, PositionSource
from views import theme
from views.components.basics import support
from views.components.map.pins import Pin
from views.components.map_panel import MapPreview
from views.components.place_words import fix_words
from views.state import Session

MAP_PX = 150.0


def searching_line(session: Session, best: Fix | None) -> ft.Control:
    """Return that a position is being looked for, and how exact the best so far is."""
    text = session.text
    words = text("report.where.live")
    if best is not None and best.accuracy_m is not None:
        words = text("report.where.live_best", accuracy=text.accuracy(best.accuracy_m))
    ring = ft.ProgressRing(width=18, height=18, stroke_width=2, color=session.colors.secondary)
    line = support(session, words, color=session.colors.secondary, bold=True)
    return ft.Row(spacing=theme.GAP_M, controls=[ring, ft.Container(expand=True, content=line)])


def fix_map(session: Session, pin: Pin, fix: Fix) -> ft.Control:
    """Return a small map of the position; the device stands on it when it is the source."""
    here = fix if fix.source is PositionSource.GPS else None
    label = f"{pin.label}. {fix_words(session, fix)}"
    return ft.Container(
        border_radius=theme.RADIUS_M,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=MapPreview(label=label, pin=pin, here=here, height=MAP_PX),
    )
