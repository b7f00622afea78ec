"""The explore place: a list of destinations, on desktop beside the map and the chosen one."""

from __future__ import annotations

import flet as ft

from services.places import PlaceHit
from views import routes, theme
from views.components.basics import heading
from views.components.boundary import safe_component, safe_view
from views.components.map_panel import Insets, MapPanel
from views.components.panes import COVERED_W, floating, floats, panes
from views.components.scaffold import screen, side_margin
from views.components.search_field import SearchField
from views.explore.destination import DestinationPanel
from views.explore.findings import pin_of, use_hits
from views.explore.results import Results
from views.state import Session, use_session


@safe_view
def ExploreScreen() -> ft.View:
    """Wisata."""
    session = use_session()
    shown = ft.use_route_params().get("id")
    return screen(session, Panes(shown, key="panes") if session.wide else ListPane(None, key="list"))


@safe_component
def ListPane(chosen: str | None) -> ft.Control:
    """Title and search stay; chips, summary and cards scroll below."""
    session = use_session()
    hits = use_hits(session)
    text = session.text

    async def prepare() -> None:
        await session.services.finder.prepare()

    # The first letter typed should not wait for the index.
    ft.use_effect(prepare, dependencies=[session.state.ready, session.state.data_version])

    def search(words: str) -> None:
        session.state.explore_text = words

    margin = theme.GAP_L if session.wide else side_margin(session)
    top: list[ft.Control] = [
        heading(session, text("explore.title"), level=1),
        SearchField(text("explore.search"), session.state.explore_text, search, key="search"),
    ]
    return ft.Column(
        spacing=theme.GAP_S,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        controls=[
            ft.Container(
                padding=ft.Padding.only(left=margin, right=margin, top=theme.GAP_L),
                content=ft.Column(
                    tight=True,
                    spacing=theme.GAP_M,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                    controls=top,
                ),
            ),
            ft.Container(expand=True, content=Results(hits, chosen, margin, key="results")),
        ],
    )


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
    hits = use_hits(session)
    pins = ft.use_memo(
        lambda: tuple(pin for hit in hits if (pin := pin_of(session, hit.place))),
        [hits, session.state.language],
    )

    def pick(place_id: str) -> None:
        session.go(routes.destination(place_id))

    panel: ft.Control = MapPanel(
        map_label(session, hits), pins, chosen, pick, session.state.here, insets=insets, key="panel"
    )
    return panel


def map_label(session: Session, hits: tuple[PlaceHit, ...]) -> str:
    """Return what a screen reader hears of the map: how much it shows, and where the list is."""
    count = sum(1 for hit in hits if hit.place.point is not None)
    return session.text("explore.map_label", count=session.text.count("explore.count", count))


def _detail(session: Session, shown: str) -> ft.Control:
    panel = DestinationPanel(shown, floats(session), key=f"place-{shown}")
    if floats(session):
        return floating(session, panel)
    return ft.Container(left=0, right=0, top=0, bottom=0, bgcolor=session.colors.paper, content=panel)
