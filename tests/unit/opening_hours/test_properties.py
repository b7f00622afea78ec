"""Generated expressions: they read, print and read back alike; state, next change and week() agree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.clock import WIB
from services.opening_hours import OpeningHours, OpeningHoursError, OpenKind, errors, parse
from services.opening_hours.lexer import MONTHS, WEEKDAYS
from services.opening_hours.state import MINUTES_PER_DAY
from tests.unit.opening_hours.content import INDONESIA


def _joined(parts: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=1, max_size=most).map(",".join)


def _clock(last_hour: int) -> st.SearchStrategy[str]:
    return st.builds("{:02d}:{:02d}".format, st.integers(0, last_hour), st.sampled_from([0, 1, 30, 59]))


WEEKDAY = st.sampled_from(WEEKDAYS)
MONTH = st.sampled_from(MONTHS)
OFFSET = st.sampled_from(["", " +1 day", " -2 days"])
NTH = st.sampled_from(["[1]", "[-1]", "[1,3]", "[2-4]", "[5,-2]"])
DAY = st.one_of(
    WEEKDAY,
    st.builds("{}-{}".format, WEEKDAY, WEEKDAY),
    st.builds("{}{}{}".format, WEEKDAY, NTH, OFFSET),
    st.builds("{}{}".format, st.sampled_from(["PH", "SH"]), OFFSET),
)
DATE = st.one_of(
    MONTH,
    st.builds("{}-{}".format, MONTH, MONTH),
    st.builds("{} {:02d}-{} {:02d}".format, MONTH, st.integers(1, 29), MONTH, st.integers(1, 29)),
    st.builds("2026 {} {}".format, MONTH, st.integers(1, 28)),
    st.builds("{} {},{}-29".format, MONTH, st.integers(1, 28), st.integers(1, 28)),
)
YEAR = st.sampled_from(["2026", "2025-2027", "2026+", "2024-2030/2", "2025,2027"])
WEEK = st.sampled_from(["week 48", "week 1-53/2", "week 50-03", "week 01,47-49"])
SPAN = st.one_of(
    st.builds("{}-{}{}".format, _clock(23), _clock(47), st.sampled_from(["", "", "", "+"])),
    _clock(23).map("{}+".format),
    st.sampled_from(["sunrise-sunset", "(dusk-01:00)-dawn", "12:00-sunset"]),
)
DAYS = st.builds(
    lambda *parts: " ".join(filter(None, parts)),
    st.one_of(st.just(""), YEAR, _joined(DATE, 2)),
    st.one_of(st.just(""), st.just(""), WEEK),
    st.one_of(st.just(""), _joined(DAY)),
)
TAIL = st.sampled_from(["", "", " open", " off", " closed", " unknown", ' "catatan"', ' off "libur"'])
RULE = st.one_of(
    st.builds(lambda days, times, tail: f"{days} {times}{tail}".strip(), DAYS, _joined(SPAN), TAIL),
    st.builds(lambda days, tail: f"{days}{tail}", DAYS.filter(bool), TAIL),
    st.sampled_from(["24/7", "off", '"telepon"']),
)
EXPRESSION = st.lists(RULE, min_size=1, max_size=4).flatmap(
    lambda rules: st.lists(
        st.sampled_from(["; ", "; ", " || ", ", "]), min_size=len(rules) - 1, max_size=len(rules) - 1
    ).map(lambda marks: rules[0] + "".join(m + r for m, r in zip(marks, rules[1:], strict=True)))
)
INSTANT = st.datetimes(datetime(2025, 1, 1), datetime(2029, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=WIB)
)


def read(expression: str) -> OpeningHours | None:
    """Return the generated expression read, None where joining its parts made no sense of them."""
    try:
        return parse(expression, INDONESIA)
    except OpeningHoursError:
        return None


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
