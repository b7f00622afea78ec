"""The layers of pins: clusters, single pins, the chosen one on top, circles for coarse positions."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import flet as ft
import flet_map as fm

from services.clustering import MAX_MARKERS, Cluster, cluster
from services.models import Fix
from views.components.basics import Handler
from views.components.map.pins import Pin, at, circles, cluster_marker, pin_marker
from views.state import Session

PinTap = Callable[[str | Cluster], Any]


async def awaited(outcome: Any) -> None:
    """Wait for what a handler returned, when there is something to wait for."""
    if inspect.isawaitable(outcome):
        await outcome


def pin_layers(
    session: Session,
    pins: tuple[Pin, ...],
    selected: str | None,
    level: int,
    on_tap: PinTap | None,
) -> list[fm.MapLayer]:
    """Return circles and markers, together at most 100 markers. ``on_tap`` gets a pin's id or a cluster.

    ``level`` is the whole zoom level to cluster for.
    """
    chosen = next((pin for pin in pins if pin.id == selected), None)
    rest = tuple(pin for pin in pins if pin.id != selected)
    groups = cluster([pin.point for pin in rest], level, MAX_MARKERS - 1)
    markers = [_group_marker(session, group, rest, level, on_tap) for group in groups]
    if chosen is not None:
        markers.append(_single(session, chosen, True, on_tap))
    shown = tuple(rest[group.members[0]] for group in groups if group.count == 1)
    drawn = circles(session, (*shown, chosen) if chosen else shown, selected)
    return [fm.CircleLayer(key="circles", circles=drawn), fm.MarkerLayer(key="pins", markers=markers)]


def _group_marker(
    session: Session,
    group: Cluster,
    pins: tuple[Pin, ...],
    level: int,
    on_tap: PinTap | None,
) -> fm.Marker:
    if group.count == 1:
        return _single(session, pins[group.members[0]], False, on_tap)
    hollow = all(pins[member].hollow for member in group.members)
    key = f"group-{level}-{pins[group.members[0]].id}-{group.count}"
    return cluster_marker(session, key, group.point, group.count, hollow, _tap(on_tap, group))


def _single(session: Session, pin: Pin, chosen: bool, on_tap: PinTap | None) -> fm.Marker:
    return pin_marker(session, pin, chosen, _tap(on_tap, pin.id))


def _tap(on_tap: PinTap | None, thing: str | Cluster) -> Handler | None:
    """Return the handler of one marker; ``on_tap`` may be a coroutine function or not."""
    if on_tap is None:
        return None

    async def tapped() -> None:
        await awaited(on_tap(thing))

    return tapped


def here_layers(session: Session, here: Fix | None) -> list[fm.MapLayer]:
    """Return the dot where I am, in the circle of its accuracy when that is known."""
    if here is None:
        return []
    color = session.colors.map.here
    halo = fm.CircleMarker(
        coordinates=at(here.point),
        radius=here.accuracy_m or 0,
        use_radius_in_meter=True,
        color=ft.Colors.with_opacity(0.16, color),
        border_color=ft.Colors.with_opacity(0.6, color),
        border_stroke_width=1,
    )
    dot = fm.CircleMarker(
        coordinates=at(here.point),
        radius=8,
        color=color,
        border_color=session.colors.card,
        border_stroke_width=3,
    )
    return [fm.CircleLayer(key="here", circles=[halo, dot] if here.accuracy_m else [dot])]
