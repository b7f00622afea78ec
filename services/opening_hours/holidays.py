"""The public holidays that ``PH`` stands for: content, not code, so that the province can correct it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final, Self

from services.models import wire
from services.models.text import LocalText

_LONGEST: Final = timedelta(days=92)


class HolidayKind(StrEnum):
    """``public``: national holiday, ``PH``. ``joint_leave``: cuti bersama, not ``PH``. ``school``: ``SH``."""

    PUBLIC = "public"
    JOINT_LEAVE = "joint_leave"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday from ``day`` to ``last`` (the same day, but for school holidays).

    ``precision`` is "date" or "estimated" (a lunar date not yet announced); ``source`` and ``verified`` as
    in every content row.
    """

    id: str
    day: date
    last: date
    name: LocalText
    kind: HolidayKind
    precision: str
    source: str
    verified: str

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> Self:
        """Read a row of ``assets/content/holidays.json``; raises ``WireError``."""
        first = _day(row, "date")
        last = _day(row, "until") if row.get("until") else first
        if not first <= last <= first + _LONGEST:
            raise wire.WireError("until: expected a date up to 92 days after date")
        return cls(
            id=wire.text(row, "id"),
            day=first,
            last=last,
            name=LocalText.from_wire(row, "name"),
            kind=_kind(row),
            precision=wire.text(row, "precision"),
            source=wire.text(row, "source"),
            verified=wire.text(row, "verified"),
        )

    def days(self) -> list[date]:
        """Return every day of it."""
        return [self.day + timedelta(days=n) for n in range((self.last - self.day).days + 1)]


def _day(row: Mapping[str, Any], field: str) -> date:
    raw = wire.text(row, field)
    try:
        return date.fromisoformat(raw)
    except ValueError as error:
        raise wire.WireError(f"{field}: expected a date, got {raw[:40]!r}") from error


def _kind(row: Mapping[str, Any]) -> HolidayKind:
    raw = wire.text(row, "kind")
    try:
        return HolidayKind(raw)
    except ValueError as error:
        raise wire.WireError(f"kind: unknown value {raw[:40]!r}") from error


@dataclass(frozen=True, slots=True)
class Holidays:
    """The holidays known, by day. ``years``: those with any public holiday, so those that can be trusted."""

    public: frozenset[date] = frozenset()
    joint_leave: frozenset[date] = frozenset()
    school: frozenset[date] = frozenset()
    estimated: frozenset[date] = frozenset()
    rows: tuple[Holiday, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[Holiday]) -> Self:
        """Return the calendar made of ``rows``."""
        kept = tuple(rows)

        def days(kind: HolidayKind) -> frozenset[date]:
            return frozenset(day for row in kept if row.kind is kind for day in row.days())

        return cls(
            public=days(HolidayKind.PUBLIC),
            joint_leave=days(HolidayKind.JOINT_LEAVE),
            school=days(HolidayKind.SCHOOL),
            estimated=frozenset(day for row in kept if row.precision == "estimated" for day in row.days()),
            rows=kept,
        )

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Return the calendar of a content document ``{"items": [row…]}``; raises ``WireError``."""
        return cls.of(Holiday.from_wire(row) for row in wire.objects(document, "items"))

    def on(self, day: date) -> tuple[Holiday, ...]:
        """Return the holidays that fall on ``day``, for showing their names."""
        return tuple(row for row in self.rows if row.day <= day <= row.last)

    def covers(self, day: date) -> bool:
        """Whether the public holidays of the year of ``day`` are known."""
        return any(known.year == day.year for known in self.public)


NO_HOLIDAYS: Final = Holidays()
