"""Words as people type them find what they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.search import ABBREVIATIONS, TextIndex, fold, normalise
from services.vocabulary import allowed_typos

PLACES = TextIndex(
    [
        ("beach", ["Pantai Panjang", "Jl. Pariwisata", "Ratu Samban"]),
        ("white", ["Pantai Pasir Putih", "", "Kampung Melayu"]),
        ("fort", ["Benteng Marlborough", "Jl. Benteng", "Teluk Segara"]),
        ("hospital", ["RSUD dr. M. Yunus", "Jl. Bhayangkara", "Gading Cempaka"]),
        ("school", ["SMPN 1 Curup", "Kec. Curup", "Rejang Lebong"]),
        ("market", ["Pasar Minggu", "Jl. K.Z. Abidin", "Ratu Samban"]),
        ("prayer", ["Masjid Jamik", "Jl. Jend. Soeprapto", "Teluk Segara"]),
    ]
)


def ids(query: str, limit: int | None = None) -> list[str]:
    return [hit.id for hit in PLACES.search(query, limit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kec. Teluk Segara", "kecamatan teluk segara"),
        ("JL. K.Z. Abidin", "jalan k z abidin"),
        ("  Café–Bengkulu ", "cafe bengkulu"),
        ("Jum'at", "jumat"),
        ("RSUD", "rumah sakit umum daerah"),
        ("SD 5/KAB.", "sekolah dasar 5 kabupaten"),
        ("snake_case", "snake case"),
        ("…!?", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_abbreviations_are_folded_and_do_not_chain() -> None:
    for short, long in ABBREVIATIONS.items():
        assert fold(short) == short
        assert normalise(long) == long, "a meaning must not hold another abbreviation"


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("pantai panjang", "beach"),
        ("PANTAI PASIR", "white"),
        ("panta panj", "beach"),  # still typing
        ("pnatai panjnag", "beach"),  # swapped letters
        ("marlboro", "fort"),
        ("malborough", "fort"),
        ("benteng", "fort"),
        ("rumah sakit", "hospital"),
        ("rumha sakit yunus", "hospital"),
        ("rsu", "hospital"),
        ("rs yunus", "hospital"),
        ("sekolah menengah curup", "school"),
        ("smp", "school"),
        ("kecamatan curup", "school"),
        ("psr minggu", "market"),
        ("mesjid", "prayer"),
        ("jalan abidin", "market"),
        ("rumah sakit terdekat", "hospital"),
        ("where is the marlborough near me", "fort"),
    ],
)
def test_finds_what_is_meant(query: str, best: str) -> None:
    assert ids(query)[0] == best


def test_a_filler_alone_is_the_start_of_a_word() -> None:
    index = TextIndex([("agency", ["Dinas Kesehatan"])])
    assert [hit.id for hit in index.search("di")] == ["agency"]
    assert index.search("di curup") == []


def test_every_word_must_fit() -> None:
    assert ids("pantai") == ["beach", "white"]
    assert ids("pantai putih") == ["white"]
    assert ids("pantai rejang") == []


def test_one_of_three_words_may_be_missing_when_nothing_has_all() -> None:
    assert ids("benteng marlborough inggris") == ["fort"]
    assert ids("benteng marlborough segara") == ["fort"]


def test_name_beats_address_and_area() -> None:
    index = TextIndex([("area", ["Masjid", "", "Curup"]), ("name", ["Curup", "", "Masjid"])])
    assert [hit.id for hit in index.search("curup")] == ["name", "area"]


def test_exact_beats_prefix_beats_typo() -> None:
    index = TextIndex([("typo", ["benteg"]), ("prefix", ["bentengan"]), ("exact", ["benteng"])])
    assert [hit.id for hit in index.search("benteng")] == ["exact", "prefix", "typo"]


def test_ties_keep_the_given_order_and_limit_cuts() -> None:
    index = TextIndex([(str(n), ["pantai"]) for n in range(20)])
    assert [hit.id for hit in index.search("pantai", 3)] == ["0", "1", "2"]


def test_short_words_are_taken_literally() -> None:
    assert allowed_typos("rsu") == 0
    assert allowed_typos("rsud") == 1
    assert allowed_typos("pelabuhan") == 2
    assert TextIndex([("a", ["aur"])]).search("air") == []


@pytest.mark.parametrize("query", ["", "   ", "?!", "zzzzzz"])
def test_nothing_found(query: str) -> None:
    assert ids(query) == []


def test_empty_index() -> None:
    assert TextIndex([]).search("pantai") == []
    assert len(TextIndex([])) == 0


@given(st.sampled_from(["panjang", "marlborough", "minggu", "yunus", "benteng"]), st.data())
def test_any_single_typing_error_is_forgiven(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 2))
    letter = data.draw(st.sampled_from("aeiouxz"))
    broken = data.draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    )
    assert set(ids(word)) <= set(ids(broken))


@given(st.text(max_size=30))
def test_any_query_is_answered_without_error(query: str) -> None:
    scores = [hit.score for hit in PLACES.search(query)]
    assert scores == sorted(scores, reverse=True)
