"""Bounded Damerau-Levenshtein distance: insertions, deletions, substitutions, swapped neighbours."""

from __future__ import annotations


def last_row(query: str, word: str, limit: int) -> list[int] | None:
    """Return the distances of ``query`` to every prefix of ``word``, None when all exceed ``limit``.

    Entry j is the unrestricted Damerau-Levenshtein distance (letters between swapped ones may be edited)
    of ``query`` and ``word[:j]``.
    """
    columns = range(1, len(word) + 1)
    rows = [list(range(len(word) + 1))]
    last_seen: dict[str, int] = {}
    for i, letter in enumerate(query, start=1):
        above, row = rows[-1], [i]
        last_match = 0
        for j in columns:
            other = word[j - 1]
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            seen = last_seen.get(other, 0)
            if seen and last_match:
                swap = rows[seen - 1][last_match - 1] + (i - seen - 1) + 1 + (j - last_match - 1)
                cost = min(cost, swap)
            if letter == other:
                last_match = j
            row.append(cost)
        last_seen[letter] = i
        rows.append(row)
        # A swap reaches back one row more than the other edits, so one bad row proves nothing yet.
        if min(row) > limit and min(above) > limit:
            return None
    return rows[-1]


def distance(a: str, b: str, limit: int) -> int | None:
    """Return the Damerau-Levenshtein distance of ``a`` and ``b``, None when it exceeds ``limit``."""
    if abs(len(a) - len(b)) > limit:
        return None
    if a == b:
        return 0
    if limit == 1:
        return 1 if any(left == right for left, right in _after_one_edit(a, b)) else None
    a, b = _without_ends(a, b)
    # Every letter that only one of them has takes an edit of its own.
    if len(set(a) - set(b)) > limit or len(set(b) - set(a)) > limit:
        return None
    row = last_row(a, b, limit)
    return row[-1] if row is not None and row[-1] <= limit else None


def prefix_distance(query: str, word: str, limit: int) -> int | None:
    """Return the smallest distance of ``query`` to a prefix of ``word``, None when it exceeds ``limit``."""
    if word.startswith(query):
        return 0
    if limit == 1:
        return 1 if any(right.startswith(left) for left, right in _after_one_edit(query, word)) else None
    row = last_row(query, word[: len(query) + limit], limit)
    if row is None:
        return None
    best = min(row)
    return best if best <= limit else None


def _after_one_edit(a: str, b: str) -> tuple[tuple[str, str], ...]:
    """Return what is left of both behind the first letters that differ, for each one edit there."""
    at = _common(a, b)
    tails = ((a[at + 1 :], b[at + 1 :]), (a[at + 1 :], b[at:]), (a[at:], b[at + 1 :]))
    if len(a) > at + 1 and a[at : at + 2] == b[at : at + 2][::-1]:
        return (*tails, (a[at + 2 :], b[at + 2 :]))
    return tails


def _without_ends(a: str, b: str) -> tuple[str, str]:
    """Return both without the letters that they begin and end with alike: no edit is needed there."""
    start = _common(a, b)
    a, b = a[start:], b[start:]
    end = _common(a[::-1], b[::-1])
    return a[: len(a) - end], b[: len(b) - end]


def _common(a: str, b: str) -> int:
    """Return how many letters ``a`` and ``b`` begin with alike."""
    at = 0
    for left, right in zip(a, b, strict=False):
        if left != right:
            break
        at += 1
    return at
