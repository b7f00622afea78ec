"""Known words, and which of them a typed word may mean: the same, longer, or mistyped."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable

from services import typos

EXACT, PREFIX, ONE_TYPO, TWO_TYPOS, PREFIX_TYPO = 1.0, 0.8, 0.55, 0.35, 0.3
# Up to this many letters every other word is one error away: no tolerance.
STRICT_LETTERS = 3
TWO_TYPOS_FROM = 8
# A shorter word with an error may begin almost anything.
UNFINISHED_FROM = 6
# One swap of neighbours changes three letter pairs, any other error fewer. Two swaps in one word are too rare
# to look at every word that shares a pair or two.
PAIRS_OF_ONE, PAIRS_OF_TWO = 3, 5


def allowed_typos(word: str) -> int:
    """Return how many typing errors are forgiven in ``word``."""
    if len(word) <= STRICT_LETTERS:
        return 0
    return 2 if len(word) >= TWO_TYPOS_FROM else 1


class Vocabulary:
    """Immutable set of folded words that is asked for similar ones."""

    def __init__(self, words: Iterable[str]) -> None:
        """Keep ``words``; each is known once."""
        self._words = sorted(set(words))
        self._grams: dict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(self._words):
            for gram in _grams(word):
                self._grams[gram].append(position)

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
        found = self._longer(word)
        typed = allowed_typos(word)
        if not typed:
            return found
        grams = _grams(word, closed=False)
        one, two = len(grams) - PAIRS_OF_ONE, len(grams) - PAIRS_OF_TWO
        needed = max(1, two if typed > 1 else one)
        may_go_on = len(word) >= UNFINISHED_FROM
        for position, shared in self._sharing(grams).items():
            known = self._words[position]
            if shared >= needed and known not in found:
                factor = _typo_factor(word, known, typed, may_go_on=may_go_on and shared >= one)
                if factor:
                    found[known] = factor
        return found

    def _longer(self, word: str) -> dict[str, float]:
        """Return the words that begin with ``word``, itself among them."""
        found: dict[str, float] = {}
        for at in range(bisect_left(self._words, word), len(self._words)):
            known = self._words[at]
            if not known.startswith(word):
                break
            found[known] = EXACT if known == word else PREFIX + 0.1 * len(word) / len(known)
        return found

    def _sharing(self, grams: set[str]) -> Counter[int]:
        """Count how many of ``grams`` each known word has."""
        shared: Counter[int] = Counter()
        for gram in grams:
            shared.update(self._grams.get(gram, ()))
        return shared


def _typo_factor(word: str, known: str, typed: int, *, may_go_on: bool) -> float:
    """``may_go_on``: the known word shares enough to begin with ``word`` but for one error."""
    edits = typos.distance(word, known, typed)
    if edits is not None:
        return ONE_TYPO if edits == 1 else TWO_TYPOS
    if may_go_on and len(known) > len(word) and typos.prefix_distance(word, known, 1) is not None:
        return PREFIX_TYPO
    return 0.0


def _grams(word: str, *, closed: bool = True) -> set[str]:
    """Return the letter pairs of ``word``, with a mark at its start (and end, when ``closed``)."""
    marked = f"^{word}$" if closed else f"^{word}"
    return {marked[i : i + 2] for i in range(len(marked) - 1)}
