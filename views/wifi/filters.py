"""Search field and filter chips; they change the page's one filter, which list and map share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from services.models import StationKind
from services.stations import StationFilter
from views import routes, theme
from views.components.boundary import safe_component
from views.components.chips import chip, chip_ink, chip_row
from views.components.search_field import SearchField
from views.components.station_words import KIND_ICONS
from views.state import Session, use_session
from views.wifi.findings import find

KINDS = (
    StationKind.TOURISM,
    StationKind.EDUCATION,
    StationKind.HEALTH,
    StationKind.PUBLIC_FACILITY,
    StationKind.REMOTE_VILLAGE,
)


@safe_component
def Search(floating: bool = False) -> ft.Control:
    """The free text of the filter, Enter opens the first place found; ``floating``: over the map."""
    session = use_session()

    def search(words: str) -> None:
        change(session, text=words)

    def open_first(words: str) -> None:
        hits = find(session, replace(session.state.wifi_filter, text=words)).hits
        if words and hits:
            session.go(routes.station(hits[0].station.id))

    field: ft.Control = SearchField(
        session.text("wifi.search"),
        session.state.wifi_filter.text,
        search,
        floating=floating,
        submit=open_first,
        slash=True,
        key="search",
    )
    return field


@safe_component
def FilterChips(side: int = theme.GAP_L) -> ft.Control:
    """Chips in one row that scrolls sideways; ``side`` is the space before the first one."""
    session = use_session()
    wanted, text = session.state.wifi_filter, session.text
    chips = [
        _chip(
            session,
            text("wifi.filter.working"),
            wanted.working_now,
            lambda: change(session, working_now=not wanted.working_now),
            ft.Icons.WIFI_ROUNDED,
        ),
        *(_open_chips(session, wanted) if session.knows_time else []),
        *(_kind_chip(session, kind, wanted) for kind in KINDS),
    ]
    return chip_row(text("wifi.filters"), chips, side)


def _open_chips(session: Session, wanted: StationFilter) -> list[ft.Control]:
    def toggle() -> None:
        change(session, open_now=not wanted.open_now)

    words = session.text("wifi.filter.open")
    return [_chip(session, words, wanted.open_now, toggle, ft.Icons.SCHEDULE_ROUNDED)]


def _kind_chip(session: Session, kind: StationKind, wanted: StationFilter) -> ft.Control:
    def toggle() -> None:
        change(session, kinds=wanted.kinds ^ {kind})

    return _chip(
        session, session.text(f"station_kind.{kind.value}"), kind in wanted.kinds, toggle, KIND_ICONS[kind]
    )


def _chip(
    session: Session, words: str, chosen: bool, toggle: Callable[[], None], icon: ft.IconData
) -> ft.Control:
    sign = ft.Icons.CHECK_ROUNDED if chosen else icon
    return chip(session, words, chosen, toggle, [ft.Icon(sign, size=16, color=chip_ink(session, chosen))])


def change(session: Session, **changes: object) -> None:
    """Replace parts of the page's filter."""
    session.state.wifi_filter = replace(session.state.wifi_filter, **changes)  # type: ignore[arg-type]
