"""The ways on from the first screen of a kiosk."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from services.stations import StationFilter
from views import routes
from views.state import Session

WIFI_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Tile:
    """One way on. ``tone``: a name of ``views.components.basics.tone``."""

    icon: ft.IconData
    tone: str
    name: str
    words: str
    path: str


def tiles_of(session: Session) -> list[Tile]:
    """Return the ways on; a report only while it can be sent at once."""
    reports = [_report(session)] if session.state.reached else []
    return [*_around(session), *_offered(session), *reports, _emergency(session)]


def _around(session: Session) -> list[Tile]:
    text, services = session.text, session.services
    here = session.state.here.point if session.state.here else None
    stations = (
        services.stations.nearest(here, WIFI_SHOWN) if here else services.stations.find(StationFilter())
    )
    places = text.count("kiosk.tile.explore_words", len(services.places.all()))
    wifi = text.count("kiosk.tile.wifi_words", len(stations))
    return [
        Tile(ft.Icons.LANDSCAPE_ROUNDED, "info", text("kiosk.tile.explore"), places, routes.EXPLORE),
        Tile(ft.Icons.WIFI_ROUNDED, "success", text("kiosk.tile.wifi"), wifi, routes.WIFI),
    ]


def _offered(session: Session) -> list[Tile]:
    text = session.text
    events, trade = text("kiosk.tile.events_words"), text("kiosk.tile.trade_words")
    services = text.count("home.tile.services_words", len(session.services.catalogue.services()))
    return [
        Tile(ft.Icons.EVENT_ROUNDED, "gold", text("kiosk.tile.events"), events, routes.ALL_EVENTS),
        Tile(ft.Icons.STOREFRONT_ROUNDED, "warning", text("kiosk.tile.trade"), trade, routes.PRODUCTS),
        Tile(ft.Icons.ASSIGNMENT_ROUNDED, "info", text("kiosk.tile.services"), services, routes.SERVICES),
    ]


def _report(session: Session) -> Tile:
    text, icon = session.text, ft.Icons.SIGNAL_CELLULAR_CONNECTED_NO_INTERNET_0_BAR_ROUNDED
    return Tile(icon, "danger", text("kiosk.tile.report"), text("kiosk.tile.report_words"), routes.BLANK_SPOT)


def _emergency(session: Session) -> Tile:
    text, words = session.text, session.text("kiosk.tile.emergency_words")
    return Tile(ft.Icons.CALL_ROUNDED, "danger", text("emergency.title"), words, routes.EMERGENCY)
