"""What a kiosk sends, and what it is told."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from gateway.kiosks.tables import Kiosk
from gateway.validation import Reading, Wire


class Heartbeat(Wire):
    """Body of ``POST /v1/kiosks/{name}/heartbeat``. A clock may show any year: that is what is asked."""

    app_version: Annotated[str, StringConstraints(max_length=40)]
    content_at: Reading | None
    clock: Reading
    waiting: Annotated[int, Field(ge=0, le=1_000_000)]


def settings_of(kiosk: Kiosk) -> dict[str, Any]:
    """Return what a kiosk is told at every heartbeat."""
    return {
        "name": kiosk.name,
        "title": {"id": kiosk.title_id, "en": kiosk.title_en},
        "place_id": kiosk.place_id,
        "language": kiosk.language,
        "controls_low": kiosk.controls_low,
        "pin_hash": kiosk.pin_hash,
    }


def settings_file(kiosk: Kiosk, key: str, public_url: str) -> str:
    """Return the text of ``<name>.json``, which deploy/kiosk wants: the settings, the key and ``public_url``.

    That is where phones reach the app, for the codes that visitors take along; empty when it is not known.
    """
    document = {**settings_of(kiosk), "public_url": public_url.rstrip("/") or None, "key": key}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
