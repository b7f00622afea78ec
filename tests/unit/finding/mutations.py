"""Names of the content with one error of each class, and every id that is then a right answer.

A mutated name is labelled with its own record and with all others whose names are at least as near by
their letters, or the same. Nothing here is left to chance: one seed gives one set.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from services import typos
from services.finding import Entry, Subject
from services.finding.index import called
from tests.unit.finding.everything import key

SEED = 5
REGIONS_TAKEN = 140
FURTHEST = 2
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEIGHBOURS = {
    letter: "".join(
        other
        for near in KEYBOARD[max(0, row - 1) : row + 2]
        for other in near[max(0, at - 1) : at + 2]
        if other != letter
    )
    for row, letters in enumerate(KEYBOARD)
    for at, letter in enumerate(letters)
}
KINDS = {
    "beach": "beach",
    "waterfall": "waterfall",
    "lake": "lake",
    "island": "island",
    "mountain": "mountain",
    "hot_spring": "hot spring",
    "museum": "museum",
    "park": "park",
    "harbour": "harbor",
    "tourism_village": "village",
}
INDONESIAN = ("pantai ", "air terjun ", "danau ", "pulau ", "bukit ", "gunung ", "taman ", "dermaga ")


@dataclass(frozen=True)
class Named:
    """One name of one record, in lower case."""

    id: str
    name: str


def swap(name: str, chance: Random) -> str:
    at = chance.choice(
        [i for i in range(len(name) - 1) if name[i] != name[i + 1] and name[i : i + 2].isalpha()]
    )
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def drop(name: str, chance: Random) -> str:
    at = _letter(name, chance)
    return name[:at] + name[at + 1 :]


def double(name: str, chance: Random) -> str:
    at = _letter(name, chance)
    return name[:at] + name[at] + name[at:]


def neighbouring_key(name: str, chance: Random) -> str:
    at = chance.choice([i for i, letter in enumerate(name) if letter in NEIGHBOURS])
    return name[:at] + chance.choice(NEIGHBOURS[name[at]]) + name[at + 1 :]


def missing_space(name: str, chance: Random) -> str:
    at = chance.choice([i for i, letter in enumerate(name) if letter == " "])
    return name[:at] + name[at + 1 :]


def added_space(name: str, chance: Random) -> str:
    inside = [
        i for i in range(2, len(name) - 1) if name[i - 1 : i + 1].isalpha() and " " not in name[i - 2 : i + 2]
    ]
    at = chance.choice(inside)
    return f"{name[:at]} {name[at:]}"


def wrong_case(name: str, chance: Random) -> str:
    return "".join(chance.choice((letter.upper(), letter)) for letter in name)


def no_marks(name: str, chance: Random) -> str:
    """Leave out (or put a space for) what is neither letter nor digit; add an apostrophe where none is."""
    if name.replace(" ", "").isalnum():
        at = chance.randrange(1, len(name))
        return f"{name[:at]}'{name[at:]}"
    return " ".join("".join(letter if letter.isalnum() else " " for letter in name).split())


def while_typing(name: str, chance: Random) -> str:
    return name[: max(4, round(len(name) * chance.uniform(0.7, 0.95)))].strip()


Mutation = Callable[[str, Random], str]
# How many queries of each class.
CLASSES: tuple[tuple[Mutation, int], ...] = (
    (swap, 230),
    (drop, 230),
    (double, 180),
    (neighbouring_key, 230),
    (missing_space, 200),
    (added_space, 200),
    (wrong_case, 110),
    (no_marks, 110),
    (while_typing, 160),
)


def mutated(
    entries: list[Entry], categories: dict[str, str], count: int
) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield ``count`` queries: class, query and the right ids. ``categories`` by id of the destination."""
    chance = Random(SEED)
    labels = Labels(entries)
    names = _names(entries, chance)
    told: set[str] = set()
    made = 0
    for kind, query, one in (*_english(names, categories), *_broken(names, chance)):
        if query not in told and made < count:
            told.add(query)
            made += 1
            yield kind, query, labels.right(query, one)


class Labels:
    """All names by their length, to find every record that a query may mean."""

    def __init__(self, entries: list[Entry]) -> None:
        self._by_length: dict[int, list[tuple[str, str]]] = defaultdict(list)
        self._same: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            for name in {spelled for text in entry.names for spelled in called(text)}:
                self._same[name].add(key(entry))
                self._by_length[len(_closed(name))].append((_closed(name), key(entry)))

    def right(self, query: str, one: Named) -> frozenset[str]:
        """Return the record that was meant, its namesakes, and whoever is as near by letters."""
        right = {one.id} | {same for name in called(one.name) for same in self._same[name]}
        typed, meant = _closed(query), _closed(one.name)
        if meant.startswith(typed):
            return frozenset(right | {other for name, other in self._all() if name.startswith(typed)})
        limit = typos.distance(typed, meant, FURTHEST)
        if limit is None:
            return frozenset(right)
        for length in range(len(typed) - limit, len(typed) + limit + 1):
            for name, other in self._by_length[length]:
                if name == typed or _near(typed, name, limit):
                    right.add(other)
        return frozenset(right)

    def _all(self) -> Iterator[tuple[str, str]]:
        for names in self._by_length.values():
            yield from names


def _near(typed: str, name: str, limit: int) -> bool:
    # Two names within two errors share at least their start, their middle or their end.
    third = max(1, len(typed) // 3)
    parts = (typed[:third], typed[third : 2 * third], typed[2 * third :])
    return any(part in name for part in parts) and typos.distance(typed, name, limit) is not None


def _closed(name: str) -> str:
    return "".join("".join(called(name)[:1]).split())


def _names(entries: list[Entry], chance: Random) -> list[Named]:
    """Return the names people type: without brackets, of regions a part, with their kind."""
    regions = [entry for entry in entries if entry.subject is Subject.REGION]
    taken = set(chance.sample([entry.id for entry in regions], REGIONS_TAKEN))
    found = []
    for entry in entries:
        if entry.subject is Subject.REGION:
            names = entry.names[1:2] if entry.id in taken else ()
        else:
            names = entry.names[:2]
        typed = dict.fromkeys(text.partition("(")[0].partition(":")[0].strip().lower() for text in names)
        found += [Named(key(entry), name) for name in typed]
    chance.shuffle(found)
    return found


def _english(names: list[Named], categories: dict[str, str]) -> Iterator[tuple[str, str, Named]]:
    """Yield "panjang beach" and "beach panjang" for "pantai panjang"."""
    for one in names:
        kind = KINDS.get(categories.get(one.id, ""))
        start = next((words for words in INDONESIAN if one.name.startswith(words)), None)
        if kind and start:
            proper = one.name.removeprefix(start)
            yield "english kind", f"{proper} {kind}", one
            yield "english kind", f"{kind} {proper}", one


def _broken(names: list[Named], chance: Random) -> Iterator[tuple[str, str, Named]]:
    for mutation, count in CLASSES:
        fitting = [one for one in names if _takes(mutation, one.name)]
        for number in range(count):
            one = fitting[number % len(fitting)]
            yield mutation.__name__.replace("_", " "), mutation(one.name, chance), one
        names = names[count:] + names[:count]


def _takes(mutation: Mutation, name: str) -> bool:
    """Say whether a name has room for the error: a space to lose, a word long enough for one more."""
    if mutation is added_space:
        return any(len(word) >= 4 and word.isalpha() for word in name.split())
    return mutation is not missing_space or " " in name


def _letter(name: str, chance: Random) -> int:
    return chance.choice([i for i, letter in enumerate(name) if letter.isalpha()])
