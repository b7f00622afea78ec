"""Rows of what the province tells: its programmes, and notices and progress that may belong to one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from gateway.content.row_parts import (
    BothLanguages,
    Identifier,
    IsoDay,
    IsoMoment,
    Metres,
    Placed,
    RegencyCode,
    Strict,
    Text,
    Verified,
    VillageCode,
)

STATES = Literal["planned", "under_way", "done"]

WebAddress = Annotated[str, Field(max_length=2_000, pattern=r"^https?://[^\s/]+\S*$")]


class ProgrammeRow(Strict):
    """``programmes``: what the province has given priority; ``order`` is its place in the list."""

    id: Identifier
    name: BothLanguages
    summary: BothLanguages | None = None
    order: Annotated[int, Field(ge=1, le=99)]
    source: Text
    verified: Verified


class NoticeRow(Placed):
    """``notices``: shown from ``published_at`` until ``expires_at``, ISO 8601 with offset.

    ``progress`` tells how far something has come: ``state`` in words, ``fact_on`` the day it was so.
    """

    id: Identifier
    kind: Literal["notice", "progress"] = "notice"
    title: BothLanguages
    body: BothLanguages
    published_at: IsoMoment
    expires_at: IsoMoment | None = None
    source: Text
    link: WebAddress | None = None
    programme_id: Identifier | None = None
    state: STATES | None = None
    fact_on: IsoDay | None = None
    place: Text | None = None
    precision_m: Metres | None = None
    regency_code: RegencyCode | None = None
    village_code: VillageCode | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> NoticeRow:
        first = datetime.fromisoformat(self.published_at)
        if self.expires_at is not None and datetime.fromisoformat(self.expires_at) <= first:
            raise ValueError("expires_at must be later than published_at")
        return self

    def owed(self) -> list[tuple[str, str]]:
        """Return (field, reason) for what the members owe each other."""
        faults: list[tuple[str, str]] = []
        if self.kind == "progress" and self.state is None:
            faults.append(("state", "progress needs a state"))
        if self.kind == "progress" and self.fact_on is None:
            faults.append(("fact_on", "progress needs the day of the fact"))
        if self.kind == "notice" and self.state is not None:
            faults.append(("state", "a state is for progress only"))
        if self.lat is not None and self.precision_m is None:
            faults.append(("precision_m", "a position needs its precision in metres"))
        return faults
