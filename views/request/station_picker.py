"""Choosing a WiFi place: the nearest first, or what fits the search."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from services.stations import StationFilter, StationHit
from views import theme
from views.components.basics import body, column, support
from views.components.boundary import safe_component
from views.components.paged_list import use_paging
from views.components.picker_bar import picker_bar
from views.components.scaffold import page_column
from views.components.search_field import SearchField
from views.components.states import empty
from views.hooks import use_value
from views.state import Session, use_session


@safe_component
def StationPicker(choose: Callable[[str], None], close: Callable[[], None]) -> ft.Control:
    """A page-filling list."""
    session = use_session()
    words, set_words = use_value("")
    paging = use_paging(session)
    text, here = session.text, session.state.here
    found = session.services.stations.find(StationFilter(text=words), here.point if here else None)
    parts: list[ft.Control] = [
        picker_bar(session, text("request.station.pick"), close),
        SearchField(
            label=text("request.station.search"), words=words, change=set_words, autofocus=session.wide
        ),
    ]
    parts.extend(_row(session, hit, choose) for hit in paging.part(found))
    if not found:
        parts.append(empty(session, text("services.none.title"), text("request.station.none")))
    parts.extend(paging.more(len(found)))
    return page_column(session, parts, gap=theme.GAP_S)


def _row(session: Session, hit: StationHit, choose: Callable[[str], None]) -> ft.Control:
    station = hit.station
    regency = session.services.regions.get(station.regency_id)
    facts = [station.address or (regency.name if regency else "")]
    if hit.distance_m is not None:
        facts.append(session.text.distance(hit.distance_m))
    line = " · ".join(fact for fact in facts if fact)
    box = ft.Container(
        key=station.id,
        ink=True,
        on_click=lambda: choose(station.id),
        border_radius=theme.RADIUS_S,
        padding=ft.Padding.symmetric(horizontal=theme.GAP_S, vertical=theme.GAP_M),
        content=ft.Row(
            spacing=theme.GAP_M,
            controls=[
                ft.Icon(ft.Icons.WIFI_ROUNDED, color=session.colors.secondary),
                ft.Container(
                    expand=True, content=column([body(session, station.name), support(session, line)], 0)
                ),
            ],
        ),
    )
    return ft.Semantics(button=True, container=True, label=f"{station.name}. {line}", content=box)
