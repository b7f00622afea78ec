"""One station: honest status, where it is, when it is open, how to connect, and the one-tap check."""

from __future__ import annotations

import flet as ft

from services.spots import keep_station
from services.stations import StationHit
from views import routes, theme
from views.components.basics import column, heading, icon_tile, support
from views.components.boundary import safe_component, safe_view
from views.components.hours import HoursCard
from views.components.keep_row import KeepRow
from views.components.look import SIDE_BY_SIDE_SCALE
from views.components.map_panel import MapPreview
from views.components.scaffold import back_button, page_column, screen
from views.components.states import empty, loading
from views.components.station_words import KIND_ICONS, hours_words, kind_words, verdict_tone
from views.state import Session, use_session
from views.wifi.about import AboutCard
from views.wifi.access import AccessCard
from views.wifi.check import CheckCard
from views.wifi.findings import is_candidate, own_checks, pin_of
from views.wifi.status import StatusCard
from views.wifi.where import WhereCard


@safe_view
def StationScreen() -> ft.View:
    """One station on its own page (phone and tablet); its path can be shared and opened directly."""
    session = use_session()
    station_id = ft.use_route_params().get("id", "")
    hit = find_station(session, station_id)
    if not session.state.ready:
        return screen(session, page_column(session, [back_button(session, routes.WIFI), loading(session)]))
    if hit is None:
        return screen(session, page_column(session, [NotFound()]))
    parts: list[ft.Control] = [Header(hit, key="header")]
    pin = pin_of(session, hit)
    if pin is not None:
        parts.append(_preview(session, hit))
    return screen(
        session, page_column(session, [*parts, *sections(session, hit)], gap=theme.GAP_M), bar=False
    )


@safe_component
def StationPanel(station_id: str) -> ft.Control:
    """One station beside the list or over the map (desktop)."""
    session = use_session()
    if not session.state.ready:
        return ft.Container(padding=theme.GAP_L, content=loading(session))
    hit = find_station(session, station_id)
    parts: list[ft.Control] = (
        [NotFound()] if hit is None else [Header(hit, key="header"), *sections(session, hit)]
    )
    inner = ft.Column(controls=parts, spacing=theme.GAP_M, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.ListView(expand=True, padding=theme.GAP_L, controls=[inner])


def sections(session: Session, hit: StationHit) -> list[ft.Control]:
    """Return the cards of one station; a card with nothing to say is left out."""
    parts: list[ft.Control] = [StatusCard(hit, key="status"), WhereCard(hit, key="where")]
    if hit.station.ssid:
        parts.append(AccessCard(hit.station, key="access"))
    if session.visit is None:  # a kiosk does not stand at the station, and keeps nothing to send later
        parts.append(CheckCard(hit, key="check"))
    if hit.station.opening_hours:
        parts.append(HoursCard(hit.station, key="hours"))
    return [*parts, AboutCard(hit.station, key="about")]


def find_station(session: Session, station_id: str) -> StationHit | None:
    """Return the station of an address, None when it is not in the list (any more)."""
    here = session.state.here
    return session.services.stations.hit(station_id, here.point if here else None, own_checks(session))


@safe_component
def Header(hit: StationHit) -> ft.Control:
    """Name, kind and opening in words, with the way back to the list and the button that saves."""
    session = use_session()
    role = verdict_tone(session, hit.verdict)
    icon = KIND_ICONS[hit.station.kind] if is_candidate(hit) else role.icon
    hours = hours_words(session, hit.station)
    line = " · ".join(part for part in (kind_words(session, hit.station), hours) if part)
    row: ft.Control = column([heading(session, hit.station.name, level=1), support(session, line)], 4)
    if session.state.text_scale <= SIDE_BY_SIDE_SCALE:
        row = ft.Row(
            spacing=theme.GAP_M,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
            controls=[icon_tile(session, icon, role, 52), ft.Container(expand=True, content=row)],
        )
    keep = KeepRow(keep_station(hit.station), hit.station.point is not None, key="keep")
    back = ft.Row(controls=[back_button(session, routes.WIFI)])
    return column([back, row, keep], theme.GAP_M)


@safe_component
def NotFound() -> ft.Control:
    """Say that this address leads to no station, and offer the list."""
    session = use_session()
    text = session.text
    return empty(
        session,
        text("station.not_found.title"),
        text("station.not_found.words"),
        action=text("station.not_found.back"),
        on_action=lambda: session.go(routes.WIFI),
    )


def _preview(session: Session, hit: StationHit) -> ft.Control:
    pin = pin_of(session, hit)
    label = session.text("wifi.map_preview", name=hit.station.name)
    return ft.Container(
        key="preview",
        border_radius=theme.RADIUS_L,
        border=ft.Border.all(1, session.colors.line),
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        content=MapPreview(label, pin, session.state.here),
    )
