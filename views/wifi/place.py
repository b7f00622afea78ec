"""The WiFi place: map and list together, as the width allows."""

from __future__ import annotations

from typing import Any

import flet as ft

from services.stations import StationHit
from views import routes, theme
from views.components.basics import heading, support
from views.components.boundary import safe_component, safe_view
from views.components.map_panel import Insets, MapPanel
from views.components.panes import COVERED_W, floating, floats, panes
from views.components.scaffold import screen
from views.hooks import use_value
from views.state import Layout, Session, use_session
from views.wifi.filters import FilterChips, Search
from views.wifi.findings import Findings, pin_of, use_findings
from views.wifi.results import Results, ResultsHeader
from views.wifi.sheet import Sheet, Stop, stop_height
from views.wifi.station import StationPanel

NAV_BAR_PX = 80
# A tablet narrower than this gets the phone's sheet: a map beside a 430 px list would be a slit.
PANES_FROM_W = 840
OVERLAY_PX = 124


@safe_view
def WifiScreen() -> ft.View:
    """Map and list of the same filtered set; on desktop also the station of the address."""
    session = use_session()
    panes = session.state.layout is not Layout.PHONE and session.state.width >= PANES_FROM_W
    shown = ft.use_route_params().get("id") if session.wide else None
    return screen(session, Panes(shown) if panes else Sheeted(), route=routes.WIFI)


def map_label(session: Session, findings: Findings) -> str:
    """Return what a screen reader hears of the map: how much it shows, and where the list is."""
    shown = sum(hit.station.point is not None for hit in findings.hits)
    return session.text("wifi.map_label", count=session.text.count("wifi.count", shown))


@safe_component
def Sheeted() -> ft.Control:
    """Phone: the map fills the screen, the list lies in a sheet over it."""
    session = use_session()
    findings = use_findings(session)
    picked, set_picked = use_value("")
    stop, set_stop = use_value(Stop.HALF)
    room, set_room = use_value(float((session.page.height or 800) - NAV_BAR_PX))
    overlay = OVERLAY_PX * max(1.0, session.state.text_scale * 0.75)

    def pick(station_id: str) -> None:
        set_picked(station_id)
        if stop is not Stop.HALF:
            set_stop(Stop.HALF)

    covered = stop_height(Stop.HALF if stop is Stop.FULL else stop, room, session.state.text_scale, overlay)
    return ft.Stack(
        expand=True,
        on_size_change=lambda event: set_room(event.height),
        size_change_interval=100,
        controls=[
            StationMap(findings, picked or None, pick, Insets(top=overlay, bottom=covered), key="map"),
            Sheet(
                stop,
                set_stop,
                room,
                overlay,
                ResultsHeader(len(findings.hits)),
                Results(findings, None, _hit(findings, picked), lambda: set_picked("")),
                key="sheet",
            ),
            _over_the_map(),
        ],
    )


def _over_the_map() -> ft.Control:
    """Search field and chips, floating."""
    field = ft.Container(padding=ft.Padding.symmetric(horizontal=theme.GAP_L), content=Search(floating=True))
    return ft.Container(
        key="search",
        left=0,
        right=0,
        top=theme.GAP_M,
        content=ft.Column(tight=True, spacing=theme.GAP_S, controls=[field, FilterChips()]),
    )


@safe_component
def Panes(shown: str | None) -> ft.Control:
    """Tablet and desktop: list beside map; on desktop the station ``shown`` floats over the map."""
    session = use_session()
    findings = use_findings(session)
    picked, set_picked = use_value("")

    def pick(station_id: str) -> None:
        if session.wide:
            session.go(routes.station(station_id))
        else:
            set_picked(station_id)

    left: ft.Control = ListPane(findings, shown, _hit(findings, picked), lambda: set_picked(""), key="list")
    if shown is not None and not floats(session):
        left = StationPanel(shown, key=f"station-{shown}")
    over = shown is not None and floats(session)
    insets = Insets(right=COVERED_W if over else 0)
    layers: list[ft.Control] = [StationMap(findings, shown or picked or None, pick, insets, key="map")]
    if shown is not None and over:
        layers.append(floating(session, StationPanel(shown, key=f"station-{shown}")))
    return panes(session, left, ft.Stack(expand=True, controls=layers))


@safe_component
def ListPane(findings: Findings, chosen: str | None, picked: StationHit | None, on_unpick: Any) -> ft.Control:
    """Title, search, chips, list, and one calm line about the data at the bottom."""
    session = use_session()
    return ft.Column(
        spacing=0,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(
                padding=ft.Padding.only(
                    left=theme.GAP_L, right=theme.GAP_L, top=theme.GAP_L, bottom=theme.GAP_M
                ),
                content=heading(session, session.text("wifi.title"), level=1),
            ),
            ft.Container(padding=ft.Padding.symmetric(horizontal=theme.GAP_L), content=Search()),
            ft.Container(padding=ft.Padding.symmetric(vertical=theme.GAP_S), content=FilterChips()),
            ft.Container(
                padding=ft.Padding.only(left=theme.GAP_L, right=theme.GAP_L, bottom=theme.GAP_S),
                content=ResultsHeader(len(findings.hits)),
            ),
            ft.Container(expand=True, content=Results(findings, chosen, picked, on_unpick)),
            *_queue_line(session),
        ],
    )


@safe_component
def StationMap(findings: Findings, chosen: str | None, on_pick: Any, insets: Insets) -> ft.Control:
    """The map of the findings."""
    session = use_session()
    pins = ft.use_memo(
        lambda: tuple(pin for hit in findings.hits if (pin := pin_of(session, hit))),
        [findings, session.state.language],
    )
    panel: ft.Control = MapPanel(
        map_label(session, findings), pins, chosen, on_pick, session.state.here, insets=insets, key="panel"
    )
    return panel


def _hit(findings: Findings, station_id: str | None) -> StationHit | None:
    return next((hit for hit in findings.hits if hit.station.id == station_id), None)


def _queue_line(session: Session) -> list[ft.Control]:
    """Say what waits to be sent, when something does."""
    waiting = session.services.outbox.pending_count
    if not waiting:
        return []
    line = ft.Row(
        spacing=theme.GAP_S,
        controls=[
            ft.Icon(ft.Icons.SCHEDULE_SEND_ROUNDED, size=18, color=session.colors.warning),
            support(session, session.text.count("wifi.queue", waiting)),
        ],
    )
    return [
        ft.Container(
            padding=ft.Padding.symmetric(horizontal=theme.GAP_L, vertical=theme.GAP_M),
            border=ft.Border.only(top=ft.BorderSide(1, session.colors.line)),
            content=line,
        )
    ]
