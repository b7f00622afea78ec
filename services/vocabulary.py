"""Known words, and which of them a typed word may mean: the same, longer, or mistyped."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from services import typos

EXACT, PREFIX, ONE_TYPO, TWO_TYPOS, PREFIX_TYPO = 1.0, 0.8, 0.55, 0.35, 0.3
# Up to this many letters every other word is one error away: no tolerance.
STRICT_LETTERS = 3
TWO_TYPOS_FROM = 8
# A shorter word with an error may begin almost anything.
UNFINISHED_FROM = 6
_AFTER_ALL_LETTERS = chr(0x10FFFF)


def allowed_typos(word: str) -> int:
    """Return how many typing errors are forgiven in ``word``."""
    if len(word) <= STRICT_LETTERS:
        return 0
    return 2 if len(word) >= TWO_TYPOS_FROM else 1


class Vocabulary:
    """Immutable set of folded words that is asked for similar ones.

    A typing error leaves the start or the end of a word as it was, so similar words are looked for among
    those of about the same length that start or end alike. Two errors that spoil both ends are not forgiven.
    """

    def __init__(self, words: Iterable[str]) -> None:
        """Keep ``words``; each is known once."""
        self._words = sorted(set(words))
        self._forward: dict[int, list[str]] = defaultdict(list)
        self._backward: dict[int, list[str]] = defaultdict(list)
        for word in self._words:
            self._forward[len(word)].append(word)
            self._backward[len(word)].append(word[::-1])
        for reversed_words in self._backward.values():
            reversed_words.sort()

    def __contains__(self, word: str) -> bool:
        """Tell whether ``word`` is known as it is."""
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word

    def begins(self, start: str) -> bool:
        """Tell whether a known word begins with ``start``."""
        at = bisect_left(self._words, start)
        return at < len(self._words) and self._words[at].startswith(start)

    def similar(self, word: str) -> dict[str, float]:
        """Return known words that ``word`` may mean, with a factor 0…1."""
        size = len(word)
        found = {
            known: EXACT if known == word else PREFIX + 0.1 * size / len(known)
            for known in _starting(self._words, word)
        }
        typed = allowed_typos(word)
        for known in self._alike(word, typed) if typed else ():
            if known not in found:
                edits = typos.distance(word, known, typed)
                if edits is not None:
                    found[known] = ONE_TYPO if edits == 1 else TWO_TYPOS
        if size >= UNFINISHED_FROM:
            for known in _starting(self._words, word[: size // 2]):
                if known not in found and typos.prefix_distance(word, known, 1) is not None:
                    found[known] = PREFIX_TYPO
        return found

    def _alike(self, word: str, typed: int) -> Iterator[str]:
        """Yield the words of about the same length that start or end like ``word``."""
        size = len(word)
        # One swap spoils two letters: the parts that are compared leave a letter out between them.
        kept = size // 3 if typed > 1 else size // 2 - 1
        start, end = word[:kept], word[::-1][: kept if typed > 1 else size - kept - 2]
        for length in range(size - typed, size + typed + 1):
            yield from _starting(self._forward.get(length, []), start)
            for known in _starting(self._backward.get(length, []), end):
                yield known[::-1]


def _starting(words: list[str], start: str) -> list[str]:
    """Return the ones of the sorted ``words`` that begin with ``start``."""
    return words[bisect_left(words, start) : bisect_left(words, start + _AFTER_ALL_LETTERS)]
