"""Text search that forgives: accents, abbreviations, unfinished words, typing errors.

Pure Python and small: 2,000 documents answer in a few milliseconds. The ranking is deterministic, ties
keep the order in which the documents were given.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from services.vocabulary import Vocabulary

# Short forms on signs, in addresses and in chats, with the words they stand for.
ABBREVIATIONS: Mapping[str, str] = MappingProxyType(
    {
        "bkl": "bengkulu",
        "ds": "desa",
        "gd": "gedung",
        "gg": "gang",
        "jl": "jalan",
        "jln": "jalan",
        "kab": "kabupaten",
        "kec": "kecamatan",
        "kel": "kelurahan",
        "mpp": "mal pelayanan publik",
        "pkm": "puskesmas",
        "pemda": "pemerintah daerah",
        "pemprov": "pemerintah provinsi",
        "prov": "provinsi",
        "ps": "pasar",
        "psr": "pasar",
        "pust": "perpustakaan",
        "rm": "rumah makan",
        "rs": "rumah sakit",
        "rsd": "rumah sakit daerah",
        "rsud": "rumah sakit umum daerah",
        "sd": "sekolah dasar",
        "sdn": "sekolah dasar negeri",
        "sma": "sekolah menengah atas",
        "sman": "sekolah menengah atas negeri",
        "smk": "sekolah menengah kejuruan",
        "smkn": "sekolah menengah kejuruan negeri",
        "smp": "sekolah menengah pertama",
        "smpn": "sekolah menengah pertama negeri",
        "tpi": "tempat pelelangan ikan",
        "twa": "taman wisata alam",
        "umb": "universitas muhammadiyah bengkulu",
        "unib": "universitas bengkulu",
        "unihaz": "universitas hazairin",
        "unived": "universitas dehasen",
        "univ": "universitas",
        "unras": "universitas ratu samban",
    }
)

# Words that say nothing about what is looked for ("rumah sakit terdekat", "wifi di curup").
FILLERS = frozenset(
    {"ada", "dan", "dari", "dekat", "di", "ini", "ke", "mana", "sekitar", "terdekat", "untuk", "yang"}
    | {"and", "at", "closest", "for", "in", "is", "me", "my", "near", "nearest", "of", "the", "to", "where"}
)

_WORD = re.compile(r"[^\W_]+")
# An apostrophe joins ("Jum'at" is one word), other punctuation separates.
_JOINING = str.maketrans("", "", "'’`")


def fold(text: str) -> str:
    """Return ``text`` without case, accents and punctuation, words separated by one space."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.translate(_JOINING)))


def normalise(text: str) -> str:
    """Return ``text`` folded, with Indonesian abbreviations written out ("Kec." → "kecamatan")."""
    return " ".join(ABBREVIATIONS.get(word, word) for word in fold(text).split())


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A found document: its id, and a score (higher is better) that compares within one query only."""

    id: str
    score: float


class TextIndex:
    """Immutable index of documents.

    ``docs``: (id, texts by falling weight): the first text of a document counts 1, each next one half
    of the one before, so a name beats an address.
    """

    def __init__(self, docs: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Index ``docs``; texts that are empty are skipped."""
        self._ids: list[str] = []
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        for doc_id, texts in docs:
            self._add(doc_id, texts)
        self._words = Vocabulary(self._postings)

    def __len__(self) -> int:
        """Return the number of documents."""
        return len(self._ids)

    def search(self, query: str, limit: int | None = None) -> list[SearchHit]:
        """Return documents that hold every word of ``query``, best first; all of them for limit None.

        When no document holds all of three or more words, documents that miss one are returned.
        An empty query finds nothing.
        """
        words = meaningful(fold(query).split())
        found = [self._matches(word) for word in words]
        hits = self._join(found, missing=0)
        if not hits and len(words) > 2:
            hits = self._join(found, missing=1)
        ranked = sorted(hits.items(), key=lambda hit: (-hit[1], hit[0]))[:limit]
        return [SearchHit(self._ids[doc], round(score, 6)) for doc, score in ranked]

    def _add(self, doc_id: str, texts: Sequence[str]) -> None:
        doc = len(self._ids)
        self._ids.append(doc_id)
        weight = 1.0
        for text in texts:
            # Both forms are kept: "rsu" must still find "RSUD" while it is being typed.
            words = fold(text).split()
            for word in (*words, *normalise(text).split()):
                kept = self._postings[word].get(doc, 0.0)
                # In a short name a word says more than in a long one.
                self._postings[word][doc] = max(kept, weight * (1 + 1 / (4 + len(words))))
            weight /= 2

    def _matches(self, word: str) -> dict[int, float]:
        """Return score by document for one word of the query, an abbreviation also by its meaning."""
        scores = self._scores(word)
        meaning = ABBREVIATIONS.get(word)
        if meaning:
            parts = [self._scores(part) for part in meaning.split()]
            for doc, score in self._join(parts, missing=0).items():
                scores[doc] = max(scores.get(doc, 0.0), score / len(parts))
        return scores

    def _scores(self, word: str) -> dict[int, float]:
        scores: dict[int, float] = {}
        for similar, factor in self._words.similar(word).items():
            for doc, weight in self._postings[similar].items():
                scores[doc] = max(scores.get(doc, 0.0), factor * weight)
        return scores

    def _join(self, found: list[dict[int, float]], missing: int) -> dict[int, float]:
        """Add up scores of documents found by all but ``missing`` of the words."""
        total: dict[int, float] = defaultdict(float)
        count: Counter[int] = Counter()
        for scores in found:
            for doc, score in scores.items():
                total[doc] += score
                count[doc] += 1
        needed = max(1, len(found) - missing)
        return {doc: score for doc, score in total.items() if count[doc] >= needed}


def meaningful(words: list[str]) -> list[str]:
    """Drop fillers, unless there is nothing else: "di" may be the start of "dinas"."""
    return [word for word in words if word not in FILLERS] or words
