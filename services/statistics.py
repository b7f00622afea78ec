"""The public clock: how long agencies take, as the gateway counts it; the last answers stay for offline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from services.clock import WIB, Clock
from services.errors import BadAnswer
from services.gateway_client import GatewayClient
from services.models import WireError, wire
from services.platform.base import Volume
from services.prefs import JSONDocument

ENOUGH = 5
"""With fewer tickets a median says nothing: only counts are shown."""
PERIODS_DAYS = (30, 90, 365)


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts and times of some tickets. Days of 24 h, shares 0 … 1; None: there is nothing to count."""

    received: int
    open: int
    answered: int
    resolved: int
    closed: int
    late_open: int
    answer_days_median: float | None
    answer_days_p90: float | None
    resolve_days_median: float | None
    resolve_days_p90: float | None
    on_time_share: float | None
    reopen_share: float | None
    backlog_age_days_median: float | None
    rating_mean: float | None
    ratings: int

    @property
    def enough(self) -> bool:
        """Return whether there are tickets enough for a median."""
        return self.received >= ENOUGH

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Figures:
        """Read the figures of one row; raises ``WireError``."""
        counts = ("received", "open", "answered", "resolved", "closed", "late_open", "ratings")
        values: dict[str, Any] = {name: int(wire.number(row, name)) for name in counts}
        rest = (name for name in cls.__slots__ if name not in counts)
        values |= {name: wire.optional_number(row, name) for name in rest}
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one agency, regency or service; ``id`` and ``name`` are "" where none is known."""

    id: str
    name: str
    figures: Figures

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Group:
        """Read one row of ``by_…``; raises ``WireError``."""
        name = row.get("name")
        if isinstance(name, Mapping):
            name = name.get("id")
        known = wire.optional_text(row, "id") or ""
        return cls(known, str(name or known), Figures.from_wire(row))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: the last ``days`` days, of everything or of one agency or regency."""

    days: int = 365
    agency: str | None = None
    regency: str | None = None

    @property
    def key(self) -> str:
        """Return the name under which its answer is kept."""
        return f"{self.days}|{self.agency or ''}|{self.regency or ''}"

    def params(self, today: date) -> dict[str, str]:
        """Return the query of ``GET /v1/statistics``; ``today`` in Bengkulu."""
        first = today - timedelta(days=self.days - 1)
        params = {"from": first.isoformat(), "to": today.isoformat()}
        if self.agency:
            params["agency"] = self.agency
        if self.regency:
            params["regency"] = self.regency
        return params


@dataclass(frozen=True, slots=True)
class Statistics:
    """One answer of the gateway; ``synced_at``: when this device got it."""

    total: Figures
    by_agency: tuple[Group, ...]
    by_regency: tuple[Group, ...]
    synced_at: datetime
    seed_date: date | None = None

    @classmethod
    def from_wire(cls, row: Mapping[str, Any], synced_at: datetime) -> Statistics:
        """Read the document; raises ``WireError``."""
        return cls(
            total=Figures.from_wire(wire.mapping(row, "total")),
            by_agency=tuple(Group.from_wire(one) for one in wire.objects(row, "by_agency")),
            by_regency=tuple(Group.from_wire(one) for one in wire.objects(row, "by_regency")),
            synced_at=synced_at,
        )


class StatisticsStore:
    """Answers by question, file ``cache/statistics.json``."""

    def __init__(self, volume: Volume, gateway: GatewayClient, clock: Clock) -> None:
        self._volume = volume
        self._document = JSONDocument(volume, "cache/statistics.json", backup=False)
        self._gateway = gateway
        self._clock = clock

    def get(self, question: Question) -> Statistics | None:
        """Return the last answer, None when there is none that can be read."""
        row = self._document.get(question.key)
        try:
            return Statistics.from_wire(wire.mapping(row, "answer"), wire.moment(row, "at")) if row else None
        except WireError:
            return None

    def csv_url(self, question: Question) -> str:
        """Return where the rows behind the figures can be had."""
        today = self._clock.now().astimezone(WIB).date()
        return self._gateway.url_of("/statistics/requests.csv", question.params(today))

    async def refresh(self, question: Question) -> Statistics:
        """Ask the gateway; raises ``GatewayError``, ``StorageError``."""
        now = self._clock.now()
        answer = await self._gateway.statistics(question.params(now.astimezone(WIB).date()))
        try:
            read = Statistics.from_wire(answer, now)
        except WireError as error:
            raise BadAnswer(str(error)) from error
        if self._volume.writable:
            await self._document.set(question.key, {"at": now.isoformat(), "answer": dict(answer)})
        return read
