"""How a query may be read: as typed, short forms written out, with a space less or a space more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from services.search import ABBREVIATIONS, fold, meaningful
from services.vocabulary import Vocabulary

# A reading that moves a space must fit better than the query as it was typed.
MOVED_SPACE = 0.96
SHORTEST_JOINED = 4
SHORTEST_PART = 3
MOST = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """The words to look for, and how much a fit of this reading counts."""

    words: tuple[str, ...]
    factor: float


def readings(query: str, known: Vocabulary) -> tuple[Reading, ...]:
    """Return the ways to read ``query``, the one that was typed first; none for an empty one."""
    typed = fold(query).split()
    words = tuple(meaningful(typed))
    if not words:
        return ()
    found = {words: 1.0}
    for words_read, factor in (*_written_out(words), *_joined(tuple(typed), known), *_split(words, known)):
        found.setdefault(words_read, factor)
    return tuple(Reading(words_read, factor) for words_read, factor in list(found.items())[:MOST])


def _written_out(words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], float]]:
    yield tuple(part for word in words for part in ABBREVIATIONS.get(word, word).split()), 1.0


def _joined(words: tuple[str, ...], known: Vocabulary) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield the query as one word, then with each pair of neighbours as one word that is known."""
    if len(words) > 1:
        yield ("".join(words),), MOVED_SPACE
    for at in range(len(words) - 1 if len(words) > 2 else 0):
        joined = words[at] + words[at + 1]
        if len(joined) >= SHORTEST_JOINED and known.begins(joined):
            yield tuple(meaningful([*words[:at], joined, *words[at + 2 :]])), MOVED_SPACE


def _split(words: tuple[str, ...], known: Vocabulary) -> Iterator[tuple[tuple[str, ...], float]]:
    """Yield the query with an unknown word as two known ones, the longest first part before shorter ones."""
    for at, word in enumerate(words):
        if word in known:
            continue
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            left, right = word[:cut], word[cut:]
            if left in known and known.begins(right):
                yield (*words[:at], left, right, *words[at + 1 :]), MOVED_SPACE
