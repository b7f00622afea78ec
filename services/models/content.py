"""Content that the province publishes: places, services, agencies, operators, numbers, events.

Every row keeps ``source`` (where the fact comes from), ``precision`` (how exact) and ``verified``
("source", or "memory" for a row that still has to be checked against its official source).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from services.models import wire
from services.models.form import FormDefinition
from services.models.geo import Point, optional_point
from services.models.picture import Picture
from services.models.text import LocalText, SourcedText


@dataclass(frozen=True, slots=True)
class Place:
    """A destination. ``precision_m`` bounds the error of ``point`` in metres (None: unknown).

    ``keywords`` are other names and words that people look for it by; ``opening_hours`` is an expression of
    :mod:`services.opening_hours`. What is None or empty from there on is not known.
    """

    id: str
    name: LocalText
    category: str
    summary: LocalText
    point: Point | None
    precision_m: float | None
    regency_id: str
    district: str | None
    village_id: str | None
    elevation_m: float | None
    safety: LocalText | None
    source: str
    precision: str
    verified: str
    summary_source: str
    keywords: tuple[str, ...] = ()
    opening_hours: str | None = None
    facilities: tuple[str, ...] = ()
    fee: SourcedText | None = None
    getting_there: SourcedText | None = None
    story: SourcedText | None = None
    photos: tuple[Picture, ...] = ()

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Place:
        """Read one ``destinations`` row; raises ``WireError``."""
        return cls(
            id=wire.text(row, "id"),
            name=LocalText.from_wire(row, "name"),
            category=wire.text(row, "category"),
            summary=LocalText.from_wire(row, "summary"),
            point=optional_point(row),
            precision_m=wire.optional_number(row, "precision_m"),
            regency_id=wire.text(row, "regency_code"),
            district=wire.optional_text(row, "district"),
            village_id=wire.optional_text(row, "village_code"),
            elevation_m=wire.optional_number(row, "elevation_m"),
            safety=LocalText.optional(row, "safety"),
            source=wire.text(row, "source"),
            precision=wire.text(row, "precision"),
            verified=wire.text(row, "verified"),
            summary_source=wire.text(row, "summary_source"),
            keywords=tuple(str(word) for word in row.get("keywords") or ()),
            opening_hours=wire.optional_text(row, "opening_hours"),
            facilities=tuple(str(name) for name in row.get("facilities") or ()),
            fee=SourcedText.optional(row, "fee"),
            getting_there=SourcedText.optional(row, "getting_there"),
            story=SourcedText.optional(row, "story"),
            photos=tuple(Picture.from_wire(photo) for photo in wire.objects(row, "photos")),
        )


class ServiceKind(StrEnum):
    """How a service is asked for: with its form, or on the screen of blank spots."""

    SERVICE_REQUEST = "service_request"
    BLANK_SPOT = "blank_spot"


@dataclass(frozen=True, slots=True)
class PublicService:
    """A service that an agency offers.

    ``cost`` and ``target_days`` (working days) are None when no source states them; ``form`` is None when
    the service is not asked for in the app; ``group`` is the need it serves.
    """

    id: str
    name: LocalText
    owner: str
    requirements: tuple[LocalText, ...]
    note: LocalText | None
    source: str
    precision: str
    verified: str
    agency_id: str | None = None
    group: str | None = None
    who: LocalText | None = None
    cost: LocalText | None = None
    target_days: int | None = None
    form: FormDefinition | None = None
    kind: ServiceKind = ServiceKind.SERVICE_REQUEST
    keywords: tuple[str, ...] = ()

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> PublicService:
        """Read one ``services`` row; raises ``WireError``."""
        days = wire.optional_number(row, "target_days")
        return cls(
            id=wire.text(row, "id"),
            name=LocalText.from_wire(row, "name"),
            owner=wire.text(row, "owner"),
            requirements=tuple(LocalText.from_wire({"r": r}, "r") for r in wire.objects(row, "requirements")),
            note=LocalText.optional(row, "note"),
            source=wire.text(row, "source"),
            precision=wire.text(row, "precision"),
            verified=wire.text(row, "verified"),
            agency_id=wire.optional_text(row, "agency_id"),
            group=wire.optional_text(row, "group"),
            who=LocalText.optional(row, "who"),
            cost=LocalText.optional(row, "cost"),
            target_days=None if days is None else int(days),
            form=FormDefinition.optional(row, "form"),
            kind=ServiceKind.BLANK_SPOT if row.get("kind") == "blank_spot" else ServiceKind.SERVICE_REQUEST,
            keywords=tuple(str(word) for word in row.get("keywords") or ()),
        )


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of the province (OPD)."""

    id: str
    name: str
    source: str
    precision: str
    verified: str

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Agency:
        """Read one ``agencies`` row; raises ``WireError``."""
        return cls(*(wire.text(row, name) for name in ("id", "name", "source", "precision", "verified")))


