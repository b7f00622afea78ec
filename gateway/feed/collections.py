"""Names of the collections of the feed."""

from __future__ import annotations

from typing import Final

REGIONS: Final = "regions"
WIFI_STATIONS: Final = "wifi-stations"
OPERATORS: Final = "operators"
SERVICES: Final = "services"
AGENCIES: Final = "agencies"
EVENTS: Final = "events"
PRODUCTS: Final = "products"
BUSINESSES: Final = "businesses"
DESTINATIONS: Final = "destinations"
NOTICES: Final = "notices"
PROGRAMMES: Final = "programmes"
ROUTES: Final = "routes"
BLANK_SPOTS: Final = "blank-spots"

COLLECTIONS: Final = frozenset(
    {
        REGIONS,
        WIFI_STATIONS,
        DESTINATIONS,
        OPERATORS,
        "emergency-numbers",
        SERVICES,
        AGENCIES,
        PROGRAMMES,
        NOTICES,
        "holidays",
        EVENTS,
        PRODUCTS,
        BUSINESSES,
        ROUTES,
        BLANK_SPOTS,
    }
)

GATEWAY_FIELDS: Final = {
    WIFI_STATIONS: ("state", "state_since", "last_proof_at", "checks_24h"),
}
"""Fields that the gateway itself keeps up to date: an import never overwrites them."""
