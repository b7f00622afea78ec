"""What has been filled in of a blank-spot report: immutable, kept as a draft, no Flet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from services.geo import PROVINCE
from services.models import (
    BlankSpotReport,
    Environment,
    Fix,
    OperatorReading,
    Point,
    PositionSource,
    SignalClass,
    Technology,
    VillageBasis,
    VillageMatch,
)

NOTE_MAX = 2000
PHOTOS_MAX = 3

Readings = Mapping[str, OperatorReading]


@dataclass(frozen=True, slots=True)
class Form:
    """The answers so far. ``observed_at`` is when the first operator was judged; photos are blob names."""

    fix: Fix | None = None
    village: VillageMatch | None = None
    readings: Readings = field(default_factory=lambda: MappingProxyType({}))
    environment: Environment = Environment.OUTDOOR
    observed_at: datetime | None = None
    note: str = ""
    photos: tuple[str, ...] = ()
    similar_to: str | None = None

    @property
    def begun(self) -> bool:
        """Say whether there is anything a person would miss: a position found by itself is not."""
        chosen_place = self.fix is not None and self.fix.source is not PositionSource.GPS
        return bool(self.readings or self.note.strip() or self.photos or chosen_place)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the message ids of what must be added before the report can be stored."""
        lacks = []
        if self.fix is None:
            lacks.append("report.missing.place")
        elif not PROVINCE.contains(self.fix.point):
            lacks.append("report.missing.inside")
        if not self.readings:
            lacks.append("report.missing.signal")
        return tuple(lacks)

    def at(self, fix: Fix, village: VillageMatch | None) -> Form:
        """Return the form with another position."""
        return replace(self, fix=fix, village=village)

    def judged(self, operator: str, signal: SignalClass, now: datetime) -> Form:
        """Return the form with one operator judged; the same class again takes the judgement back."""
        known = self.readings.get(operator)
        readings = dict(self.readings)
        if known is not None and known.signal is signal:
            del readings[operator]
        elif known is not None:
            readings[operator] = replace(known, signal=signal)
        else:
            readings[operator] = OperatorReading(operator, signal)
        seen = (self.observed_at or now) if readings else None
        return replace(self, readings=MappingProxyType(readings), observed_at=seen)

    def detailed(self, operator: str, **details: Any) -> Form:
        """Return the form with details (``call``, ``sms``, ``data``, ``technology``) of a judged operator."""
        reading = replace(self.readings[operator], **details)
        return replace(self, readings=MappingProxyType({**self.readings, operator: reading}))

    def report(self, now: datetime, connectivity: str | None) -> BlankSpotReport:
        """Return the finished report; raises ``ValueError`` while something is :attr:`missing`."""
        if self.fix is None or self.missing:
            raise ValueError(", ".join(self.missing))
        return BlankSpotReport(
            fix=self.fix,
            village_id=self.village.village.id if self.village else None,
            village_basis=self.village.basis if self.village else None,
            environment=self.environment,
            operators=tuple(self.readings.values()),
            observed_at=self.observed_at or now,
            connectivity=connectivity,
            note=self.note.strip(),
            similar_to=self.similar_to,
        )

    def to_payload(self, now: datetime) -> dict[str, Any]:
        """Return the draft: the wire form of the report, ``position`` None while it is not known."""
        seen = self.observed_at or now
        return {
            "position": self.fix.to_wire(seen) if self.fix else None,
            "village_code": self.village.village.id if self.village else None,
            "village_basis": self.village.basis.value if self.village else None,
            "environment": self.environment.value,
            "operators": [reading.to_wire() for reading in self.readings.values()],
            "observed_at": seen.isoformat(),
            "connectivity": None,
            "note": self.note,
            "similar_to": self.similar_to,
        }


def from_payload(
    payload: Mapping[str, Any], photos: tuple[str, ...], chosen: Callable[[str], VillageMatch | None]
) -> Form:
    """Return the form that a draft or a refused report holds.

    ``chosen`` finds a village by its code. Answers that this version cannot read are left empty.
    """
    observed = _moment(payload.get("observed_at"))
    readings = {
        reading.operator: reading for reading in map(reading_of, payload.get("operators") or ()) if reading
    }
    fix = _fix(payload.get("position"), observed)
    match = chosen(str(payload.get("village_code"))) if payload.get("village_code") else None
    basis = _member(VillageBasis, payload.get("village_basis"))
    return Form(
        fix=fix,
        village=replace(match, basis=basis) if match and basis else match,
        readings=MappingProxyType(readings),
        environment=_member(Environment, payload.get("environment")) or Environment.OUTDOOR,
        observed_at=observed if readings else None,
        note=str(payload.get("note") or ""),
        photos=photos,
        similar_to=payload.get("similar_to"),
    )


def fix_of(payload: Mapping[str, Any]) -> Fix | None:
    """Read the position of any payload, None when there is none."""
    return _fix(payload.get("position"), _moment(payload.get("observed_at")))


def reading_of(row: Mapping[str, Any]) -> OperatorReading | None:
    """Read one operator's row of a payload, None when its class is unknown."""
    signal = _member(SignalClass, row.get("class"))
    if signal is None:
        return None
    return OperatorReading(
        operator=str(row.get("operator")),
        signal=signal,
        call=row.get("call"),
        sms=row.get("sms"),
        data=row.get("data"),
        technology=_member(Technology, row.get("technology")),
    )


def _fix(row: Mapping[str, Any] | None, observed: datetime | None) -> Fix | None:
    source = _member(PositionSource, (row or {}).get("source"))
    if not row or source is None or observed is None:
        return None
    return Fix(
        point=Point(float(row["lat"]), float(row["lon"])),
        source=source,
        taken_at=observed - timedelta(seconds=float(row.get("age_s") or 0)),
        accuracy_m=row.get("accuracy_m"),
        fixes=int(row.get("fixes") or 1),
        mocked=row.get("mocked"),
    )


def _moment(value: object) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None


def _member(kind: type[Any], value: object) -> Any:
    return next((member for member in kind if member.value == value), None)
