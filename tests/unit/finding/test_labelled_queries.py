"""Two thousand labelled queries: the right answer is among the first three."""

from __future__ import annotations

from collections import Counter

from services.models import Place
from tests.unit.finding.everything import finder, key
from tests.unit.finding.hand_queries import hand_queries
from tests.unit.finding.mutations import mutated
from tests.unit.finding.rows import content

QUERIES = 2_000
FIRST = 3
WANTED = 0.97
WANTED_OF_A_CLASS = 0.95

Query = tuple[str, str, frozenset[str]]


def labelled() -> list[Query]:
    """Return class, query and the right ids of every query."""
    entries = list(finder().entries())
    categories = {f"d:{place.id}": place.category for place in content("destinations", Place).rows()}
    hand = list(hand_queries())
    return [*hand, *mutated(entries, categories, QUERIES - len(hand))]


def test_the_labels_name_what_is_there() -> None:
    known = {key(entry) for entry in finder().entries()}
    hand = list(hand_queries())
    assert len({query for _, query, _ in hand}) == len(hand) >= 150
    assert [(query, right - known) for _, query, right in hand if not right or right - known] == []


def test_the_right_answer_is_among_the_first_three() -> None:
    search, asked, missed = finder(), Counter[str](), Counter[str]()
    failures = []
    queries = labelled()
    for kind, query, right in queries:
        asked[kind] += 1
        found = [key(one) for one in search.find(query, limit=FIRST)]
        if not right & set(found):
            missed[kind] += 1
            failures.append(f"{kind}: {query!r} wants {sorted(right)}, finds {found}")
    report = "\n".join([*(f"{kind}: {missed[kind]} of {n} missed" for kind, n in asked.items()), *failures])
    assert len(queries) == QUERIES
    assert len(failures) <= (1 - WANTED) * QUERIES, report
    assert all(missed[kind] <= (1 - WANTED_OF_A_CLASS) * n for kind, n in asked.items()), report
