"""Where a station is, how far and which way, and the hand-off to the phone's own map."""

from __future__ import annotations

import math

import flet as ft

from services.models import Station
from services.stations import StationHit
from views import routes, theme
from views.components.basics import (
    card,
    column,
    heading,
    primary_button,
    quiet_button,
    row_title,
    support,
    tone,
)
from views.components.boundary import safe_component
from views.components.precision import precision_line
from views.components.rows import fact_row
from views.components.states import problem
from views.components.station_words import walk_words
from views.handoff import call_url, directions_url, page_link
from views.state import Command, Session, use_command, use_session
from views.wifi.findings import where_words


@safe_component
def WhereCard(hit: StationHit) -> ft.Control:
    """Distance, direction and precision in words, address, and the ways to get there."""
    session = use_session()
    lines = [
        heading(session, session.text("station.where")),
        *_distance(session, hit),
        precision_line(session, hit.station.point, hit.station.precision_m),
        *_address(session, hit.station),
        Ways(hit.station),
    ]
    return card(session, column(lines, theme.GAP_M))


@safe_component
def Ways(station: Station) -> ft.Control:
    """Buttons that hand over to the phone: directions, sharing, a call."""
    session = use_session()
    text = session.text

    async def directions() -> None:
        if station.point is not None:
            await session.device.open_url(directions_url(session, station.point, station.name))

    async def share() -> None:
        link = page_link(session, routes.station(station.id))
        await session.device.share_text(text("station.shared_text", name=station.name, link=link))

    async def call() -> None:
        await session.device.open_url(call_url(station.phone or ""))

    going, sharing, calling = use_command(directions), use_command(share), use_command(call)
    errors = [command.error for command in (going, sharing, calling) if command.error]
    rest = [quiet_button(session, text("action.share"), sharing.run, icon=ft.Icons.SHARE_ROUNDED)]
    if station.phone:
        words = text("station.call", number=station.phone)
        rest.append(quiet_button(session, words, calling.run, icon=ft.Icons.CALL_ROUNDED))
    lines: list[ft.Control] = [_go(session, going)] if station.point is not None else []
    lines.append(ft.Row(wrap=True, spacing=theme.GAP_S, run_spacing=theme.GAP_S, controls=rest))
    return column([*lines, *(problem(session, error) for error in errors)], theme.GAP_M)


def _go(session: Session, going: Command) -> ft.Control:
    words, icon = session.text("action.directions"), ft.Icons.DIRECTIONS_ROUNDED
    return primary_button(session, words, going.run, icon=icon, running=going.running)


def _distance(session: Session, hit: StationHit) -> list[ft.Control]:
    distance, direction = where_words(session, hit)
    if distance is None or hit.distance_m is None:
        return []
    text = session.text
    role = tone(session, "info")
    arrow = ft.Container(
        width=46,
        height=46,
        shape=ft.BoxShape.CIRCLE,
        bgcolor=role.soft,
        alignment=ft.Alignment.CENTER,
        content=ft.Icon(
            ft.Icons.NAVIGATION_ROUNDED,
            color=role.color,
            size=24,
            rotate=ft.Rotate(angle=math.radians(hit.bearing_deg or 0)),
        ),
    )
    words = column(
        [
            row_title(session, text("station.distance_line", distance=distance, direction=direction)),
            support(session, walk_words(session, hit.distance_m)),
        ],
        2,
    )
    return [ft.Row(spacing=theme.GAP_M, controls=[arrow, ft.Container(expand=True, content=words)])]


def _address(session: Session, station: Station) -> list[ft.Control]:
    text, regions = session.text, session.services.regions
    path = regions.path(station.village_id) if station.village_id else None
    regency = regions.get(station.regency_id)
    lines: list[ft.Control] = []
    if station.address:
        lines.append(fact_row(session, ft.Icons.SIGNPOST_OUTLINED, text("station.address"), station.address))
    if path:
        names = ", ".join(region.name for region in path)
        lines.append(fact_row(session, ft.Icons.PLACE_OUTLINED, text("station.village"), names))
    elif regency is not None:
        lines.append(fact_row(session, ft.Icons.PLACE_OUTLINED, text("station.regency"), regency.name))
    return lines
