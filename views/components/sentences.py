"""The beginning of a longer text."""

from __future__ import annotations

import re

# A first sentence shorter than this ends at an abbreviation ("Jl.", "H.") rather than at a thought.
SHORTEST_SENTENCE = 24
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")


def first_sentence(words: str) -> str:
    """Return the first whole sentence of ``words``."""
    sentences = SENTENCE_END.split(words.strip())
    first = sentences[0]
    for more in sentences[1:]:
        if len(first) >= SHORTEST_SENTENCE:
            break
        first = f"{first} {more}"
    return first
