"""The bounded distance against a plain reference of unrestricted Damerau-Levenshtein."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.typos import distance, prefix_distance

words = st.text(alphabet="abcd", max_size=9)


def reference(a: str, b: str) -> int:
    """Lowrance and Wagner 1975, the full table, nothing bounded."""
    top = len(a) + len(b)
    table = {(i, -1): top for i in range(-1, len(a) + 1)} | {(-1, j): top for j in range(-1, len(b) + 1)}
    for i in range(len(a) + 1):
        table[i, 0] = i
    for j in range(len(b) + 1):
        table[0, j] = j
    rows: dict[str, int] = {}
    for i in range(1, len(a) + 1):
        column = 0
        for j in range(1, len(b) + 1):
            row, last = rows.get(b[j - 1], 0), column
            same = a[i - 1] == b[j - 1]
            if same:
                column = j
            table[i, j] = min(
                table[i - 1, j - 1] + (not same),
                table[i, j - 1] + 1,
                table[i - 1, j] + 1,
                table[row - 1, last - 1] + (i - row - 1) + 1 + (j - last - 1),
            )
        rows[a[i - 1]] = i
    return table[len(a), len(b)]


@given(words, words, st.integers(0, 4))
def test_equals_the_reference_up_to_the_limit(a: str, b: str, limit: int) -> None:
    expected = reference(a, b)
    assert distance(a, b, limit) == (expected if expected <= limit else None)


@given(words, words, st.integers(0, 3))
def test_prefix_distance_is_the_best_over_all_prefixes(query: str, word: str, limit: int) -> None:
    expected = min(reference(query, word[:end]) for end in range(len(word) + 1))
    assert prefix_distance(query, word, limit) == (expected if expected <= limit else None)


@pytest.mark.parametrize(
    ("a", "b", "edits"),
    [
        ("pantai", "pantai", 0),
        ("pantai", "pntai", 1),
        ("pantai", "pantaii", 1),
        ("pantai", "pamtai", 1),
        ("pantai", "pnatai", 1),
        ("ca", "abc", 2),
        ("bengkulu", "bengklu", 1),
        ("", "ab", 2),
    ],
)
def test_known_pairs(a: str, b: str, edits: int) -> None:
    assert distance(a, b, 2) == edits
    assert distance(b, a, 2) == edits
    assert edits == 0 or distance(a, b, edits - 1) is None
