"""The parts of a form (docs/forms.md) as strict models; :mod:`gateway.forms.definition` reads them."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

MOST_FIELDS: Final = 40
LONGEST_TEXT: Final = 4_000
DEFAULT_LENGTH: Final = 200
DEFAULT_LENGTH_MULTILINE: Final = 2_000
DEFAULT_FILES: Final = 3
TODAY: Final = "today"

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

Sentence = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"\S")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}\z")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,39}\z")]
Length = Annotated[int, Field(ge=0, le=LONGEST_TEXT)]


def iso_day(text: str) -> date | None:
    """Return the day that ``text`` (``YYYY-MM-DD``, nothing else) names, None when there is none."""
    if not _ISO_DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _day_or_today(text: str) -> str:
    if text != TODAY and iso_day(text) is None:
        raise PydanticCustomError("day", "must be a day like 2026-11-21, or 'today'")
    return text


DayLimit = Annotated[str, AfterValidator(_day_or_today)]


def _key_or_true(value: object) -> object:
    if value is not True and not isinstance(value, str):
        raise PydanticCustomError("key", "must be the key of an option, or true for a consent")
    return value


KeyOrTrue = Annotated[str | bool, BeforeValidator(_key_or_true)]


class Part(BaseModel):
    """Common rules: strict types, finite numbers; a member that does not exist is a mistake."""

    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False, frozen=True)


class Words(Part):
    """A sentence in both languages."""

    id: Sentence
    en: Sentence


class Condition(Part):
    """Shown when the earlier field ``field`` has one of ``any_of`` as its answer."""

    field: Code
    any_of: Annotated[list[KeyOrTrue], Field(alias="in", min_length=1, max_length=100)]


class Option(Part):
    """One answer of a choice."""

    key: Key
    label: Words


class Asked(Part):
    """What every field has."""

    code: Code
    label: Words
    help: Words | None = None
    required: bool = False
    public: bool = False
    show_if: Condition | None = None


class TextField(Asked):
    """Text; ``max_length`` in characters, see :attr:`longest`."""

    type: Literal["text"]
    format: Literal["plain", "name", "phone", "email", "nik"] = "plain"
    multiline: bool = False
    min_length: Length = 0
    max_length: Annotated[int, Field(ge=1, le=LONGEST_TEXT)] | None = None

    @property
    def longest(self) -> int:
        """The most characters that an answer may have."""
        if self.max_length is not None:
            return self.max_length
        return DEFAULT_LENGTH_MULTILINE if self.multiline else DEFAULT_LENGTH


class NumberField(Asked):
    """A finite number."""

    type: Literal["number"]
    min: float | None = None
    max: float | None = None
    integer: bool = False
    unit: Words | None = None


class DateField(Asked):
    """A day; limits are days or ``today``."""

    type: Literal["date"]
    min: DayLimit | None = None
    max: DayLimit | None = None


class ChoiceField(Asked):
    """One of the options."""

    type: Literal["choice"]
    options: Annotated[list[Option], Field(min_length=2, max_length=100)]


class ChoicesField(Asked):
    """Some of the options."""

    type: Literal["choices"]
    options: Annotated[list[Option], Field(min_length=2, max_length=100)]
    min_items: Annotated[int, Field(ge=0, le=100)] = 0
    max_items: Annotated[int, Field(ge=1, le=100)] | None = None


class FileField(Asked):
    """Files, each cited by its SHA-256."""

    type: Literal["file"]
    accept: Annotated[list[Literal["image", "pdf"]], Field(min_length=1, max_length=2)] = ["image"]
    max_items: Annotated[int, Field(ge=1, le=5)] = DEFAULT_FILES


class PlainField(Asked):
    """A field without members of its own."""

    type: Literal["location", "village", "station", "consent"]


FormField = TextField | NumberField | DateField | ChoiceField | ChoicesField | FileField | PlainField


class FormDefinition(Part):
    """One version of the form of a service."""

    version: Annotated[int, Field(ge=1, le=1_000_000)]
    public_position: Literal["exact", "village", "none"] = "village"
    fields: Annotated[
        list[Annotated[FormField, Field(discriminator="type")]], Field(min_length=1, max_length=MOST_FIELDS)
    ]
