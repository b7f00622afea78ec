"""What holds on one calendar day, minute by minute: rules painted over each other in order.

Two days matter: the day itself and the one before, whose spans may run past midnight. How they meet is
written down, with its reasons, in docs/decisions/0010-opening-hours.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.models.geo import Point
from services.opening_hours.holidays import Holidays
from services.opening_hours.rules import Rule, Separator
from services.opening_hours.state import MINUTES_PER_DAY, OpenKind, Span, Told


@dataclass(frozen=True, slots=True)
class Segment:
    """Minutes ``start``…``end`` (exclusive) of a day; ``spilled``: it began on the day before."""

    start: int
    end: int
    kind: OpenKind
    comment: str | None
    spilled: bool

    @property
    def told(self) -> Told:
        """Return kind and comment: what a reader is told."""
        return self.kind, self.comment


_CLOSED = Segment(0, MINUTES_PER_DAY, OpenKind.CLOSED, None, False)


def may_spill(rules: tuple[Rule, ...]) -> bool:
    """Whether any span can run past midnight, so that a day depends on the one before."""
    return any(rule.may_spill for rule in rules)


def timeline(
    rules: tuple[Rule, ...], day: date, holidays: Holidays, where: Point, spills: bool = True
) -> list[Segment]:
    """Return the segments of ``day`` in order, from minute 0 to 1440 without gap or equal neighbours.

    ``spills`` False skips the day before; only right when ``may_spill(rules)`` is False.
    """
    today = [rule.matches(day, holidays) for rule in rules]
    nothing = [False] * len(rules)
    spilling = _spilling(rules, day, holidays) if spills and day > date.min else nothing
    replacing = [index for index, rule in enumerate(rules) if today[index] and rule.replaces]
    first = replacing[-1] if replacing else 0
    segments = [_CLOSED]
    for index in range(first, len(rules)):
        rule = rules[index]
        fill_only = rule.separator is Separator.FALLBACK
        if spilling[index]:
            segments = _paint(segments, _of_yesterday(rule, day, where), fill_only)
        if today[index]:
            segments = _paint(segments, _of_today(rule, day, where), fill_only)
    return _merged(segments)


def _spilling(rules: tuple[Rule, ...], day: date, holidays: Holidays) -> list[bool]:
    """Return which rules were in force on the day before ``day`` and can reach past its midnight."""
    before = date.fromordinal(day.toordinal() - 1)
    spilling = [False] * len(rules)
    for index, rule in enumerate(rules):
        if rule.matches(before, holidays):
            if rule.replaces or rule.closes_day:
                spilling[:index] = [False] * index
            spilling[index] = bool(rule.times)
    return spilling


def _of_today(rule: Rule, day: date, where: Point) -> list[Segment]:
    return [
        Segment(span.start, min(span.end, MINUTES_PER_DAY), span.kind, span.comment, False)
        for span in rule.spans(day, where)
        if span.start < MINUTES_PER_DAY
    ]


def _of_yesterday(rule: Rule, day: date, where: Point) -> list[Segment]:
    spans = rule.spans(date.fromordinal(day.toordinal() - 1), where)
    return [_shifted(span) for span in spans if span.end > MINUTES_PER_DAY]


def _shifted(span: Span) -> Segment:
    start = max(span.start - MINUTES_PER_DAY, 0)
    return Segment(start, span.end - MINUTES_PER_DAY, span.kind, span.comment, True)


def _paint(segments: list[Segment], coats: Iterable[Segment], fill_only: bool) -> list[Segment]:
    """Return ``segments`` with each coat laid over them, or only over what is closed when ``fill_only``."""
    for coat in coats:
        painted: list[Segment] = []
        for old in segments:
            start, end = max(old.start, coat.start), min(old.end, coat.end)
            if start >= end or (fill_only and old.kind is not OpenKind.CLOSED):
                painted.append(old)
                continue
            if old.start < start:
                painted.append(Segment(old.start, start, old.kind, old.comment, old.spilled))
            painted.append(Segment(start, end, coat.kind, coat.comment, coat.spilled))
            if end < old.end:
                painted.append(Segment(end, old.end, old.kind, old.comment, old.spilled))
        segments = painted
    return segments


def _merged(segments: list[Segment]) -> list[Segment]:
    merged = segments[:1]
    for segment in segments[1:]:
        last = merged[-1]
        if (last.told, last.spilled) == (segment.told, segment.spilled):
            merged[-1] = Segment(last.start, segment.end, last.kind, last.comment, last.spilled)
        else:
            merged.append(segment)
    return merged
