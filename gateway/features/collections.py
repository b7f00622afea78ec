"""The collections: what they are called, and which members of a row everybody may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from gateway.clock import WIB
from gateway.tickets.public import PublicTicket

Row = Mapping[str, Any]

CRS84: Final = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
REQUESTS: Final = "requests"
ODBL: Final = ("https://opendatacommons.org/licenses/odbl/1-0/", "ODbL 1.0")
APACHE: Final = ("https://www.apache.org/licenses/LICENSE-2.0", "Apache 2.0")


@dataclass(frozen=True, slots=True)
class Collection:
    """One collection; ``members`` in the order of the CSV. ``source``: collection of the change feed.

    ``licence``: its address and name (docs/data-licences.md).
    """

    id: str
    title: str
    description: str
    members: tuple[str, ...]
    source: str | None = None
    licence: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature; degrees, WGS 84. Without a position it is in every list but none that asks for a box."""

    id: str
    lon: float | None
    lat: float | None
    properties: Mapping[str, Any]

    def as_geojson(self) -> dict[str, Any]:
        """Return the GeoJSON object."""
        has_place = self.lon is not None and self.lat is not None
        return {
            "type": "Feature",
            "id": self.id,
            "geometry": {"type": "Point", "coordinates": [self.lon, self.lat]} if has_place else None,
            "properties": dict(self.properties),
        }


STATIONS: Final = Collection(
    "wifi-stations",
    "Stasiun WiFi publik",
    "Public WiFi stations and candidates of the province, with what residents found there last.",
    (
        "name", "kind", "lifecycle", "state", "state_since", "last_proof_at", "regency_code", "village_code",
        "address", "operator", "opening_hours", "ssid", "security", "speed_mbps", "precision_m", "source",
        "precision", "verified",
    ),
    "wifi-stations",
    ODBL,
)  # fmt: skip
DESTINATIONS: Final = Collection(
    "destinations",
    "Tempat wisata",
    "Places to visit in the province.",
    (
        "name_id", "name_en", "category", "summary_id", "summary_en", "regency_code", "district",
        "village_code", "elevation_m", "precision_m", "source", "precision", "verified",
    ),
    "destinations",
    ODBL,
)  # fmt: skip
PRODUCTS: Final = Collection(
    "products",
    "Produk lokal",
    "Local products with the state of their geographical indication; they have no position.",
    (
        "name_id", "name_en", "category", "gi", "gi_as_of", "summary_id", "summary_en", "regency_code",
        "source", "precision", "verified",
    ),
    "products",
    APACHE,
)  # fmt: skip
BUSINESSES: Final = Collection(
    "businesses",
    "Usaha kecil (UMKM)",
    "Small businesses that asked to be shown. Their contacts are on their cards only, not here.",
    (
        "name", "category", "products", "summary_id", "summary_en", "regency_code", "village_code", "address",
        "opening_hours", "confirmed_on", "precision_m", "source", "precision", "verified",
    ),
    "businesses",
    APACHE,
)  # fmt: skip
TICKETS: Final = Collection(
    REQUESTS,
    "Permintaan dan laporan warga",
    "Requests of residents to agencies, with public members only, placed as their forms allow.",
    (
        "service_id", "agency_id", "status", "received_at", "updated_at", "due_on", "answered_at",
        "resolved_at", "closed_at", "reopened", "rating", "regency_code", "village_code", "description",
    ),
)  # fmt: skip
COLLECTIONS: Final = {each.id: each for each in (STATIONS, DESTINATIONS, PRODUCTS, BUSINESSES, TICKETS)}

_BOTH_LANGUAGES: Final = ("name", "summary")


def feature_of_row(collection: Collection, row: Row) -> Feature:
    """Return a content row as a feature; only members named by the collection leave the house."""
    flat = dict(row)
    for name in _BOTH_LANGUAGES:
        text = row.get(name)
        if isinstance(text, dict):
            flat |= {f"{name}_id": text.get("id"), f"{name}_en": text.get("en")}
    # A CSV cell holds one text: what is sold is named one after the other.
    if isinstance(sold := row.get("products"), list):
        flat["products"] = " ".join(sold)
    properties = {name: flat.get(name) for name in collection.members}
    return Feature(row["id"], row.get("lon"), row.get("lat"), properties)


def feature_of_ticket(ticket: PublicTicket) -> Feature:
    """Return a public ticket as a feature, by its number."""
    times = ("received_at", "updated_at", "answered_at", "resolved_at", "closed_at")
    flat: dict[str, Any] = {name: getattr(ticket, name) for name in TICKETS.members}
    flat |= {name: flat[name].astimezone(WIB).isoformat() for name in times if flat[name]}
    if ticket.due_on:
        flat["due_on"] = ticket.due_on.isoformat()
    return Feature(ticket.number, ticket.lon, ticket.lat, flat)