@dataclass(frozen=True, slots=True)
class Operator:
    """A mobile operator (``mobile``: asked about in a blank-spot report) or a fixed one."""

    id: str
    name: str
    company: str
    brands: tuple[str, ...]
    mobile: bool
    source: str
    precision: str

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Operator:
        """Read one ``operators`` row; raises ``WireError``."""
        return cls(
            id=wire.text(row, "id"),
            name=wire.text(row, "name"),
            company=wire.text(row, "company"),
            brands=tuple(str(brand) for brand in row.get("brands") or ()),
            mobile=row.get("mobile") is True,
            source=wire.text(row, "source"),
            precision=wire.text(row, "precision"),
        )


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """A number to call. ``regency_ids`` limits it to regencies where it is confirmed (empty: everywhere)."""

    id: str
    number: str
    name: LocalText
    note: LocalText | None
    regency_ids: tuple[str, ...]
    source: str
    precision: str
    verified: str

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> EmergencyNumber:
        """Read one ``emergency-numbers`` row; raises ``WireError``."""
        return cls(
            id=wire.text(row, "id"),
            number=wire.text(row, "number"),
            name=LocalText.from_wire(row, "name"),
            note=LocalText.optional(row, "note"),
            regency_ids=tuple(str(code) for code in row.get("regency_codes") or ()),
            source=wire.text(row, "source"),
            precision=wire.text(row, "precision"),
            verified=wire.text(row, "verified"),
        )


@dataclass(frozen=True, slots=True)
class Edition:
    """One time that an event is held, ``first`` to ``last`` inclusive; ``estimated``: it may shift."""

    first: date
    last: date
    estimated: bool

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Edition:
        """Read one of the ``dates`` of an event; raises ``WireError``."""
        first, last = wire.day(row, "from"), wire.day(row, "to")
        if last < first:
            raise wire.WireError(f"to: {last} is before {first}")
        return cls(first, last, row.get("precision") == "estimated")


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the province. Not ``dates_known``: nobody has said when it is next held.

    ``editions`` are in the order of their days; ``regency_id`` is None for the whole province.
    """

    id: str
    name: LocalText
    category: str
    summary: LocalText
    recurrence: LocalText | None
    editions: tuple[Edition, ...]
    dates_known: bool
    place: str
    point: Point | None
    precision_m: float | None
    regency_id: str | None
    source: str
    precision: str
    verified: str

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Event:
        """Read one ``events`` row; raises ``WireError``."""
        editions = [Edition.from_wire(edition) for edition in wire.objects(row, "dates")]
        return cls(
            id=wire.text(row, "id"),
            name=LocalText.from_wire(row, "name"),
            category=wire.text(row, "category"),
            summary=LocalText.from_wire(row, "summary"),
            recurrence=LocalText.optional(row, "recurrence"),
            editions=tuple(sorted(editions, key=lambda edition: edition.first)),
            dates_known=row.get("dates_known") is True,
            place=wire.text(row, "place"),
            point=optional_point(row),
            precision_m=wire.optional_number(row, "precision_m"),
            regency_id=wire.optional_text(row, "regency_code"),
            source=wire.text(row, "source"),
            precision=wire.text(row, "precision"),
            verified=wire.text(row, "verified"),
        )

    def next_edition(self, today: date) -> Edition | None:
        """Return the edition that is on at ``today`` or comes next, None when it is not known."""
        if not self.dates_known:
            return None
        return next((edition for edition in self.editions if edition.last >= today), None)
