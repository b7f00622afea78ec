"""What the province tells: its priority programmes, and notices and progress that may belong to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.models import wire
from services.models.geo import Point, optional_point
from services.models.text import LocalText


class ProgressState(StrEnum):
    """How far something has come, in words. No share is ever computed from it."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme that the province has given priority; ``order`` is its place in the list."""

    id: str
    name: LocalText
    summary: LocalText | None
    order: int
    source: str
    verified: str

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Programme:
        """Read one ``programmes`` row; raises ``WireError``."""
        return cls(
            id=wire.text(row, "id"),
            name=LocalText.from_wire(row, "name"),
            summary=LocalText.optional(row, "summary"),
            order=int(wire.number(row, "order")),
            source=wire.text(row, "source"),
            verified=wire.text(row, "verified"),
        )


@dataclass(frozen=True, slots=True)
class Notice:
    """News of the province, shown from ``published_at`` until ``expires_at``.

    ``state`` is None for anything but progress; ``fact_on`` is the day on which it was so. ``precision_m``
    bounds the error of ``point`` in metres. ``link`` leads to the source on the web.
    """

    id: str
    title: LocalText
    body: LocalText
    published_at: datetime
    expires_at: datetime | None
    source: str
    link: str | None = None
    programme_id: str | None = None
    state: ProgressState | None = None
    fact_on: date | None = None
    place: str | None = None
    point: Point | None = None
    precision_m: float | None = None
    regency_id: str | None = None
    village_id: str | None = None

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Notice:
        """Read one ``notices`` row; raises ``WireError``."""
        return cls(
            id=wire.text(row, "id"),
            title=LocalText.from_wire(row, "title"),
            body=LocalText.from_wire(row, "body"),
            published_at=wire.moment(row, "published_at"),
            expires_at=wire.optional_moment(row, "expires_at"),
            source=wire.text(row, "source"),
            link=wire.optional_text(row, "link"),
            programme_id=wire.optional_text(row, "programme_id"),
            state=_state(row),
            fact_on=wire.day(row, "fact_on") if row.get("fact_on") else None,
            place=wire.optional_text(row, "place"),
            point=optional_point(row),
            precision_m=wire.optional_number(row, "precision_m"),
            regency_id=wire.optional_text(row, "regency_code"),
            village_id=wire.optional_text(row, "village_code"),
        )

    def is_current(self, now: datetime) -> bool:
        """Return whether it is published and has not expired at ``now``."""
        return self.published_at <= now and (self.expires_at is None or now < self.expires_at)


def _state(row: Mapping[str, Any]) -> ProgressState | None:
    """Return the state of progress; None for a notice and for a word that this version does not know."""
    known = row.get("kind") == "progress" and row.get("state") in set(ProgressState)
    return ProgressState(row["state"]) if known else None
