"""What Wisata shows: a filter over destinations and events, and what it could not judge.

A row that certainly does not fit is left out silently. A row that fits as far as is known, but lacks the
fact that is asked for, is counted by reason, so that the screen can say how many were left out and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from services.events import Upcoming
from services.geo import cartesian, quick_distance_m
from services.models import Edition, Event, Place, Point, Region, RegionLevel

REACHES_M = (5_000.0, 10_000.0, 25_000.0, 50_000.0)
"""The distances that are offered, in metres."""

_SATURDAY = 5
Row = TypeVar("Row")


class DayKind(StrEnum):
    """Which days of events are wanted."""

    TODAY = "today"
    WEEKEND = "weekend"
    THIS_MONTH = "this_month"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class EventDays:
    """Wanted days; ``month`` (its first day) belongs to ``MONTH`` only."""

    kind: DayKind
    month: date | None = None

    def span(self, today: date) -> tuple[date, date]:
        """Return the first and the last day; on a Sunday the weekend is that day."""
        if self.kind is DayKind.TODAY:
            return today, today
        if self.kind is DayKind.WEEKEND:
            saturday = today + timedelta(days=max(0, _SATURDAY - today.weekday()))
            return saturday, saturday + timedelta(days=6 - saturday.weekday())
        first = self.month if self.kind is DayKind.MONTH and self.month else today
        return first, next_month(first) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ExploreFilter:
    """What a person wants to see.

    ``region_id``: a regency, district or village. ``within_m``: metres from ``around_id`` (a destination),
    from the person when that is None. ``days``: events on these days instead of destinations.
    """

    region_id: str | None = None
    within_m: float | None = None
    around_id: str | None = None
    open_now: bool = False
    days: EventDays | None = None

    @property
    def count(self) -> int:
        """Return how many filters are set."""
        return sum((self.region_id is not None, self.within_m is not None, self.open_now, bool(self.days)))


class LeftOut(StrEnum):
    """Why a row could not be judged; each is the end of a sentence's id."""

    HERE = "here"
    POSITION = "position"
    REGION = "region"
    HOURS = "hours"
    DAYS = "days"


@dataclass(frozen=True, slots=True, repr=False)
class Filtered(Generic[Row]):
    """What fits, in the order of before, and how many rows were left out for want of a fact."""

    rows: tuple[Row, ...]
    left_out: tuple[tuple[LeftOut, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What a filter needs to know beside the rows: the wanted region and the middle of the wanted circle."""

    region: Region | None = None
    origin: Point | None = None


def filter_places(
    places: Iterable[Place],
    wanted: ExploreFilter,
    frame: Frame,
    is_open: Callable[[Place], bool | None],
) -> Filtered[Place]:
    """Return the places that fit ``wanted``; ``is_open`` is asked only for what fits all the rest.

    An estimated position counts with its middle.
    """
    is_near = _circle(wanted, frame)

    def judge(place: Place) -> LeftOut | bool:
        answers = [_lies_in(place, frame.region), is_near(place.point)]
        if wanted.open_now and False not in answers:
            opened = is_open(place)
            answers.append(LeftOut.HOURS if opened is None else opened)
        if False in answers:
            return False
        return next((answer for answer in answers if isinstance(answer, LeftOut)), True)

    return _sorted_out(places, judge)


def filter_events(
    events: Iterable[Event], wanted: ExploreFilter, frame: Frame, today: date
) -> Filtered[Upcoming]:
    """Return the events on the wanted days, the earliest first; an event of the whole province is everywhere.

    Without wanted days every known edition from ``today`` on fits.
    """
    is_near = _circle(wanted, frame)
    first, last = wanted.days.span(today) if wanted.days else (today, date.max)
    regency = regency_of(frame.region)

    def judge(event: Event) -> LeftOut | bool:
        near = is_near(event.point)
        if near is False or (regency and event.regency_id not in (None, regency)):
            return False
        if not event.dates_known or not event.editions or event.editions[-1].last < first:
            return LeftOut.DAYS
        return near if _edition_in(event, first, last) else False

    found = _sorted_out(events, judge)
    rows = [Upcoming(event, edition) for event in found.rows for edition in _edition_in(event, first, last)]
    rows.sort(key=lambda one: (one.edition.first, one.event.name.id.casefold()))
    return Filtered(tuple(rows), found.left_out)


def regency_of(region: Region | None) -> str | None:
    """Return the code of the regency that ``region`` is or lies in, None for the whole province."""
    if region is None or region.level is RegionLevel.PROVINCE:
        return None
    return region.id[: len("17.71")]


def next_month(day: date) -> date:
    """Return the first day of the month after that of ``day``."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _edition_in(event: Event, first: date, last: date) -> tuple[Edition, ...]:
    """Return the first edition that touches the days, as a tuple of one; empty when none does."""
    found = (edition for edition in event.editions if edition.first <= last and edition.last >= first)
    return tuple(found)[:1]


def _circle(wanted: ExploreFilter, frame: Frame) -> Callable[[Point | None], LeftOut | bool]:
    """Return the judge of positions: inside the wanted circle or not."""
    if wanted.within_m is None:
        return lambda _point: True
    if frame.origin is None:
        return lambda _point: LeftOut.POSITION if wanted.around_id else LeftOut.HERE
    origin, reach = cartesian(frame.origin), wanted.within_m

    def judge(point: Point | None) -> LeftOut | bool:
        return LeftOut.POSITION if point is None else quick_distance_m(origin, cartesian(point)) <= reach

    return judge


def _lies_in(place: Place, region: Region | None) -> LeftOut | bool:
    """Judge by the codes of a row, in a district by its name too; a place may lack its village."""
    regency = regency_of(region)
    if region is None or regency is None or region.level is RegionLevel.REGENCY:
        return regency in (None, place.regency_id)
    if place.regency_id != regency:
        return False
    if place.village_id is not None:
        return place.village_id == region.id or place.village_id.startswith(f"{region.id}.")
    if region.level is RegionLevel.DISTRICT and place.district is not None:
        return place.district == region.name
    return LeftOut.REGION


def _sorted_out(rows: Iterable[Row], judge: Callable[[Row], LeftOut | bool]) -> Filtered[Row]:
    fitting: list[Row] = []
    counts: dict[LeftOut, int] = {}
    for row in rows:
        answer = judge(row)
        if isinstance(answer, LeftOut):
            counts[answer] = counts.get(answer, 0) + 1
        elif answer:
            fitting.append(row)
    return Filtered(tuple(fitting), tuple(sorted(counts.items())))
