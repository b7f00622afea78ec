"""Pins: what stands on the map. Round, ringed, icon and colour together; clustered to at most 100."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft
import flet_map as fm

from services.models import Point
from views import theme
from views.components.basics import Handler, tone
from views.state import Session

PIN_PX, CHOSEN_PX, HOLLOW_PX = 36, 46, 30
# A position less exact than this is drawn as a circle around the pin.
COARSE_M = 200.0
# A circle larger than this would colour the whole map: the words on the pin's page say it instead.
LARGEST_CIRCLE_M = 25_000.0


@dataclass(frozen=True, slots=True)
class Pin:
    """One thing on the map. ``hollow``: drawn light, for places where nothing is confirmed.

    ``number``: drawn instead of the icon, for the stops of a route.

    ``tone`` is a name of ``views.components.basics.tone``; ``label`` says name and status in words.
    """

    id: str
    point: Point
    label: str
    icon: ft.IconData
    tone: str = "unknown"
    hollow: bool = False
    precision_m: float | None = None
    number: int | None = None


def at(point: Point) -> fm.MapLatitudeLongitude:
    """Return flet-map's form of a position."""
    return fm.MapLatitudeLongitude(point.lat, point.lon)


def pin_marker(session: Session, pin: Pin, chosen: bool, on_tap: Handler | None) -> fm.Marker:
    """Return the marker of one pin; its tap target is 48 px or more whatever its size."""
    size = CHOSEN_PX if chosen else HOLLOW_PX if pin.hollow else PIN_PX
    return _target(
        session,
        f"{pin.id}{'*' if chosen else ''}",
        pin.point,
        _disc(session, pin, size, chosen),
        pin.label,
        on_tap,
    )


def cluster_marker(
    session: Session, key: str, point: Point, count: int, hollow: bool, on_tap: Handler | None
) -> fm.Marker:
    """Return the bubble of ``count`` pins that stand too close together."""
    colors = session.colors
    words = session.text.count("map.cluster", count)
    size = 38 if count < 10 else 44
    ink = colors.quiet if hollow else colors.on_secondary
    bubble = _ringed(
        session,
        size,
        fill=colors.card if hollow else colors.secondary,
        ring=colors.quiet if hollow else colors.card,
        content=ft.Text(
            session.text.number(count),
            style=theme.Type(min(session.state.text_scale, 1.2)).label,
            color=ink,
            no_wrap=True,
        ),
    )
    return _target(session, key, point, bubble, words, on_tap)


def circles(session: Session, pins: tuple[Pin, ...], chosen: str | None) -> list[fm.CircleMarker]:
    """Return a circle for each coarse position: only the chosen pin's is filled strongly."""
    return [
        _circle(session, pin, pin.id == chosen)
        for pin in pins
        if pin.precision_m is not None and COARSE_M < pin.precision_m <= LARGEST_CIRCLE_M
    ]


def _circle(session: Session, pin: Pin, chosen: bool) -> fm.CircleMarker:
    color = tone(session, pin.tone).color
    return fm.CircleMarker(
        key=f"circle-{pin.id}-{chosen}",
        coordinates=at(pin.point),
        radius=pin.precision_m or 0,
        use_radius_in_meter=True,
        color=ft.Colors.with_opacity(0.16 if chosen else 0.05, color),
        border_color=ft.Colors.with_opacity(0.8 if chosen else 0.25, color),
        border_stroke_width=1.5 if chosen else 1,
    )


def _disc(session: Session, pin: Pin, size: int, chosen: bool) -> ft.Control:
    colors, role = session.colors, tone(session, pin.tone)
    icon_color = role.color if pin.hollow and not chosen else colors.on_status
    return _ringed(
        session,
        size,
        fill=colors.card if pin.hollow and not chosen else role.color,
        ring=role.color if pin.hollow and not chosen else colors.card,
        content=_mark(session, pin, size, icon_color),
    )


def _mark(session: Session, pin: Pin, size: int, color: str) -> ft.Control:
    if pin.number is None:
        return ft.Icon(pin.icon, size=round(size * 0.5), color=color)
    # The disc does not grow with the text, so neither does the number in it.
    return ft.Text(str(pin.number), style=theme.Type(1).label, color=color, no_wrap=True)


def _ringed(session: Session, size: int, *, fill: str, ring: str, content: ft.Control) -> ft.Control:
    colors = session.colors
    dark = colors.map.casing if colors.dark else colors.ink
    shade = ft.BoxShadow(blur_radius=4, color=ft.Colors.with_opacity(0.28, dark))
    return ft.Container(
        width=size,
        height=size,
        bgcolor=fill,
        shape=ft.BoxShape.CIRCLE,
        border=ft.Border.all(2.5 if size >= PIN_PX else 1.5, ring),
        alignment=ft.Alignment.CENTER,
        shadow=shade,
        content=content,
    )


def _target(
    session: Session, key: str, point: Point, drawing: ft.Control, words: str, on_tap: Handler | None
) -> fm.Marker:
    room = ft.Container(alignment=ft.Alignment.CENTER, tooltip=words, content=drawing)
    return fm.Marker(
        key=key,
        coordinates=at(point),
        width=session.touch_px,
        height=session.touch_px,
        content=ft.GestureDetector(on_tap=on_tap, mouse_cursor=ft.MouseCursor.CLICK, content=room)
        if on_tap
        else room,
    )
