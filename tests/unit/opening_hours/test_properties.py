"""Generated expressions: they read, print and read back alike; state, next change and week() agree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.clock import WIB
from services.opening_hours import OpeningHours, OpeningHoursError, OpenKind, errors, parse
from services.opening_hours.state import MINUTES_PER_DAY
from tests.unit.opening_hours.content import INDONESIA
from tests.unit.opening_hours.expressions import EXPRESSION, INSTANT, RULE, read


@given(RULE)
def test_a_generated_rule_reads(rule: str) -> None:
    parse(rule)


@given(EXPRESSION)
def test_canonical_form_reads_back_alike(expression: str) -> None:
    hours = read(expression)
    if hours:
        again = parse(str(hours), INDONESIA)
        assert again == hours
        assert str(again) == str(hours)


@settings(max_examples=150, deadline=None)
@given(EXPRESSION, INSTANT)
def test_next_change_is_the_first(expression: str, instant: datetime) -> None:
    hours = read(expression)
    if not hours:
        return
    here = hours.state(instant)
    assert hours.is_open(instant) == (here.kind is OpenKind.OPEN)
    change = here.next_change
    if change:
        assert instant < change <= instant + timedelta(days=368)
        assert change.second == change.microsecond == 0
        there = hours.state(change)
        assert (there.kind, there.comment) != (here.kind, here.comment)
        _unchanged_until(hours, instant, change)


def _unchanged_until(hours: OpeningHours, instant: datetime, change: datetime) -> None:
    here = hours.state(instant)
    minutes = int((change - instant).total_seconds() // 60)
    for step in {*range(0, minutes, 1 + minutes // 12), max(minutes - 1, 0)}:
        moment = min(instant + timedelta(minutes=step), change - timedelta(microseconds=1))
        before = hours.state(moment)
        assert (before.kind, before.comment, before.next_change) == (here.kind, here.comment, change)


@settings(max_examples=100, deadline=None)
@given(
    EXPRESSION,
    st.integers(0, 200),
    st.lists(st.integers(0, 7 * MINUTES_PER_DAY - 1), min_size=6, max_size=6),
)
def test_week_shows_what_state_says(expression: str, week: int, minutes: list[int]) -> None:
    hours = read(expression)
    if not hours:
        return
    monday = date(2025, 1, 6) + timedelta(weeks=week)
    days = [*hours.week(monday - timedelta(weeks=1))[6:], *hours.week(monday)]
    for minute in minutes:
        day, of_day = divmod(minute, MINUTES_PER_DAY)
        shown = [span for span in days[day + 1] if span.start <= of_day < span.end]
        shown += [span for span in days[day] if span.start <= of_day + MINUTES_PER_DAY < span.end]
        instant = datetime(monday.year, monday.month, monday.day, tzinfo=WIB) + timedelta(minutes=minute)
        state = hours.state(instant)
        expected = [] if state.kind is OpenKind.CLOSED else [(state.kind, state.comment)]
        assert [(span.kind, span.comment) for span in shown] == expected


@given(EXPRESSION, INSTANT)
def test_the_zone_of_the_instant_does_not_matter(expression: str, instant: datetime) -> None:
    hours = read(expression)
    if hours:
        assert hours.state(instant) == hours.state(instant.astimezone(UTC))


PIECES = st.sampled_from(
    ["Mo", "-", ",", ";", "||", "08:00", "[", "]", "1", "PH", '"', "+", "2026", "Jan", " ", "week"]
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join)))
def test_any_text_reads_or_says_where_it_stops(text: str) -> None:
    try:
        hours = parse(text)
    except OpeningHoursError as error:
        assert 0 <= error.position <= len(text)
        assert error.message_id in errors.MESSAGE_IDS
    else:
        assert parse(str(hours)) == hours
