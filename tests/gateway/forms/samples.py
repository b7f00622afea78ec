"""Sound fields and forms, to be spoiled one member at a time."""

from __future__ import annotations

from typing import Any

WORDS = {"id": "Pertanyaan", "en": "Question"}
OPTIONS = [{"key": "a", "label": WORDS}, {"key": "b", "label": WORDS}]
FILES = ["a" * 64, "b" * 64, "c" * 64]

MEMBERS: dict[str, dict[str, Any]] = {
    "text": {},
    "number": {},
    "date": {},
    "choice": {"options": OPTIONS},
    "choices": {"options": OPTIONS},
    "location": {},
    "village": {},
    "station": {},
    "file": {},
    "consent": {},
}
"""Every type with the members that it needs."""


def field(kind: str, code: str = "", **members: Any) -> dict[str, Any]:
    """Return a sound field of a type, called like its type."""
    return {"code": code or kind, "type": kind, "label": WORDS, **MEMBERS[kind], **members}


def form(*fields: Any, **members: Any) -> dict[str, Any]:
    """Return a definition of these fields; without any, one of every type."""
    return {"version": 1, "fields": list(fields) or [field(kind) for kind in MEMBERS], **members}


def service(**members: Any) -> dict[str, Any]:
    """Return a sound row of the ``services`` collection."""
    row = {
        "id": "jalan",
        "name": {"id": "Jalan rusak", "en": "Damaged road"},
        "owner": "Dinas PUPR",
        "agency_id": "opd-01",
        "group": "complaint",
        "form": form(field("text")),
        "source": "test",
        "precision": "exact",
        "verified": "memory",
    }
    return {**row, **members}
