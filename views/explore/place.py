"""The explore place: a list of destinations, on desktop beside the map and the chosen one."""

from __future__ import annotations

import flet as ft

from views import routes, theme
from views.components.basics import column
from views.components.boundary import safe_component, safe_view
from views.components.map.pins import Pin
from views.components.map_panel import Insets, MapPanel
from views.components.map_switch import off_map, with_switch
from views.components.panes import COVERED_W, floating, floats, panes
from views.components.scaffold import screen, side_margin
from views.components.search_field import SearchField
from views.explore.destination import DestinationPanel
from views.explore.filters import FilterChips
from views.explore.findings import Findings, event_pin_of, pin_of, use_findings
from views.explore.results import Results, Summary
from views.explore.sections import Section, SectionTabs, section_title
from views.state import Session, use_session


@safe_view
def ExploreScreen() -> ft.View:
    """Wisata."""
    session = use_session()
    shown = ft.use_route_params().get("id")
    content = Panes(shown, key="panes") if session.wide else ListPane(None, key="list")
    return screen(session, content, route=routes.EXPLORE)


@safe_component
def ListPane(chosen: str | None) -> ft.Control:
    """Title and search stay; chips, summary and cards scroll below."""
    session = use_session()
    findings = use_findings(session)
    text = session.text

    async def prepare() -> None:
        await session.services.finder.prepare()

    # The first letter typed should not wait for the index.
    ft.use_effect(prepare, dependencies=[session.state.ready, session.state.data_version])

    def search(words: str) -> None:
        session.state.explore_text = words

    margin = theme.GAP_L if session.wide else side_margin(session)
    top: list[ft.Control] = [
        _title(session),
        SectionTabs(Section.PLACES, key="sections"),
        SearchField(text("explore.search"), session.state.explore_text, search, slash=True, key="search"),
    ]
    beside = ft.Padding.only(left=margin, right=margin, top=theme.GAP_L)
    return ft.Column(
        spacing=theme.GAP_S,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(padding=beside, content=column(top, theme.GAP_M)),
            *_below(session, findings, chosen, margin),
        ],
    )


def _title(session: Session) -> ft.Control:
    """Return the title; where list and map have no room side by side, with the switch between them."""
    state = session.state

    def switch() -> None:
        state.explore_map = not state.explore_map

    return with_switch(session, section_title(session), state.explore_map, switch)


def _below(session: Session, findings: Findings, chosen: str | None, margin: float) -> list[ft.Control]:
    """Return the list, or the map of the same set under the same chips and words."""
    if session.wide or not (session.state.explore_map and session.state.ready):
        return [ft.Container(expand=True, content=Results(findings, chosen, margin, key="results"))]
    unplaced = findings.count - len(pins_of(session, findings))
    said = column([Summary(findings, key="summary"), *off_map(session, unplaced)], 0)
    return [
        FilterChips(findings, int(margin), key="chips"),
        ft.Container(padding=ft.Padding.symmetric(horizontal=margin), content=said),
        ft.Container(expand=True, content=PlaceMap(None, Insets(), key="map")),
    ]


@safe_component
def Panes(shown: str | None) -> ft.Control:
    """Desktop: list beside the map; the place ``shown`` floats over the map or takes its room."""
    session = use_session()
    layers: list[ft.Control] = []
    if shown is None or floats(session):
        layers.append(PlaceMap(shown, Insets(right=COVERED_W if shown else 0), key="map"))
    if shown is not None:
        layers.append(_detail(session, shown))
    return panes(session, ListPane(shown, key="list"), ft.Stack(expand=True, controls=layers))


@safe_component
def PlaceMap(chosen: str | None, insets: Insets) -> ft.Control:
    """The map of what the list shows."""
    session = use_session()
    findings = use_findings(session)
    pins = ft.use_memo(lambda: pins_of(session, findings), [findings, session.state.language])

    def pick(row_id: str) -> None:
        event = session.services.events.get(row_id) if findings.events is not None else None
        if event is None:
            session.go(routes.destination(row_id))
        else:  # an event has no page of its own: the list shows it alone
            session.state.explore_text = event.name.in_language(session.state.language)

    panel: ft.Control = MapPanel(
        map_label(session, findings), pins, chosen, pick, session.state.here, insets=insets, key="panel"
    )
    return panel


def pins_of(session: Session, findings: Findings) -> tuple[Pin, ...]:
    """Return the pins of what the list shows and has a position."""
    if findings.events is not None:
        found = (event_pin_of(session, one.event) for one in findings.events)
        return tuple(pin for pin in found if pin)
    return tuple(pin for hit in findings.places if (pin := pin_of(session, hit.place)))


def map_label(session: Session, findings: Findings) -> str:
    """Return what a screen reader hears of the map: how much it shows, and where the list is."""
    text, kind = session.text, "explore.count" if findings.events is None else "explore.events_count"
    count = len(pins_of(session, findings))
    return text("explore.map_label", count=text.count(kind, count))


def _detail(session: Session, shown: str) -> ft.Control:
    panel = DestinationPanel(shown, floats(session), key=f"place-{shown}")
    if floats(session):
        return floating(session, panel)
    return ft.Container(left=0, right=0, top=0, bottom=0, bgcolor=session.colors.paper, content=panel)
