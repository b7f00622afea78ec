"""Numbers as people type them, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.forms.numbers import read_number, written_number


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("12", 12, 12),
        (" 1 500 ", 1500, 1500),
        ("1.500.000", 1_500_000, None),
        ("1,500,000", None, 1_500_000),
        ("2,5", 2.5, None),
        ("2.5", 2.5, 2.5),
        ("1.500,25", 1500.25, None),
        ("-3", -3, -3),
        ("3,0", 3, None),
        ("", None, None),
        ("dua", None, None),
        ("nan", None, None),
        ("inf", None, None),
        ("1e999", None, None),
        ("1_000", None, None),
        ("-", None, None),
    ],
)
def test_what_is_typed_is_read(text: str, indonesian: float | None, english: float | None) -> None:
    assert read_number(text, "id") == indonesian
    assert read_number(text, "en") == english


@given(st.one_of(st.integers(-(10**12), 10**12), st.floats(-1e9, 1e9).filter(lambda n: "e" not in repr(n))))
def test_what_is_written_is_read_again(value: float) -> None:
    for language in ("id", "en"):
        assert read_number(written_number(value, language), language) == value
