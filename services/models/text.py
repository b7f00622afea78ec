"""A sentence in the two languages of the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.models import wire


@dataclass(frozen=True, slots=True)
class LocalText:
    """One sentence in Indonesian and English."""

    id: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the sentence for ``language`` ("id" or "en"), Indonesian for any other."""
        return self.en if language == "en" else self.id

    @classmethod
    def from_wire(cls, row: Mapping[str, Any], field: str) -> LocalText:
        """Read ``row[field]`` = {"id": …, "en": …}; a missing English text falls back to Indonesian."""
        value = wire.mapping(row, field)
        indonesian = wire.text(value, "id")
        return cls(indonesian, wire.optional_text(value, "en") or indonesian)

    @classmethod
    def optional(cls, row: Mapping[str, Any], field: str) -> LocalText | None:
        """Read ``row[field]``, None when absent or null."""
        return cls.from_wire(row, field) if row.get(field) else None


@dataclass(frozen=True, slots=True)
class SourcedText:
    """Words with a source of their own, the day that they speak of, and how exact they are."""

    words: LocalText
    source: str
    as_of: date | None = None
    precision: str | None = None

    @classmethod
    def optional(cls, row: Mapping[str, Any], field: str) -> SourcedText | None:
        """Read ``row[field]`` = {"id": …, "en": …, "source": …}, None when absent or null."""
        if not row.get(field):
            return None
        value = wire.mapping(row, field)
        return cls(
            words=LocalText.from_wire(row, field),
            source=wire.text(value, "source"),
            as_of=wire.day(value, "as_of") if value.get("as_of") else None,
            precision=wire.optional_text(value, "precision"),
        )
