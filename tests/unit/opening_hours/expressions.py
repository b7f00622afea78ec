"""Made-up expressions that read, and moments to ask them at."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st

from services.clock import WIB
from services.opening_hours import OpeningHours, OpeningHoursError, parse
from services.opening_hours.lexer import MONTHS, WEEKDAYS
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
MARK = st.sampled_from(["; ", "; ", " || ", ", "])


def _rules(rule: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    more = st.lists(st.builds("{}{}".format, MARK, rule), max_size=most - 1).map("".join)
    return st.builds("{}{}".format, rule, more)


EXPRESSION = _rules(RULE, 4)
SEASON = st.builds(
    "{} {}{}".format,
    DAYS.filter(bool),
    st.sampled_from(["", "", "00:00-24:00", "22:00-26:00", "08:00-12:00", "sunrise-sunset"]),
    st.sampled_from([" off", " off", " open", " unknown", ' off "libur"']),
)
SEASONS = st.builds(
    "{}{}".format, st.sampled_from(["", "off; ", "24/7; ", "00:00-24:00; "]), _rules(SEASON, 3)
)
"""Expressions that often stay as they are for months, or for ever."""
INSTANT = st.datetimes(datetime(2025, 1, 1), datetime(2029, 1, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(tzinfo=WIB)
)


def read(expression: str) -> OpeningHours | None:
    """Return the generated expression read, None where joining its parts made no sense of them."""
    try:
        return parse(expression, INDONESIA)
    except OpeningHoursError:
        return None
