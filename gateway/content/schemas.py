"""The shape of one row of every collection; a row that fails here never reaches the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from gateway.content.news_rows import NoticeRow, ProgrammeRow
from gateway.content.route_row import RouteRow
from gateway.content.row_parts import (
    BothLanguages,
    Identifier,
    IsoDay,
    Metres,
    Photos,
    Positioned,
    RegencyCode,
    RegionCode,
    Row,
    SourcedText,
    Strict,
    Text,
    Verified,
    VillageCode,
)
from gateway.content.trade_rows import BusinessRow, ProductRow
from gateway.forms.definition import form_faults
from gateway.reasons import reason

CATEGORIES = Literal[
    "agritourism", "beach", "conservation", "culinary", "culture", "harbour", "history", "hot_spring",
    "island", "lake", "mountain", "museum", "park", "recreation", "religious", "shopping",
    "tourism_village", "waterfall",
]  # fmt: skip

FACILITIES = Literal[
    "camping", "changing_room", "food", "guide", "lodging", "parking", "prayer_room", "shop", "toilet",
    "water", "wheelchair",
]  # fmt: skip

EVENT_CATEGORIES = Literal["anniversary", "carnival", "festival", "tradition"]

GROUPS = Literal[
    "business", "complaint", "counter", "health", "identity", "information", "learning", "promotion",
    "signal", "vehicle",
]  # fmt: skip


LONGEST_DAYS = 92


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


class RegionRow(Positioned):
    """``regions``."""

    id: RegionCode
    level: Literal["province", "regency", "district", "village"]
    name: Text
    kind: Text
    parent_id: RegionCode | None
    radius_m: Metres | None = None


class StationRow(Positioned):
    """``wifi-stations``."""

    name: Text
    kind: Literal["tourism", "education", "health", "public_facility", "remote_village"]
    lifecycle: Literal["candidate", "planned", "active", "retired"]
    precision_m: Metres | None = None
    regency_code: RegencyCode
    village_code: VillageCode | None = None
    address: Text | None = None
    operator: Text | None = None
    opening_hours: Text | None = None
    ssid: Annotated[str, Field(min_length=1, max_length=32)] | None = None
    security: Literal["open", "wpa"] | None = None
    password: Text | None = None
    login_hint: BothLanguages | None = None
    phone: Text | None = None
    speed_mbps: Annotated[float, Field(gt=0, le=100_000)] | None = None
    verified: Verified


class DestinationRow(Positioned):
    """``destinations``."""

    name: BothLanguages
    category: CATEGORIES
    summary: BothLanguages
    summary_source: Text
    precision_m: Metres | None = None
    regency_code: RegencyCode
    district: Text | None = None
    village_code: VillageCode | None = None
    elevation_m: Annotated[float, Field(ge=-50, le=6000)] | None = None
    safety: BothLanguages | None = None
    keywords: list[Text] = Field(default_factory=list)
    opening_hours: Text | None = None
    facilities: list[FACILITIES] = Field(default_factory=list)
    fee: SourcedText | None = None
    getting_there: SourcedText | None = None
    story: SourcedText | None = None
    photos: Photos = Field(default_factory=list)
    verified: Verified


class OperatorRow(Row):
    """``operators``."""

    name: Text
    company: Text
    brands: list[Text] = Field(default_factory=list)
    mobile: bool


class EmergencyNumberRow(Row):
    """``emergency-numbers``."""

    number: Annotated[str, Field(pattern=r"^[+(0-9][0-9 ()/-]{2,24}$")]
    name: BothLanguages
    note: BothLanguages | None = None
    regency_codes: list[RegencyCode] = Field(default_factory=list)
    verified: Verified


class ServiceRow(Row):
    """``services`` (docs/forms.md); ``target_days`` in working days. The form has checks of its own."""

    name: BothLanguages
    owner: Text
    requirements: list[BothLanguages] = Field(default_factory=list)
    note: BothLanguages | None = None
    verified: Verified
    agency_id: Identifier | None = None
    group: GROUPS
    who: BothLanguages | None = None
    cost: BothLanguages | None = None
    target_days: Annotated[int, Field(ge=1, le=366)] | None = None
    form: dict[str, Any] | None = None
    kind: Literal["service_request", "blank_spot"] = "service_request"
    keywords: list[Text] = Field(default_factory=list)

    def owed(self) -> list[tuple[str, str]]:
        """Return (field, reason) for what the members owe each other and the form its own rules."""
        faults: list[tuple[str, str]] = []
        if self.form is not None:
            faults += [(fault.path, fault.reason) for fault in form_faults(self.form)]
        if self.kind == "blank_spot" and self.form is not None:
            faults.append(("form", "a blank spot is reported on its own screen: leave the form out"))
        if self.agency_id is None and (self.form is not None or self.kind == "blank_spot"):
            faults.append(("agency_id", "what can be asked for needs an agency that answers"))
        return faults


class AgencyRow(Row):
    """``agencies``."""

    name: Text
    verified: Verified


class HolidayRow(Row):
    """``holidays``: one day, or ``date`` to ``until`` for school holidays; ISO dates."""

    date: IsoDay
    until: IsoDay | None = None
    name: BothLanguages
    kind: Literal["public", "joint_leave", "school"]
    precision: Literal["date", "estimated"]
    verified: Verified

    @model_validator(mode="after")
    def _at_most_92_days(self) -> HolidayRow:
        if not 0 <= _days_between(self.date, self.until or self.date) <= LONGEST_DAYS:
            raise ValueError("until must lie 0 to 92 days after date")
        return self


class Edition(Strict):
    """One time that an event is held, ``from`` to ``to`` inclusive; ISO days."""

    first: Annotated[IsoDay, Field(alias="from")]
    to: IsoDay
    precision: Literal["date", "estimated"] = "date"

    @model_validator(mode="after")
    def _at_most_92_days(self) -> Edition:
        if not 0 <= _days_between(self.first, self.to) <= LONGEST_DAYS:
            raise ValueError("to must lie 0 to 92 days after from")
        return self


class EventRow(Positioned):
    """``events``. ``dates_known`` False: when it is next held is not known; ``dates`` has past ones only."""

    name: BothLanguages
    category: EVENT_CATEGORIES
    summary: BothLanguages
    recurrence: BothLanguages | None = None
    dates: list[Edition] = Field(default_factory=list)
    dates_known: bool
    place: Text
    precision_m: Metres | None = None
    regency_code: RegencyCode | None = None
    village_code: VillageCode | None = None
    verified: Verified

    def owed(self) -> list[tuple[str, str]]:
        """Return (field, reason) when dates are called known and none is given."""
        if self.dates_known and not self.dates:
            return [("dates", "dates_known needs at least one edition")]
        return []


SCHEMAS: Mapping[str, type[BaseModel]] = {
    "regions": RegionRow,
    "wifi-stations": StationRow,
    "destinations": DestinationRow,
    "operators": OperatorRow,
    "emergency-numbers": EmergencyNumberRow,
    "services": ServiceRow,
    "agencies": AgencyRow,
    "programmes": ProgrammeRow,
    "notices": NoticeRow,
    "holidays": HolidayRow,
    "events": EventRow,
    "products": ProductRow,
    "businesses": BusinessRow,
    "routes": RouteRow,
}
"""Row shape by collection, in the order in which people expect to read about them."""

Owing = ServiceRow | EventRow | NoticeRow | RouteRow | ProductRow | BusinessRow
"""Rows whose members owe each other something."""


def shape_faults(collection: str, row: object) -> list[tuple[str, str]]:
    """Return (field, reason) for everything wrong with the shape of one row; empty when it is right."""
    try:
        checked = SCHEMAS[collection].model_validate(row)
    except ValidationError as error:
        return [(_field(detail), reason(detail)) for detail in error.errors(include_url=False)]
    return checked.owed() if isinstance(checked, Owing) else []


def _field(detail: ErrorDetails) -> str:
    return ".".join(str(part) for part in detail["loc"])
