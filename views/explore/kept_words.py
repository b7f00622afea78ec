"""What is said of a kept place of any kind, from the content of today."""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from services.kept_places import Kept, KeptKind
from views import routes
from views.components.station_words import KIND_ICONS, kind_words
from views.components.trip_steps import here_point
from views.explore.findings import ICONS, place_hit, row_words
from views.explore.trade_words import business_words
from views.state import Session


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Icon, name and one line of a place, more about it from here, and its path: None once it is gone."""

    icon: ft.IconData
    title: str
    line: str
    path: str | None
    more: tuple[str | None, ...] = ()

    @property
    def all(self) -> str:
        """Return everything that is known in one line."""
        return " · ".join(part for part in (self.line, *self.more) if part)


def kept_words(session: Session, kept: Kept) -> KeptWords:
    """Return what is said of ``kept``; what is gone keeps the name of the day it was kept."""
    said = _WORDS[kept.kind](session, kept.id)
    if said is not None:
        return said
    name = kept.name.in_language(session.state.language)
    return KeptWords(ft.Icons.LOCATION_OFF_ROUNDED, name, session.text("saved.gone"), None)


def _destination(session: Session, place_id: str) -> KeptWords | None:
    hit = place_hit(session, place_id)
    if hit is None:
        return None
    row = row_words(session, hit)
    icon = ICONS.get(row.category, ft.Icons.PLACE_ROUNDED)
    return KeptWords(icon, row.title, row.line, routes.destination(row.id), (row.distance, row.precision))


def _station(session: Session, station_id: str) -> KeptWords | None:
    station = session.services.stations.get(station_id)
    if station is None:
        return None
    line = f"{session.text('nav.wifi')} · {kind_words(session, station)}"
    return KeptWords(KIND_ICONS[station.kind], station.name, line, routes.station(station.id))


def _business(session: Session, business_id: str) -> KeptWords | None:
    hit = session.services.businesses.hit(business_id, here_point(session))
    if hit is None:
        return None
    row = business_words(session, hit)
    return KeptWords(ft.Icons.STOREFRONT_ROUNDED, row.title, row.line, row.path, (row.hours, row.distance))


_WORDS = {
    KeptKind.DESTINATION: _destination,
    KeptKind.STATION: _station,
    KeptKind.BUSINESS: _business,
}
