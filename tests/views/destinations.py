"""Destinations for view tests: packaged rows with changes, put into the local store as the gateway would."""

from __future__ import annotations

import json
from typing import Any

from services.app import AppServices
from services.gateway_models import ChangePage
from tests.views.harness import ASSETS

SEED = json.loads((ASSETS / "content" / "destinations.json").read_text(encoding="utf-8"))["items"]


def changed(place_id: str, **changes: Any) -> Any:
    """Return a ``prepare`` for ``harness.start``: one packaged destination with other members."""

    async def prepare(services: AppServices) -> None:
        row = next(row for row in SEED if row["id"] == place_id)
        places = services._collections["destinations"]
        await places.apply_page(ChangePage((row | changes,), (), "1", more=False, reset=False))

    return prepare
