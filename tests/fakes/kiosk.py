"""The settings file of a kiosk at the fort, for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from services.kiosk.pin import PinHash

NAME, PLACE, PIN = "benteng-marlborough", "fort-marlborough", "271828"


def settings(**changes: Any) -> dict[str, Any]:
    """Return the settings; a change of None takes a name away."""
    row: dict[str, Any] = {
        "name": NAME,
        "title": {"id": "Benteng Marlborough", "en": "Fort Marlborough"},
        "place_id": PLACE,
        "language": "id",
        "controls_low": False,
        "pin_hash": PinHash.of(PIN, b"0123456789abcdef", rounds=10).to_text(),
    } | changes
    return {key: value for key, value in row.items() if value is not None}


def write_settings(site: Path, **changes: Any) -> Path:
    """Write the settings where a browser finds them below ``site``; return the file."""
    file = site / "kiosk" / f"{NAME}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(settings(**changes)), "utf-8")
    return file
