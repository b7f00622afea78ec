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
    row = last_row(a, b, limit)
    return row[-1] if row is not None and row[-1] <= limit else None


def prefix_distance(query: str, word: str, limit: int) -> int | None:
    """Return the smallest distance of ``query`` to a prefix of ``word``, None when it exceeds ``limit``."""
    row = last_row(query, word[: len(query) + limit], limit)
    if row is None:
        return None
    best = min(row)
    return best if best <= limit else None
