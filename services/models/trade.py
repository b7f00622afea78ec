"""Local products, and the small businesses that sell them.

Every row keeps ``source``, ``precision`` and ``verified`` as those in ``content`` do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from services.models import wire
from services.models.geo import Point, optional_point
from services.models.text import LocalText


class Indication(StrEnum):
    """How far a product is with its geographical indication, the furthest first."""

    REGISTERED = "registered"
    IN_PROCESS = "in_process"
    POTENTIAL = "potential"


@dataclass(frozen=True, slots=True)
class Product:
    """A local product. ``regency_id`` is None for the whole province.

    ``indication`` is None when no source speaks of one; ``indication_as_of`` is the first day of the month
    in which the source said so. ``caution`` is what a buyer should know first.
    """

    id: str
    name: LocalText
    category: str
    regency_id: str | None
    indication: Indication | None
    indication_as_of: date | None
    summary: LocalText
    caution: LocalText | None
    source: str
    precision: str
    verified: str
    keywords: tuple[str, ...] = ()

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Product:
        """Read one ``products`` row; raises ``WireError``. A status of tomorrow is read as none."""
        said, month = wire.optional_text(row, "gi"), wire.optional_text(row, "gi_as_of")
        return cls(
            id=wire.text(row, "id"),
            name=LocalText.from_wire(row, "name"),
            category=wire.text(row, "category"),
            regency_id=wire.optional_text(row, "regency_code"),
            indication=Indication(said) if said in set(Indication) else None,
            indication_as_of=wire.day({"gi_as_of": f"{month}-01"}, "gi_as_of") if month else None,
            summary=LocalText.from_wire(row, "summary"),
            caution=LocalText.optional(row, "caution"),
            source=wire.text(row, "source"),
            precision=wire.text(row, "precision"),
            verified=wire.text(row, "verified"),
            keywords=_texts(row, "keywords"),
        )


@dataclass(frozen=True, slots=True)
class Business:
    """The card of a small business, with the contacts that its owner gave for publication.

    ``product_ids`` are those of :class:`Product`. ``precision_m`` bounds the error of ``point`` in metres
    (None: unknown). ``opening_hours`` is in OSM syntax. ``confirmed_on``: when somebody last made sure.
    """

    id: str
    name: str
    category: str
    summary: LocalText
    product_ids: tuple[str, ...]
    phone: str | None
    whatsapp: str | None
    shop_url: str | None
    point: Point | None
    precision_m: float | None
    regency_id: str
    village_id: str | None
    address: str | None
    opening_hours: str | None
    confirmed_on: date
    source: str
    precision: str
    verified: str
    keywords: tuple[str, ...] = ()

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Business:
        """Read one ``businesses`` row; raises ``WireError``. Contacts need the owner's consent."""
        agreed = row.get("contact_consent") is True
        phone, whatsapp, shop_url = (
            wire.optional_text(row, name) if agreed else None for name in ("phone", "whatsapp", "shop_url")
        )
        return cls(
            id=wire.text(row, "id"),
            name=wire.text(row, "name"),
            category=wire.text(row, "category"),
            summary=LocalText.from_wire(row, "summary"),
            product_ids=_texts(row, "products"),
            phone=phone,
            whatsapp=whatsapp,
            shop_url=shop_url if shop_url and shop_url.startswith("https://") else None,
            point=optional_point(row),
            precision_m=wire.optional_number(row, "precision_m"),
            regency_id=wire.text(row, "regency_code"),
            village_id=wire.optional_text(row, "village_code"),
            address=wire.optional_text(row, "address"),
            opening_hours=wire.optional_text(row, "opening_hours"),
            confirmed_on=wire.day(row, "confirmed_on"),
            source=wire.text(row, "source"),
            precision=wire.text(row, "precision"),
            verified=wire.text(row, "verified"),
            keywords=_texts(row, "keywords"),
        )


def _texts(row: Mapping[str, Any], field: str) -> tuple[str, ...]:
    return tuple(str(word) for word in row.get(field) or ())
