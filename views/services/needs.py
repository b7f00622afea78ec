"""How services are arranged for people: by what one needs, and what the app itself can do for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import flet as ft

from services.models import PublicService
from views import routes


@dataclass(frozen=True, slots=True)
class Need:
    """A reason to look for a service. ``services``: ids of those that belong here."""

    id: str
    icon: ft.IconData
    services: frozenset[str]


NEEDS = (
    Need("signal", ft.Icons.SOS_ROUNDED, frozenset({"usul-blankspot", "darurat-112"})),
    Need("counter", ft.Icons.STORE_MALL_DIRECTORY_ROUNDED, frozenset({"mpp-kota", "mpp-benteng"})),
    Need("identity", ft.Icons.BADGE_ROUNDED, frozenset({"ikd", "adminduk"})),
    Need(
        "vehicle",
        ft.Icons.DIRECTIONS_CAR_ROUNDED,
        frozenset(
            {
                "pkb-tahunan",
                "pkb-5-tahunan",
                "signal",
                "bbn-kb-1",
                "bbn-kb-2",
                "mutasi-masuk",
                "mutasi-keluar",
                "ubah-bentuk",
                "duplikat-stnk",
            }
        ),
    ),
    Need(
        "business",
        ft.Icons.STOREFRONT_ROUNDED,
        frozenset({"perizinan", "nib-umkm", "halal", "pirt", "kartu-kuning"}),
    ),
    Need("health", ft.Icons.VOLUNTEER_ACTIVISM_ROUNDED, frozenset({"dtks", "bpjs", "sip-nakes"})),
    Need("learning", ft.Icons.SCHOOL_ROUNDED, frozenset({"spmb", "perpustakaan", "magang"})),
    Need(
        "complaint",
        ft.Icons.CAMPAIGN_ROUNDED,
        frozenset({"sp4n-lapor", "jalan-rusak", "wbs", "ppid", "keberatan-info"}),
    ),
)
OTHER = Need("other", ft.Icons.ASSIGNMENT_ROUNDED, frozenset())


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


def need_of(service_id: str) -> Need:
    """Return the need that a service belongs to, ``OTHER`` for one that was added later."""
    return next((need for need in NEEDS if service_id in need.services), OTHER)


def by_need(rows: Iterable[PublicService]) -> list[tuple[Need, list[PublicService]]]:
    """Return the services under their needs, in the order of the needs; needs without any are left out."""
    kept = list(rows)
    groups = [(need, [row for row in kept if need_of(row.id) is need]) for need in (*NEEDS, OTHER)]
    return [(need, found) for need, found in groups if found]


def by_owner(rows: Iterable[PublicService]) -> list[tuple[str, list[PublicService]]]:
    """Return the services under their owners, by name of the owner."""
    groups: dict[str, list[PublicService]] = {}
    for row in rows:
        groups.setdefault(row.owner, []).append(row)
    return sorted(groups.items(), key=lambda group: group[0].casefold())
