"""What is around a destination: the nearest WiFi place, and other destinations."""

from __future__ import annotations

import flet as ft

from services.clustering import is_coarse
from services.models import Business, Place, Point
from services.places import PlaceHit
from services.station_status import VerdictKind
from services.stations import StationFilter, StationHit
from views import routes, theme
from views.components.artwork import category_artwork, category_words
from views.components.basics import card, column, heading, link, row_title, support
from views.components.boundary import safe_component
from views.components.rows import nav_row
from views.components.station_words import KIND_ICONS, verdict_words
from views.explore.filter_words import change, clear
from views.state import Session, use_session

# A real station this near is worth more than a candidate next door.
STATION_REACH_M = 10_000.0
NEARBY_ROWS = 4
AROUND_M = 25_000.0
THUMB_W, THUMB_H = 72, 54


@safe_component
def WifiCard(place: Place | Business) -> ft.Control:
    """The WiFi place nearest to a destination or business, with its honest status."""
    session = use_session()
    text = session.text
    hit = nearest_wifi(session, place.point) if place.point else None
    if hit is None:
        row: ft.Control = support(session, text("explore.wifi.none"))
    else:
        words = f"{verdict_words(session, hit.verdict)} · {_from_here(session, place, hit.distance_m or 0)}"
        row = nav_row(
            session, KIND_ICONS[hit.station.kind], hit.station.name, words, routes.station(hit.station.id)
        )
    return card(session, column([heading(session, text("explore.wifi")), row], theme.GAP_S))


def nearest_wifi(session: Session, point: Point) -> StationHit | None:
    """Return the nearest real station within reach, else the nearest place of any kind."""
    hits = session.services.stations.find(StationFilter(), point)
    placed = [hit for hit in hits if hit.distance_m is not None]
    real = [hit for hit in placed if hit.verdict.kind is not VerdictKind.CANDIDATE]
    near = [hit for hit in real if (hit.distance_m or 0) <= STATION_REACH_M]
    return min(near or placed, key=lambda hit: hit.distance_m or 0, default=None)


@safe_component
def NearbyCard(place: Place) -> ft.Control:
    """Other destinations around this one."""
    session = use_session()
    text = session.text
    found = session.services.places.near(place.point, NEARBY_ROWS + 1) if place.point else ()
    others = [hit for hit in found if hit.place.id != place.id][:NEARBY_ROWS]
    rows: list[ft.Control] = [_row(session, place, hit) for hit in others]
    if not rows:
        rows = [support(session, text("explore.nearby.none"))]
    rows.append(ft.Row(controls=[_see_all(session, place)]))
    return card(session, column([heading(session, text("explore.nearby")), *rows], theme.GAP_S))


def _see_all(session: Session, place: Place) -> ft.Control:
    """Return the way to the list and map of everything around ``place``."""

    def see() -> None:
        clear(session)
        session.state.explore_text = ""
        change(session, within_m=AROUND_M, around_id=place.id)
        session.go(routes.EXPLORE)

    words = session.text("explore.nearby.all", distance=session.text.distance(AROUND_M))
    return link(session, words, see, icon=ft.Icons.TUNE_ROUNDED)


def _row(session: Session, place: Place, hit: PlaceHit) -> ft.Control:
    other = hit.place
    name = other.name.in_language(session.state.language)
    away = _from_here(session, place, hit.distance_m or 0, about=is_coarse(other.precision_m))
    words = f"{category_words(session, other.category)} · {away}"

    def open_it() -> None:
        session.go(routes.destination(other.id))

    line = ft.Row(
        spacing=theme.GAP_M,
        controls=[
            category_artwork(session, other.category, width=THUMB_W, height=THUMB_H),
            ft.Container(expand=True, content=column([row_title(session, name), support(session, words)], 2)),
            ft.Icon(ft.Icons.CHEVRON_RIGHT_ROUNDED, color=session.colors.quiet),
        ],
    )
    box = ft.Container(
        content=line, padding=theme.GAP_XS, border_radius=theme.RADIUS_M, ink=True, on_click=open_it
    )
    return ft.Semantics(key=other.id, button=True, container=True, label=f"{name}. {words}", content=box)


def _from_here(session: Session, place: Place | Business, metres: float, *, about: bool = False) -> str:
    """Return "350 m dari sini", as an estimate when one of the two positions is one."""
    coarse = about or is_coarse(place.precision_m)
    name = "explore.away_about" if coarse else "explore.away"
    return session.text(name, distance=session.text.distance(metres))
