"""A collection of agencies with a seed, for the tests of collections and of pulling."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from services.collection import Collection
from services.gateway_models import ChangePage
from services.models import Agency
from services.platform.native import NativeVolume
from tests.fakes.clock import FakeClock

Row = dict[str, Any]


def row(row_id: str, name: str = "Dinas") -> Row:
    """Return an agency as the feed tells it."""
    return {"id": row_id, "name": name, "source": "s", "precision": "p", "verified": "source"}


def page(
    *items: Row, removed: tuple[str, ...] = (), token: str = "t1", more: bool = False, reset: bool = False
) -> ChangePage:
    """Return one page of the feed."""
    return ChangePage(items, removed, token, more, reset)


class Place:
    """A folder with a seed of ten rows."""

    def __init__(self, folder: Path, seeded: int = 10) -> None:
        self.clock = FakeClock()
        self.folder = folder
        self.seed = folder / "seed.json"
        items = [row(f"s{n}") for n in range(seeded)]
        self.seed.write_text(json.dumps({"collection": "agencies", "as_of": "2026-11-01", "items": items}))
        self.cache = folder / "cache" / "agencies.json"

    def open(self) -> Collection[Agency]:
        """Return the collection as an app that has just started reads it."""
        return Collection("agencies", Agency.from_wire, NativeVolume(self.folder), self.seed, self.clock)


def ids(collection: Collection[Agency]) -> list[str]:
    """Return the ids of the rows in their order."""
    return [agency.id for agency in collection.rows()]
