"""A sentence in the two languages of the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
