"""The index: entries by their words, ranked by how well all words of a query fit."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from services.finding.bilingual import other_words, plain, proper
from services.finding.entry import WEIGHTS, Entry
from services.finding.readings import readings
from services.search import fold, normalise
from services.vocabulary import Vocabulary

NAME, ENDING, ALSO, AROUND, MORE = 1.0, 0.92, 0.85, 0.5, 0.3
WHOLE_NAME, NAME_BEGINS = 0.5, 0.12
OTHER_SPELLING = 0.97
# A word with more doubled letters than this is no spelling of another one.
MOST_DOUBLED = 2
# With a word that fits nowhere the others must say at least this share of what was asked.
ENOUGH = 0.5

Scores = dict[int, float]


class EntryIndex:
    """Entries and their words. Add entries, then :meth:`close`; after that it does not change."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._postings: dict[str, Scores] = defaultdict(dict)
        self._names: dict[str, set[int]] = defaultdict(set)
        self._words = Vocabulary(())

    def add(self, entry: Entry) -> None:
        """Take in one entry."""
        doc = len(self.entries)
        self.entries.append(entry)
        folded = [name for text in entry.names for name in called(text)]
        for name in folded:
            self._add_name(doc, name)
        short = min((len(name.split()) for name in folded), default=0)
        self._add_words(doc, other_words(folded), ALSO)
        for text, weight in ((entry.also, ALSO), (entry.around, AROUND), (entry.more, MORE)):
            self._add_words(doc, _words(text), weight)
        for name in folded:
            # In a short name a word says more than in a long one.
            self._add_words(doc, _words(name), NAME * (1 + 0.5 / (2 + short)))

    def close(self) -> EntryIndex:
        """Make the index ready to be asked."""
        self._words = Vocabulary(self._postings)
        return self

    def search(self, query: str) -> Scores:
        """Return the score of every entry (by its number) that fits ``query``."""
        ways = readings(query, self._words)
        known: dict[str, Mapping[str, float]] = {}
        for word in {word for way in ways for word in way.words}:
            known[word] = self._similar(word)
        best: Scores = {}
        for way in ways:
            for doc, score in self._all_words([known[word] for word in way.words]).items():
                best[doc] = max(best.get(doc, 0.0), score * way.factor)
        if not best and ways:
            best = self._some_words([known[word] for word in ways[0].words])
        self._favour_names(best, "".join(fold(query).split()))
        return {doc: score * WEIGHTS[self.entries[doc].subject] for doc, score in best.items()}

    def _add_name(self, doc: int, name: str) -> None:
        words = name.split()
        for whole in (words, proper(name).split()):
            self._names["".join(whole)].add(doc)
        for at in range(len(words) - 1):
            self._add_words(doc, ["".join(words[at:])], ENDING if at else NAME)

    def _add_words(self, doc: int, words: Iterable[str], weight: float) -> None:
        for word in words:
            posting = self._postings[word]
            if posting.get(doc, 0.0) < weight:
                posting[doc] = weight

    def _similar(self, word: str) -> Mapping[str, float]:
        found = self._words.similar(word)
        simple = plain(word)
        if len(word) - MOST_DOUBLED <= len(simple) and simple != word:
            for known, factor in self._words.similar(simple).items():
                found[known] = max(found.get(known, 0.0), factor * OTHER_SPELLING)
        return found

    def _all_words(self, asked: Sequence[Mapping[str, float]]) -> Scores:
        """Return the entries that have every word, scored by their mean; a rare word counts for more."""
        if not all(asked):
            return {}
        sizes = [sum(len(self._postings[known]) for known in similar) for similar in asked]
        importance = [self._importance(size) for size in sizes]
        whole = sum(importance)
        kept: Scores | None = None
        for at in sorted(range(len(asked)), key=lambda at: sizes[at]):
            share = importance[at] / whole
            kept = self._narrow(kept, self._scores(asked[at], kept), share)
            if not kept:
                break
        return kept or {}

    def _some_words(self, asked: Sequence[Mapping[str, float]]) -> Scores:
        """Return the entries that have the words that say most, when none has them all."""
        sizes = [sum(len(self._postings[known]) for known in similar) for similar in asked]
        importance = [self._importance(size) for size in sizes]
        total: Scores = defaultdict(float)
        have: Scores = defaultdict(float)
        for similar, weight in zip(asked, importance, strict=True):
            for doc, score in self._scores(similar, None).items():
                total[doc] += score * weight
                have[doc] += weight
        whole = sum(importance)
        return {doc: score / whole for doc, score in total.items() if have[doc] >= ENOUGH * whole}

    def _importance(self, size: int) -> float:
        """Return how much a word says that fits ``size`` entries; one that fits none is likely noise."""
        count = len(self.entries)
        return math.log(1 + count / size) if size else math.log(1 + count) / 2

    def _narrow(self, kept: Scores | None, scores: Scores, share: float) -> Scores:
        if kept is None:
            return {doc: score * share for doc, score in scores.items()}
        return {doc: kept[doc] + score * share for doc, score in scores.items()}

    def _scores(self, similar: Mapping[str, float], kept: Scores | None) -> Scores:
        """Return the best score of each entry (of ``kept``, if given) for one word."""
        scores: Scores = {}
        get = scores.get
        for known, factor in similar.items():
            posting = self._postings[known]
            docs: Iterable[int] = posting
            if kept is not None:
                docs = posting.keys() & kept.keys()
            for doc in docs:
                score = factor * posting[doc]
                if score > get(doc, 0.0):
                    scores[doc] = score
        return scores

    def _favour_names(self, scores: Scores, typed: str) -> None:
        """Raise the entries that are called just so, and those whose name begins so."""
        exact = self._names.get(typed, set())
        for doc, score in scores.items():
            if doc in exact:
                scores[doc] = score + WHOLE_NAME
            elif self._postings.get(typed, {}).get(doc, 0.0) >= NAME or self._begins(doc, typed):
                scores[doc] = score + NAME_BEGINS

    def _begins(self, doc: int, typed: str) -> bool:
        return any(fold(name).replace(" ", "").startswith(typed) for name in self.entries[doc].names)


def called(name: str) -> list[str]:
    """Return the folded names in "Pantai Jakat (Zakat)": the whole, and the one before the bracket."""
    return list(dict.fromkeys(folded for part in (name, name.partition("(")[0]) if (folded := fold(part))))


def _words(text: str) -> set[str]:
    """Return the words of ``text``, with short forms written out and in a plain spelling."""
    folded = fold(text)
    words = {*folded.split(), *normalise(folded).split()}
    return words | {plain(word) for word in words}
