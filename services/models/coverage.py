"""Blank spots: a resident's report, a neighbour's confirmation, the public count of a village."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.models import wire
from services.models.geo import Fix
from services.models.region import VillageBasis


class SignalClass(StrEnum):
    """What a resident sees on the phone: nothing, weak, there."""

    BLANK = "blank"
    WEAK = "weak"
    OK = "ok"


class Environment(StrEnum):
    """Where the phone was."""

    OUTDOOR = "outdoor"
    INDOOR = "indoor"
    VEHICLE = "vehicle"


class Technology(StrEnum):
    """Radio technology shown by the phone."""

    NONE = "none"
    G2 = "2g"
    G3 = "3g"
    G4 = "4g"
    G5 = "5g"


@dataclass(frozen=True, slots=True)
class OperatorReading:
    """One operator at one place. ``call``/``sms``/``data``: does it work (None: not tried).

    ``signal_dbm`` is only ever what the platform measured; when None, ``signal_reason`` says why.
    """

    operator: str
    signal: SignalClass
    call: bool | None = None
    sms: bool | None = None
    data: bool | None = None
    technology: Technology | None = None
    signal_dbm: float | None = None
    signal_reason: str | None = "platform_gives_none"

    def to_wire(self) -> dict[str, Any]:
        """Return the wire form (the class is called ``class`` there)."""
        return {
            "operator": self.operator,
            "class": self.signal.value,
            "call": self.call,
            "sms": self.sms,
            "data": self.data,
            "technology": self.technology.value if self.technology else None,
            "signal_dbm": self.signal_dbm,
            "signal_reason": self.signal_reason if self.signal_dbm is None else None,
        }


@dataclass(frozen=True, slots=True)
class BlankSpotReport:
    """ "There is no signal here", payload of the submission kind ``blank_spot``."""

    fix: Fix
    village_id: str | None
    village_basis: VillageBasis | None
    environment: Environment
    operators: tuple[OperatorReading, ...]
    observed_at: datetime
    connectivity: str | None = None
    note: str = ""
    similar_to: str | None = None

    def to_wire(self) -> dict[str, Any]:
        """Return the payload of the submission."""
        return {
            "position": self.fix.to_wire(self.observed_at),
            "village_code": self.village_id,
            "village_basis": self.village_basis.value if self.village_basis else None,
            "environment": self.environment.value,
            "operators": [reading.to_wire() for reading in self.operators],
            "observed_at": self.observed_at.isoformat(),
            "connectivity": self.connectivity,
            "note": self.note,
            "similar_to": self.similar_to,
        }


@dataclass(frozen=True, slots=True)
class Confirmation:
    """ "Me too" (or "not here"), payload of the submission kind ``confirmation``.

    ``about_type`` is "blank_spot_area" (``about_id``: a village code) or "submission" (a UUID).
    """

    about_type: str
    about_id: str
    agrees: bool
    observed_at: datetime
    operators: tuple[str, ...] = ()
    fix: Fix | None = None

    def to_wire(self) -> dict[str, Any]:
        """Return the payload of the submission."""
        return {
            "about_type": self.about_type,
            "about_id": self.about_id,
            "agrees": self.agrees,
            "operators": list(self.operators),
            "observed_at": self.observed_at.isoformat(),
            "position": self.fix.to_wire(self.observed_at) if self.fix else None,
        }


@dataclass(frozen=True, slots=True)
class BlankSpotArea:
    """What residents reported in one village so far: counts only, never a position."""

    village_id: str
    reports: int
    confirmations: int
    last_on: date | None
    blank_by_operator: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> BlankSpotArea:
        """Read one ``blank-spots`` row (its id is the village code); raises ``WireError``."""
        last_on = wire.optional_text(row, "last_on")
        return cls(
            village_id=wire.text(row, "id"),
            reports=int(wire.number(row, "reports")),
            confirmations=int(wire.number(row, "confirmations")),
            last_on=date.fromisoformat(last_on) if last_on else None,
            blank_by_operator={str(k): int(v) for k, v in (row.get("blank_by_operator") or {}).items()},
        )
