"""Forms for the tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.models import FormDefinition

TODAY = date(2026, 11, 26)


def words(text: str) -> dict[str, str]:
    """Return a sentence in both languages."""
    return {"id": text, "en": f"{text} (en)"}


def field(code: str, kind: str = "text", **members: Any) -> dict[str, Any]:
    """Return one field's row."""
    return {"code": code, "type": kind, "label": words(code.capitalize()), **members}


def options(*keys: str) -> list[dict[str, Any]]:
    """Return options with a label each."""
    return [{"key": key, "label": words(key.capitalize())} for key in keys]


def form(*fields: dict[str, Any], version: int = 1, **members: Any) -> FormDefinition:
    """Return a form of ``fields``."""
    return FormDefinition.from_wire({"version": version, "fields": list(fields), **members})
