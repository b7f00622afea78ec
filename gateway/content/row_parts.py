"""What the shapes of content rows are made of: texts, codes, days, and the members that many rows share.

Types are strict ("3" is not 3, 1 is not true). Members that are not named are kept as they are: the wire
contract is additive.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Text = Annotated[str, Field(min_length=1, max_length=5_000, pattern=r"\S")]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]([a-z0-9._-]{0,98}[a-z0-9])?$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
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


class Strict(BaseModel):
    """Common rules: strict types, finite numbers, unknown members kept."""

    model_config = ConfigDict(strict=True, extra="allow", allow_inf_nan=False, frozen=True)


class BothLanguages(Strict):
    """A sentence in Indonesian, and in English where it exists."""

    id: Text
    en: Text | None = None


class SourcedText(BothLanguages):
    """A sentence with a source of its own; ``as_of``: the day that it speaks of."""

    source: Text
    as_of: IsoDay | None = None
    precision: Text | None = None


MOST_PHOTOS = 6


class Photo(Strict):
    """A picture of the media store in two sizes, by their SHA-256; ``w`` and ``h`` in pixels."""

    hash: Sha256
    thumb: Sha256
    w: Annotated[int, Field(ge=1, le=10_000)]
    h: Annotated[int, Field(ge=1, le=10_000)]
    caption: BothLanguages
    credit: Text
    licence: Text


Photos = Annotated[list[Photo], Field(max_length=MOST_PHOTOS)]


class Row(Strict):
    """Every content row says where it comes from and how exact it is."""

    id: Identifier
    source: Text
    precision: Text


class Placed(Strict):
    """What may have a position: both numbers or neither."""

    lat: Annotated[float, Field(ge=-180, le=180)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("lat and lon belong together: give both or neither")
        return self


class Positioned(Row, Placed):
    """A row that may have a position."""
