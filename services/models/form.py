"""The form of a service: what it asks, in order (docs/forms.md).

Reading is tolerant: members that this version does not know are ignored, and a form that it cannot draw
(a newer type of field, say) is read as one that is ``too_new`` instead of hiding its service.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from services.models import wire
from services.models.text import LocalText

TEXT_MAX, MULTILINE_MAX, FILES_MAX = 200, 2000, 3


class FieldType(StrEnum):
    """What a field asks for."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    LOCATION = "location"
    VILLAGE = "village"
    STATION = "station"
    FILE = "file"
    CONSENT = "consent"


class TextFormat(StrEnum):
    """How a text is checked, and which keyboard it gets."""

    PLAIN = "plain"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    NIK = "nik"


class PublicPosition(StrEnum):
    """How the place of a request is published."""

    EXACT = "exact"
    VILLAGE = "village"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    key: str
    label: LocalText


@dataclass(frozen=True, slots=True)
class Condition:
    """Shown when the answer of ``field`` is (for several: contains) one of ``keys``."""

    field: str
    keys: tuple[str | bool, ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """One question. Limits are inclusive; None means that there is none.

    ``minimum``/``maximum`` bound a number, or a date ("YYYY-MM-DD" or "today"); ``min_items``/``max_items``
    how many keys or files; ``accept`` which files ("image", "pdf").
    """

    code: str
    type: FieldType
    label: LocalText
    help: LocalText | None = None
    required: bool = False
    public: bool = False
    show_if: Condition | None = None
    format: TextFormat = TextFormat.PLAIN
    multiline: bool = False
    min_length: int | None = None
    max_length: int = TEXT_MAX
    minimum: float | str | None = None
    maximum: float | str | None = None
    integer: bool = False
    unit: LocalText | None = None
    options: tuple[Option, ...] = ()
    min_items: int | None = None
    max_items: int | None = None
    accept: tuple[str, ...] = ("image",)

    @property
    def is_secret(self) -> bool:
        """Say whether the answer is shown masked."""
        return self.type is FieldType.TEXT and self.format is TextFormat.NIK

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the keys that can be chosen."""
        return tuple(option.key for option in self.options)

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> FormField:
        """Read one field; raises ``ValueError`` (``WireError``) for one that this version cannot draw."""
        kind = FieldType(wire.text(row, "type"))
        multiline = row.get("multiline") is True
        options = tuple(
            Option(wire.text(option, "key"), LocalText.from_wire(option, "label"))
            for option in wire.objects(row, "options")
        )
        if kind in {FieldType.CHOICE, FieldType.CHOICES} and not options:
            raise wire.WireError("options: nothing to choose")
        items = _whole(row, "max_items")
        return cls(
            code=wire.text(row, "code"),
            type=kind,
            label=LocalText.from_wire(row, "label"),
            help=LocalText.optional(row, "help"),
            required=row.get("required") is True,
            public=row.get("public") is True,
            show_if=_condition(row),
            format=TextFormat(row.get("format") or "plain"),
            multiline=multiline,
            min_length=_whole(row, "min_length"),
            max_length=_whole(row, "max_length") or (MULTILINE_MAX if multiline else TEXT_MAX),
            minimum=_bound(row, "min"),
            maximum=_bound(row, "max"),
            integer=row.get("integer") is True,
            unit=LocalText.optional(row, "unit"),
            options=options,
            min_items=_whole(row, "min_items"),
            max_items=FILES_MAX if kind is FieldType.FILE and items is None else items,
            accept=tuple(str(word) for word in row.get("accept") or ("image",)),
        )


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """The fields of one version, in the order they are asked; ``raw`` is what it was read from."""

    version: int
    fields: tuple[FormField, ...]
    public_position: PublicPosition = PublicPosition.VILLAGE
    too_new: bool = False
    raw: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}), compare=False, repr=False)

    def get(self, code: str) -> FormField | None:
        """Return one field, None when this version has none of that code."""
        return next((row for row in self.fields if row.code == code), None)

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> FormDefinition:
        """Read a form; one that this version cannot draw comes back ``too_new`` and without fields."""
        try:
            return cls(
                version=int(wire.number(row, "version")),
                fields=tuple(FormField.from_wire(part) for part in wire.objects(row, "fields")),
                public_position=PublicPosition(row.get("public_position") or "village"),
                raw=row,
            )
        except (ValueError, TypeError):
            return cls(version=0, fields=(), too_new=True, raw=row)

    @classmethod
    def optional(cls, row: Mapping[str, Any], name: str) -> FormDefinition | None:
        """Read ``row[name]``, None when the service is not asked for in the app."""
        value = row.get(name)
        return cls.from_wire(value) if isinstance(value, Mapping) else None


def _condition(row: Mapping[str, Any]) -> Condition | None:
    if not row.get("show_if"):
        return None
    value = wire.mapping(row, "show_if")
    return Condition(wire.text(value, "field"), tuple(value.get("in") or ()))


def _whole(row: Mapping[str, Any], name: str) -> int | None:
    value = wire.optional_number(row, name)
    return None if value is None else int(value)


def _bound(row: Mapping[str, Any], name: str) -> float | str | None:
    value = row.get(name)
    return value if isinstance(value, str) else wire.optional_number(row, name)
