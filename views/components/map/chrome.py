"""What lies over the map: zoom and locate buttons, and whose data it shows."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from views import routes, theme
from views.components.basics import Handler, icon_button
from views.state import Session


def buttons(
    session: Session,
    zoom_in: Handler,
    zoom_out: Handler,
    locate: Handler | None,
    *,
    top: float,
    right: float,
    bottom: float,
) -> ft.Control:
    """Return the round buttons at the right edge, inside the given distances from the map's edges."""
    text = session.text
    shown: list[ft.Control] = [
        icon_button(session, ft.Icons.ADD_ROUNDED, text("map.zoom_in"), zoom_in),
        icon_button(session, ft.Icons.REMOVE_ROUNDED, text("map.zoom_out"), zoom_out),
    ]
    if locate is not None:
        shown.append(_locate(session, locate))
    return ft.Container(
        right=right,
        top=top,
        bottom=bottom,
        content=ft.Column(
            alignment=ft.MainAxisAlignment.END, spacing=theme.GAP_S, controls=list[ft.Control](shown)
        ),
    )


def _locate(session: Session, locate: Handler) -> ft.Control:
    state, text = session.state, session.text
    if state.locating:
        return ft.Container(
            width=session.touch_px,
            height=session.touch_px,
            shape=ft.BoxShape.CIRCLE,
            bgcolor=session.colors.card,
            border=ft.Border.all(1, session.colors.line),
            padding=13,
            content=ft.ProgressRing(
                stroke_width=2.5, color=session.colors.secondary, semantics_label=text("home.locating")
            ),
        )
    icon = ft.Icons.MY_LOCATION_ROUNDED if state.here else ft.Icons.LOCATION_SEARCHING_ROUNDED
    return icon_button(session, icon, text("map.locate"), locate)


def attribution(session: Session, credits: Sequence[str], bottom: float) -> ft.Control:
    """Return whose data the map shows, small; a tap opens the page of sources."""

    def sources() -> None:
        session.go(routes.SOURCES)

    credit = " · ".join(dict.fromkeys(part for part in credits if part))
    shown = short_credit(credit)
    small = theme.Type(min(session.state.text_scale, 1.3)).support
    small.size = (small.size or 12) - 2
    plate = ft.Container(
        bgcolor=ft.Colors.with_opacity(0.72, session.colors.card),
        border_radius=theme.GAP_S,
        padding=ft.Padding.symmetric(horizontal=6, vertical=2),
        content=ft.Text(shown, style=small, color=session.colors.quiet, no_wrap=True),
    )
    target = ft.Container(
        height=session.touch_px,
        alignment=ft.Alignment.BOTTOM_LEFT,
        border_radius=theme.GAP_S,
        ink=True,  # without it the keyboard passes by
        tooltip=credit,
        on_click=sources,
        content=ft.Semantics(exclude_semantics=True, content=plate),
    )
    label = session.text("map.credit", credit=credit)
    return ft.Container(
        left=theme.GAP_S,
        bottom=bottom,
        content=ft.Semantics(link=True, container=True, label=label, content=target),
    )


def short_credit(credit: str) -> str:
    """Return the first source, with "+" when there are more: the full text is a tap away."""
    first = credit.replace(";", " · ").split(" · ")[0].strip()
    return first if first == credit else f"{first} +"
