"""One search over everything: what comes first, what is left out, and when the index is made."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from services.finding import Entry, Finder, Subject
from services.finding.contents import Part
from services.models import Notice, Place, Point
from tests.unit.finding.everything import finder, key
from tests.unit.finding.rows import Rows, content


def over(*entries: Entry) -> Finder:
    """Return a finder over entries made here."""
    rows: Any = Rows(*entries)
    return Finder((Part(rows, lambda entry: entry),))


def called(entry_id: str, *names: str, **fields: Any) -> Entry:
    return Entry(fields.pop("subject", Subject.DESTINATION), entry_id, names, **fields)


def ids(search: Finder, text: str, **options: Any) -> list[str]:
    return [one.id for one in search.find(text, **options)]


def test_exact_name_then_beginning_then_words_then_errors() -> None:
    search = over(
        called("error", "Pantai Panjank"),
        called("words", "Taman Panjang Pantai"),
        called("begins", "Pantai Panjang Indah Sekali"),
        called("exact", "Pantai Panjang"),
    )
    assert ids(search, "pantai panjang") == ["exact", "begins", "words", "error"]


def test_a_name_says_more_than_where_it_is_and_what_is_written() -> None:
    search = over(
        called("written", "Masjid", more="dekat curup"),
        called("around", "Masjid", around="Curup"),
        called("named", "Masjid Curup"),
    )
    assert ids(search, "curup") == ["named", "around", "written"]


def test_nearness_decides_between_equals_only() -> None:
    far, near = Point(-3.0, 101.0), Point(-3.8, 102.25)
    search = over(
        called("far", "Warung Ina", point=far),
        called("near", "Warung Ani", point=near),
        called("exact", "Warung", point=far),
    )
    assert ids(search, "warung") == ["exact", "far", "near"]
    assert ids(search, "warung", here=near) == ["exact", "near", "far"]


def test_what_has_no_position_comes_after_its_equals() -> None:
    search = over(called("nowhere", "Warung Ina"), called("near", "Warung Ani", point=Point(-3.8, 102.25)))
    assert ids(search, "warung", here=Point(-3.8, 102.2)) == ["near", "nowhere"]


@pytest.mark.parametrize("query", ["fort", "benteng", "fortress"])
def test_a_kind_is_found_in_both_languages(query: str) -> None:
    assert ids(over(called("fort", "Benteng Anna"), called("other", "Pasar Anna")), query) == ["fort"]


@pytest.mark.parametrize(
    "query", ["dendamtaksudah", "danaudendam", "dan au den dam", "danau dendamtak sudah"]
)
def test_spaces_may_be_missing_or_too_many(query: str) -> None:
    assert ids(over(called("lake", "Danau Dendam Tak Sudah"), called("other", "Danau Tes")), query) == [
        "lake"
    ]


@pytest.mark.parametrize("query", ["soekarno", "sukarno", "Sukarrno"])
def test_old_spelling_and_doubled_letters(query: str) -> None:
    assert ids(over(called("house", "Rumah Soekarno")), query) == ["house"]
    assert ids(over(called("house", "Rumah Sukarno")), query) == ["house"]


def test_of_words_that_nothing_has_together_the_rare_one_counts() -> None:
    many = [called(f"beach-{n}", f"Pantai {n}") for n in range(9)]
    assert ids(over(called("fort", "Benteng Anna"), *many), "pantai anna") == ["fort"]


def test_only_some_subjects() -> None:
    search = finder()
    found = search.find("enggano", subjects={Subject.STATION}, limit=None)
    assert {one.subject for one in found} == {Subject.STATION}
    everything = search.find("enggano", limit=None)
    assert {Subject.DESTINATION, Subject.STATION, Subject.REGION} <= {one.subject for one in everything}


def test_a_place_comes_before_the_village_of_the_same_words() -> None:
    found = [key(one) for one in finder().find("linau")]
    assert found.index("d:pantai-linau") < min(n for n, one in enumerate(found) if one.startswith("r:"))


def test_an_empty_query_finds_nothing_and_the_limit_cuts() -> None:
    search = finder()
    assert search.find("") == search.find(" ?! ") == ()
    assert len(search.find("pantai", limit=4)) == 4


def test_notices_while_they_are_current() -> None:
    def notice(notice_id: str, published: str, expires: str | None) -> Notice:
        words = {"id": "Jalan ditutup", "en": "Road closed"}
        row = {"id": notice_id, "title": words, "body": words, "published_at": published, "source": "test"}
        return Notice.from_wire(row | ({"expires_at": expires} if expires else {}))

    rows = Rows(
        notice("old", "2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z"),
        notice("now", "2026-11-20T00:00:00Z", None),
        notice("later", "2026-12-01T00:00:00Z", None),
    )
    assert ids(finder(notices=rows), "jalan ditutup", subjects={Subject.NOTICE}) == ["now"]


def test_nothing_is_read_before_the_first_search_and_changes_are_followed() -> None:
    fort = content("destinations", Place).get("fort-marlborough")
    assert fort is not None
    rows = Rows(fort)
    search = finder(places=rows)
    assert rows.reads == 0
    assert ids(search, "marlborough", limit=1) == ["fort-marlborough"]
    rows.replace(replace(fort, id="moved"))
    assert ids(search, "marlborough", limit=1) == ["moved"]


async def test_prepared_in_steps_it_finds_the_same() -> None:
    steps, search = finder(), finder()
    await steps.prepare()
    await steps.prepare()
    assert steps.find("benteng") == search.find("benteng")
    assert len(steps) == len(search)


async def test_two_screens_that_prepare_at_once_do_it_once() -> None:
    read: list[Entry] = []

    def noted(entry: Entry) -> Entry:
        read.append(entry)
        return entry

    rows: Any = Rows(called("fort", "Benteng"))
    search = Finder((Part(rows, noted),))
    await asyncio.gather(search.prepare(), search.prepare())
    assert [entry.id for entry in read] == ["fort"]
