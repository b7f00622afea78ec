"""The stops of a route as people write them: a line each, ``fort-marlborough | catatan | note``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_PARTS: Final = 3


def read_stops(text: str) -> list[dict[str, Any]]:
    """Return the stops of ``text`` in their order; raises ``ValueError`` for a line that is no stop."""
    return [_stop(line) for line in text.splitlines() if line.strip()]


def stops_text(stops: Any) -> str:
    """Return the stops of a row, one a line."""
    return "\n".join(_line(stop) for stop in stops or () if isinstance(stop, Mapping))


def _stop(line: str) -> dict[str, Any]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) > _PARTS or not parts[0]:
        raise ValueError(line)
    note = {language: words for language, words in zip(("id", "en"), parts[1:], strict=False) if words}
    return {"destination_id": parts[0], "note": note} if note else {"destination_id": parts[0]}


def _line(stop: Mapping[str, Any]) -> str:
    note = stop.get("note") or {}
    parts = [str(stop.get("destination_id", "")), str(note.get("id") or ""), str(note.get("en") or "")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return " | ".join(parts)
