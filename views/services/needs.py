"""How services are arranged for people: by what one needs, and what the app itself can do for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import flet as ft

from services.models import PublicService
from views import routes


@dataclass(frozen=True, slots=True)
class Need:
    """A reason to look for a service; ``id`` is the ``group`` of the rows that belong here."""

    id: str
    icon: ft.IconData


NEEDS = (
    Need("signal", ft.Icons.CELL_TOWER_ROUNDED),
    Need("complaint", ft.Icons.CAMPAIGN_ROUNDED),
    Need("business", ft.Icons.STOREFRONT_ROUNDED),
    Need("promotion", ft.Icons.TRAVEL_EXPLORE_ROUNDED),
    Need("information", ft.Icons.FIND_IN_PAGE_ROUNDED),
    Need("counter", ft.Icons.STORE_MALL_DIRECTORY_ROUNDED),
    Need("identity", ft.Icons.BADGE_ROUNDED),
    Need("vehicle", ft.Icons.DIRECTIONS_CAR_ROUNDED),
    Need("health", ft.Icons.VOLUNTEER_ACTIVISM_ROUNDED),
    Need("learning", ft.Icons.SCHOOL_ROUNDED),
)
OTHER = Need("other", ft.Icons.ASSIGNMENT_ROUNDED)
COMPLAINT = "pengaduan-layanan"
"""The service that takes complaints about the others."""


@dataclass(frozen=True, slots=True)
class AppAction:
    """What this app does for a service: its words and where it leads."""

    message_id: str
    path: str
    icon: ft.IconData


# Only what exists in the app.
ACTIONS = {
    "usul-blankspot": (
        AppAction("services.action.report", routes.BLANK_SPOT, ft.Icons.ADD_LOCATION_ALT_ROUNDED),
        AppAction("services.action.areas", routes.SIGNAL_AREAS, ft.Icons.MAP_ROUNDED),
    ),
    "darurat-112": (AppAction("services.action.emergency", routes.EMERGENCY, ft.Icons.CALL_ROUNDED),),
}


def need_of(service: PublicService) -> Need:
    """Return the need that a service serves, ``OTHER`` for a group that this version does not know."""
    return next((need for need in NEEDS if need.id == service.group), OTHER)


def by_need(rows: Iterable[PublicService]) -> list[tuple[Need, list[PublicService]]]:
    """Return the services under their needs, in the order of the needs; needs without any are left out."""
    kept = list(rows)
    groups = [(need, [row for row in kept if need_of(row) is need]) for need in (*NEEDS, OTHER)]
    return [(need, found) for need, found in groups if found]


def by_owner(rows: Iterable[PublicService]) -> list[tuple[str, list[PublicService]]]:
    """Return the services under their owners, by name of the owner."""
    groups: dict[str, list[PublicService]] = {}
    for row in rows:
        groups.setdefault(row.owner, []).append(row)
    return sorted(groups.items(), key=lambda group: group[0].casefold())
