"""Checking answers; the table that the gateway shares is run in tests/contract/test_forms.py."""

from __future__ import annotations

from datetime import date

import pytest

from services.forms import check
from services.forms.texts import is_nik, masked
from tests.unit.forms.samples import TODAY, field, form, options


def test_only_what_is_asked_is_sent() -> None:
    two = form(
        field("kind", "choice", options=options("a", "b")),
        field("other", show_if={"field": "kind", "in": ["b"]}),
    )
    checked = check(two, {"kind": "a", "other": "kept in the draft", "older": 1}, TODAY)
    assert checked.answers == {"kind": "a"}
    assert not checked.problems


def test_a_file_must_go_along() -> None:
    one = form(field("f", "file"))
    answer = {"f": ["a" * 64]}
    assert check(one, answer, TODAY, attachments=["a" * 64]).answers == answer
    assert check(one, answer, TODAY, attachments=[]).problems == {"f": "unknown_value"}
    assert check(one, answer, TODAY).problems == {}


def test_today_moves_with_the_day() -> None:
    one = form(field("d", "date", max="today"))
    assert check(one, {"d": "2026-11-27"}, TODAY).problems == {"d": "range"}
    assert check(one, {"d": "2026-11-27"}, date(2026, 11, 27)).answers == {"d": "2026-11-27"}


def test_a_wrong_answer_does_not_show_what_depends_on_it() -> None:
    two = form(
        field("why", "choices", options=options("x", "y"), min_items=2),
        field("more", required=True, show_if={"field": "why", "in": ["x"]}),
    )
    assert check(two, {"why": ["x"]}, TODAY).problems == {"why": "too_short"}
    assert check(two, {"why": ["x", "y"]}, TODAY).problems == {"more": "missing"}


@pytest.mark.parametrize(
    ("nik", "right"),
    [
        ("1771034105900001", True),  # a woman born on the first
        ("1771033112000001", True),
        ("1771032902000001", True),  # 29 February 2000
        ("1771032902010001", False),
        ("1771036902040001", True),
        ("1771034001900001", False),  # day 40: neither a man's nor a woman's
        ("1771037201900001", False),
        ("1071030101900001", False),
        ("9871030101900001", False),
        ("177103010190000", False),
        ("17710301019000011", False),
        ("١٧٧١٠٣٠١٠١٩٠٠٠٠١", False),
        ("", False),
    ],
)
def test_a_nik_names_a_province_and_a_day(nik: str, right: bool) -> None:
    assert is_nik(nik) is right


def test_a_nik_is_shown_masked() -> None:
    assert masked("1771034105900001") == "17••••••••••••01"
    assert masked(" 17710 ") == "17•10"
    assert masked("1771") == "••••"
    assert masked("") == ""
