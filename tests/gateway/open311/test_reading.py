"""Parameters as clients send them: the pure part."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from gateway.open311.errors import Refused
from gateway.open311.finding import read_query, read_window
from gateway.open311.reading import Parameters, read_moment
from gateway.open311.rendering import render
from tests.gateway.open311.world import plain, texts
from tests.gateway.samples import NOW


def moment(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-21T08:00:00+07:00", moment(2026, 11, 21, 1), moment(2026, 11, 21, 1, 0, 0, 999_999)),
        ("2026-11-21T08:00:00 07:00", moment(2026, 11, 21, 1), moment(2026, 11, 21, 1, 0, 0, 999_999)),
        ("2026-11-21T08:00:00+0700", moment(2026, 11, 21, 1), moment(2026, 11, 21, 1, 0, 0, 999_999)),
        ("2026-11-21T01:00:00Z", moment(2026, 11, 21, 1), moment(2026, 11, 21, 1, 0, 0, 999_999)),
        ("2026-11-21t01:00:00z", moment(2026, 11, 21, 1), moment(2026, 11, 21, 1, 0, 0, 999_999)),
        ("2026-11-21T01:00Z", moment(2026, 11, 21, 1), moment(2026, 11, 21, 1, 0, 0, 999_999)),
        ("2026-11-21T01:00:00.5Z", *[moment(2026, 11, 21, 1, 0, 0, 500_000)] * 2),
        ("2026-11-21T01:00:00.123456789Z", *[moment(2026, 11, 21, 1, 0, 0, 123_456)] * 2),
        ("2026-11-21T08:00:00", moment(2026, 11, 21, 1), moment(2026, 11, 21, 1, 0, 0, 999_999)),
        ("2026-11-21", moment(2026, 11, 20, 17), moment(2026, 11, 21, 16, 59, 59, 999_999)),
        ("2026-11-20T20:00:00-05:00", moment(2026, 11, 21, 1), moment(2026, 11, 21, 1, 0, 0, 999_999)),
    ],
)  # fmt: skip
def test_times(text: str, first: datetime, last: datetime) -> None:
    assert read_moment(text) == first
    assert read_moment(text, is_end=True) == last


@pytest.mark.parametrize(
    "text",
    ["", "today", "21-11-2026", "2026-13-01", "2026-02-30T00:00:00Z", "2026-11-21T25:00:00Z", "1763700000",
     "2026-11-21T08:00:00+99:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:00", "٢٠٢٦-11-21"],
)  # fmt: skip
def test_other_times(text: str) -> None:
    assert read_moment(text) is None


@given(text=st.text(max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    parameters = Parameters([(name, text) for name in ("start_date", "page", "lat", "status", "extensions")])
    parameters.moment("start_date")
    parameters.count("page", 1, 1, 9)
    parameters.degrees("lat", 90)
    parameters.flag("extensions")
    read_query(parameters, NOW)


def test_an_empty_parameter_is_absent() -> None:
    given_empty = Parameters([(name, " ") for name in ("start_date", "status", "page", "service_request_id")])
    assert read_query(given_empty, NOW) == read_query(Parameters([]), NOW)
    assert not given_empty.faults


def test_one_fault_for_each_parameter() -> None:
    parameters = Parameters(
        [("start_date", "x"), ("end_date", "y"), ("status", "broken"), ("page", "0"), ("page_size", "1001")]
    )
    read_query(parameters, NOW)
    with pytest.raises(Refused) as caught:
        parameters.require_none()
    assert sorted(fault.description.partition(":")[0] for fault in caught.value.faults) == [
        "end_date", "page", "page_size", "start_date", "status"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pairs", "days"),
    [
        ([], (-90, 0)),
        ([("start_date", "2026-01-01T05:00:00Z")], (-324, -234)),
        ([("end_date", "2026-01-01T05:00:00.0Z")], (-414, -324)),
    ],
)
def test_a_window_is_of_90_days(pairs: list[tuple[str, str]], days: tuple[int, int]) -> None:
    parameters = Parameters(pairs)
    window = read_window(parameters, NOW)
    assert not parameters.faults
    assert ((window.first - NOW).days, (window.last - NOW).days) == days


@pytest.mark.parametrize(
    ("first", "last", "is_right"),
    [
        ("2026-08-23", "2026-11-20", True),
        ("2026-08-23T00:00:00Z", "2026-11-21T00:00:00Z", True),
        ("2026-08-23T00:00:00Z", "2026-11-21T00:00:02Z", False),
        ("2026-11-21", "2026-11-20", False),
    ],
)
def test_at_most_90_days(first: str, last: str, is_right: bool) -> None:
    parameters = Parameters([("start_date", first), ("end_date", last)])
    read_window(parameters, NOW)
    assert (not parameters.faults) is is_right


def test_lists_are_repeated_or_comma_separated() -> None:
    parameters = Parameters([("service_code", "a, b,,a"), ("service_code", "c")])
    assert parameters.words("service_code", 9) == ["a", "b", "c"]


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), inner, max_size=4),
    max_leaves=8,
)


@given(members=st.lists(VALUES, max_size=3))
def test_xml_says_what_json_says(members: list[object]) -> None:
    element = fromstring(render("services", members, "xml"))
    assert [plain(child) for child in element] == [texts(member) for member in members]
    assert json.loads(render("services", members, "json")) == members


@given(text=st.text(max_size=20))
def test_any_text_makes_readable_xml(text: str) -> None:
    shown = plain(fromstring(render("request", {"description": text}, "xml")))["description"] or ""
    assert len(shown.replace("\n", "")) <= len(text)


@pytest.mark.parametrize("text", ["\x00", "\x0b", "\ufffe", "<a>&]]>", "é\U0001f600"])
def test_xml_is_well_formed(text: str) -> None:
    shown = plain(fromstring(render("request", {"description": text}, "xml")))["description"]
    assert shown == (text if text.isprintable() else "\ufffd")
