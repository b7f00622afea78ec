"""What a submission looks like on the wire (docs/api.md)."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from gateway.validation import Moment, Wire

MAX_ATTACHMENTS: Final = {"blank_spot": 3, "service_request": 8, "comment": 3, "resolution": 3}
"""Most attachments of a kind; the others take none."""
MIN_REASON: Final = 10
_TEN_YEARS_S: Final = 10 * 366 * 86_400

Kind = Literal[
    "blank_spot",
    "wifi_check",
    "confirmation",
    "withdrawal",
    "service_request",
    "comment",
    "rating",
    "resolution",
]
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


class ServiceRequestPayload(Wire):
    """Kind ``service_request``; the answers are checked by their form."""

    service_id: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    form_version: Annotated[int, Field(ge=1, le=1_000_000)]
    answers: dict[str, Any]
    observed_at: Moment


class CommentPayload(Wire):
    """Kind ``comment``."""

    target: Uuid
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class RatingPayload(Wire):
    """Kind ``rating``."""

    target: Uuid
    stars: Annotated[int, Field(ge=1, le=5)]
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)] = ""


class ResolutionPayload(Wire):
    """Kind ``resolution``: what the reporter says to "resolved"."""

    target: Uuid
    accepted: bool
    text: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=2000), Field(validate_default=True)
    ] = ""

    @field_validator("text")
    @classmethod
    def _reopening_needs_a_reason(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("accepted") is False and len(value) < MIN_REASON:
            raise PydanticCustomError("too_short", "Say in a sentence what is not done")
        return value


TicketAct = CommentPayload | RatingPayload | ResolutionPayload
Payload = (
    BlankSpotPayload
    | WifiCheckPayload
    | ConfirmationPayload
    | WithdrawalPayload
    | ServiceRequestPayload
    | TicketAct
)

PAYLOADS: Final[dict[str, type[Payload]]] = {
    "blank_spot": BlankSpotPayload,
    "wifi_check": WifiCheckPayload,
    "confirmation": ConfirmationPayload,
    "withdrawal": WithdrawalPayload,
    "service_request": ServiceRequestPayload,
    "comment": CommentPayload,
    "rating": RatingPayload,
    "resolution": ResolutionPayload,
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
    attachments: list[Sha256]

    @field_validator("attachments")
    @classmethod
    def _as_many_as_the_kind_takes(cls, value: list[str], info: ValidationInfo) -> list[str]:
        most = MAX_ATTACHMENTS.get(info.data.get("kind", ""), 0)
        if len(value) > most:
            raise PydanticCustomError("too_long", "At most {most} attachments", {"most": most})
        return _refuse_duplicates(value)


class StatusQuery(Wire):
    """Body of ``POST /v1/submissions/status``."""

    ids: Annotated[list[Uuid], Field(max_length=200)]
    since: Annotated[str, StringConstraints(max_length=80)] | None = None
