"""The shape of one row of every collection; a row that fails here never reaches the database.

Types are strict ("3" is not 3, 1 is not true). Members that are not named here are kept as they are:
the wire contract is additive.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from gateway.forms.definition import form_faults
from gateway.reasons import reason

Text = Annotated[str, Field(min_length=1, max_length=5_000, pattern=r"\S")]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9._-]{0,98}[a-z0-9])?$")]
Metres = Annotated[float, Field(ge=0, le=1_000_000)]
RegencyCode = Annotated[str, Field(pattern=r"^\d\d\.\d\d$")]
VillageCode = Annotated[str, Field(pattern=r"^\d\d\.\d\d\.\d\d\.\d{4}$")]
RegionCode = Annotated[str, Field(pattern=r"^\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?$")]
Verified = Literal["source", "memory"]


def _iso_day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _iso_moment(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a time needs an offset like +07:00")
    return text


IsoMoment = Annotated[str, AfterValidator(_iso_moment)]
IsoDay = Annotated[str, AfterValidator(_iso_day)]

CATEGORIES = Literal[
    "agritourism", "beach", "conservation", "culinary", "culture", "harbour", "history", "hot_spring",
    "island", "lake", "mountain", "museum", "park", "recreation", "religious", "shopping",
    "tourism_village", "waterfall",
]  # fmt: skip

EVENT_CATEGORIES = Literal["anniversary", "carnival", "festival", "tradition"]

GROUPS = Literal[
    "business", "complaint", "counter", "health", "identity", "information", "learning", "promotion",
    "signal", "vehicle",
]  # fmt: skip


class Strict(BaseModel):
    """Common rules: strict types, finite numbers, unknown members kept."""

    model_config = ConfigDict(strict=True, extra="allow", allow_inf_nan=False, frozen=True)


class BothLanguages(Strict):
    """A sentence in Indonesian, and in English where it exists."""

    id: Text
    en: Text | None = None


class Row(Strict):
    """Every content row says where it comes from and how exact it is."""

    id: Identifier
    source: Text
    precision: Text


class Positioned(Row):
    """A row that may have a position: both numbers or neither."""

    lat: Annotated[float, Field(ge=-180, le=180)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> Positioned:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon belong together: give both or neither")
        return self


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
    verified: Verified


class OperatorRow(Row):
    """``operators``."""

    name: Text
    company: Text
    brands: list[Text] = []
    mobile: bool


class EmergencyNumberRow(Row):
    """``emergency-numbers``."""

    number: Annotated[str, Field(pattern=r"^[+(0-9][0-9 ()/-]{2,24}$")]
    name: BothLanguages
    note: BothLanguages | None = None
    regency_codes: list[RegencyCode] = []
    verified: Verified


class ServiceRow(Row):
    """``services`` (docs/forms.md); ``target_days`` in working days. The form has checks of its own."""

    name: BothLanguages
    owner: Text
    requirements: list[BothLanguages] = []
    note: BothLanguages | None = None
    verified: Verified
    agency_id: Identifier | None = None
    group: GROUPS
    who: BothLanguages | None = None
    cost: BothLanguages | None = None
    target_days: Annotated[int, Field(ge=1, le=366)] | None = None
    form: dict[str, Any] | None = None
    kind: Literal["service_request", "blank_spot"] = "service_request"
    keywords: list[Text] = []

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


class NoticeRow(Strict):
    """``notices``: shown from ``published_at`` until ``expires_at``, ISO 8601 with offset."""

    id: Identifier
    title: BothLanguages
    body: BothLanguages
    published_at: IsoMoment
    expires_at: IsoMoment | None = None
    source: Text

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> NoticeRow:
        first = datetime.fromisoformat(self.published_at)
        if self.expires_at is not None and datetime.fromisoformat(self.expires_at) <= first:
            raise ValueError("expires_at must be later than published_at")
        return self


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
        first = date.fromisoformat(self.date)
        last = date.fromisoformat(self.until or self.date)
        if not 0 <= (last - first).days <= 92:
            raise ValueError("until must lie 0 to 92 days after date")
        return self


class Edition(Strict):
    """One time that an event is held, ``from`` to ``to`` inclusive; ISO days."""

    first: Annotated[IsoDay, Field(alias="from")]
    to: IsoDay
    precision: Literal["date", "estimated"] = "date"

    @model_validator(mode="after")
    def _at_most_92_days(self) -> Edition:
        if not 0 <= (date.fromisoformat(self.to) - date.fromisoformat(self.first)).days <= 92:
            raise ValueError("to must lie 0 to 92 days after from")
        return self


class EventRow(Positioned):
    """``events``. ``dates_known`` False: when it is next held is not known; ``dates`` has past ones only."""

    name: BothLanguages
    category: EVENT_CATEGORIES
    summary: BothLanguages
    recurrence: BothLanguages | None = None
    dates: list[Edition] = []
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
    "notices": NoticeRow,
    "holidays": HolidayRow,
    "events": EventRow,
}
"""Row shape by collection, in the order in which people expect to read about them."""


def shape_faults(collection: str, row: object) -> list[tuple[str, str]]:
    """Return (field, reason) for everything wrong with the shape of one row; empty when it is right."""
    try:
        checked = SCHEMAS[collection].model_validate(row)
    except ValidationError as error:
        return [(_field(detail), reason(detail)) for detail in error.errors(include_url=False)]
    return checked.owed() if isinstance(checked, ServiceRow | EventRow) else []


def _field(detail: ErrorDetails) -> str:
    return ".".join(str(part) for part in detail["loc"])
