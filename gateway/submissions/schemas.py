"""What a submission looks like on the wire (docs/api.md)."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from gateway.validation import Moment, Wire

MAX_PHOTOS: Final = 3
_TEN_YEARS_S: Final = 10 * 366 * 86_400

Kind = Literal["blank_spot", "wifi_check", "confirmation", "withdrawal"]
Word = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}\z")]
Uuid = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\z")
]
VillageCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}\z")]


def _refuse_duplicates(values: list[str]) -> list[str]:
    if len(set(values)) != len(values):
        raise PydanticCustomError("duplicate", "Named twice")
    return values


class Position(Wire):
    """Where the sender was, inside the province and its sea; an accuracy of 0 is not knowledge."""

    lat: Annotated[float, Field(ge=-6.0, le=-1.8)]
    lon: Annotated[float, Field(ge=100.5, le=104.5)]
    accuracy_m: Annotated[float, Field(gt=0, le=100_000)] | None = None
    source: Literal["gps", "pin", "village"]
    age_s: Annotated[int, Field(ge=0, le=_TEN_YEARS_S)]
    fixes: Annotated[int, Field(ge=0, le=10_000)]
    mocked: bool | None = None


class OperatorReading(Wire):
    """What one operator's network did; null: not tried."""

    operator: Word
    signal_class: Annotated[Literal["blank", "weak", "ok"], Field(alias="class")]
    call: bool | None = None
    sms: bool | None = None
    data: bool | None = None
    technology: Literal["none", "2g", "3g", "4g", "5g"] | None = None
    signal_dbm: Annotated[float, Field(ge=-150, le=-20)] | None = None
    signal_reason: Word | None = None


class BlankSpotPayload(Wire):
    """Kind ``blank_spot``."""

    position: Position
    village_code: VillageCode | None = None
    village_basis: Literal["polygon", "centroid", "chosen"] | None = None
    environment: Literal["outdoor", "indoor", "vehicle"]
    operators: Annotated[list[OperatorReading], Field(min_length=1, max_length=6)]
    observed_at: Moment
    connectivity: Word | None = None
    note: Annotated[str, StringConstraints(max_length=2000)] = ""
    similar_to: Word | None = None

    @field_validator("operators")
    @classmethod
    def _name_each_once(cls, value: list[OperatorReading]) -> list[OperatorReading]:
        _refuse_duplicates([reading.operator for reading in value])
        return value


class WifiCheckPayload(Wire):
    """Kind ``wifi_check``."""

    station_id: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    result: Literal["ok", "no_internet", "absent"]
    observed_at: Moment
    position: Position | None = None


class ConfirmationPayload(Wire):
    """Kind ``confirmation``."""

    about_type: Literal["blank_spot_area", "submission"]
    about_id: Word
    agrees: bool
    operators: Annotated[list[Word], Field(max_length=6, default_factory=list)]
    observed_at: Moment
    position: Position | None = None

    _once = field_validator("operators")(_refuse_duplicates)


class WithdrawalPayload(Wire):
    """Kind ``withdrawal``."""

    target: Uuid


Payload = BlankSpotPayload | WifiCheckPayload | ConfirmationPayload | WithdrawalPayload

PAYLOADS: Final[dict[str, type[Payload]]] = {
    "blank_spot": BlankSpotPayload,
    "wifi_check": WifiCheckPayload,
    "confirmation": ConfirmationPayload,
    "withdrawal": WithdrawalPayload,
}


class Envelope(Wire):
    """What is around every payload."""

    kind: Kind
    fingerprint: Sha256
    created_at: Moment
    app_version: Word
    schema_version: Annotated[int, Field(ge=0, le=1_000_000)]
    notice_version: Annotated[str, StringConstraints(max_length=64)]
    payload: dict[str, Any]
    attachments: Annotated[list[Sha256], Field(max_length=MAX_PHOTOS)]

    _once = field_validator("attachments")(_refuse_duplicates)


class StatusQuery(Wire):
    """Body of ``POST /v1/submissions/status``."""

    ids: Annotated[list[Uuid], Field(max_length=200)]
    since: Annotated[str, StringConstraints(max_length=80)] | None = None
