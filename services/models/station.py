"""Public WiFi stations and what residents say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.models import wire
from services.models.geo import Fix, Point, optional_point
from services.models.text import LocalText


class StationKind(StrEnum):
    """Where a station stands."""

    TOURISM = "tourism"
    EDUCATION = "education"
    HEALTH = "health"
    PUBLIC_FACILITY = "public_facility"
    REMOTE_VILLAGE = "remote_village"


class Lifecycle(StrEnum):
    """A candidate is a place that could hold a station; nobody says that one is there."""

    CANDIDATE = "candidate"
    PLANNED = "planned"
    ACTIVE = "active"
    RETIRED = "retired"


class StationState(StrEnum):
    """What the monitor says. Unknown is a state of its own."""

    ONLINE = "online"
    DEGRADED = "degraded"
    OFFLINE = "offline"
    UNKNOWN = "unknown"
    MAINTENANCE = "maintenance"


class CheckResult(StrEnum):
    """What a resident found on the spot."""

    OK = "ok"
    NO_INTERNET = "no_internet"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class CheckCounts:
    """Residents' checks of the last 24 hours, as counted by the gateway at ``last_at``."""

    ok: int = 0
    no_internet: int = 0
    absent: int = 0
    last_at: datetime | None = None

    @property
    def total(self) -> int:
        """Number of checks of all three kinds."""
        return self.ok + self.no_internet + self.absent

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> CheckCounts:
        """Read ``checks_24h``; raises ``WireError``."""
        ok, no_internet, absent = (
            int(wire.optional_number(row, name) or 0) for name in ("ok", "no_internet", "absent")
        )
        return cls(ok, no_internet, absent, wire.optional_moment(row, "last_at"))


@dataclass(frozen=True, slots=True)
class Station:
    """One station or candidate place. ``point`` is None when no source gives a position.

    ``precision_m`` bounds the error of ``point`` in metres (None: unknown); above 200 m it is drawn
    as a circle. ``opening_hours`` is in OSM syntax. ``security`` is "open" or "wpa".
    """

    id: str
    name: str
    kind: StationKind
    lifecycle: Lifecycle
    point: Point | None
    precision_m: float | None
    regency_id: str
    village_id: str | None
    address: str | None
    operator: str | None
    opening_hours: str | None
    ssid: str | None
    security: str | None
    password: str | None
    login_hint: LocalText | None
    phone: str | None
    speed_mbps: float | None
    state: StationState
    state_since: datetime | None
    last_proof_at: datetime | None
    checks_24h: CheckCounts
    source: str
    precision: str
    verified: str

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Station:
        """Read one ``wifi-stations`` row; raises ``WireError`` or ``ValueError`` for an unknown enum."""
        return cls(
            id=wire.text(row, "id"),
            name=wire.text(row, "name"),
            kind=StationKind(wire.text(row, "kind")),
            lifecycle=Lifecycle(wire.text(row, "lifecycle")),
            point=optional_point(row),
            precision_m=wire.optional_number(row, "precision_m"),
            regency_id=wire.text(row, "regency_code"),
            village_id=wire.optional_text(row, "village_code"),
            address=wire.optional_text(row, "address"),
            operator=wire.optional_text(row, "operator"),
            opening_hours=wire.optional_text(row, "opening_hours"),
            ssid=wire.optional_text(row, "ssid"),
            security=wire.optional_text(row, "security"),
            password=wire.optional_text(row, "password"),
            login_hint=LocalText.optional(row, "login_hint"),
            phone=wire.optional_text(row, "phone"),
            speed_mbps=wire.optional_number(row, "speed_mbps"),
            state=StationState(row.get("state") or StationState.UNKNOWN),
            state_since=wire.optional_moment(row, "state_since"),
            last_proof_at=wire.optional_moment(row, "last_proof_at"),
            checks_24h=CheckCounts.from_wire(row.get("checks_24h") or {}),
            source=wire.text(row, "source"),
            precision=wire.text(row, "precision"),
            verified=wire.text(row, "verified"),
        )


@dataclass(frozen=True, slots=True)
class WifiCheck:
    """One resident's check of a station, payload of the submission kind ``wifi_check``."""

    station_id: str
    result: CheckResult
    observed_at: datetime
    fix: Fix | None = None

    def to_wire(self) -> dict[str, Any]:
        """Return the payload of the submission."""
        return {
            "station_id": self.station_id,
            "result": self.result.value,
            "observed_at": self.observed_at.isoformat(),
            "position": self.fix.to_wire(self.observed_at) if self.fix else None,
        }
