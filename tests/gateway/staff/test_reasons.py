"""What the importer says of content that the desk edits has words in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from gateway.staff.content_fields import MEMBERS
from gateway.staff.reasons import in_words
from gateway.staff.words import LANGUAGES
from tests.gateway.importing.test_bad_rows import BAD, MISSING, SOUND, faults_of

OF_THE_DESK = [(collection, change) for collection, change, _, _ in BAD if collection in MEMBERS]
PASSED_ON = ("Tidak diterima", "Not accepted")


@pytest.mark.parametrize(("collection", "change"), OF_THE_DESK)
def test_every_reason_has_words(collection: str, change: dict[str, Any]) -> None:
    row = {name: value for name, value in {**SOUND[collection], **change}.items() if value is not MISSING}
    for _, _, reason in faults_of(collection, row):
        for language in LANGUAGES:
            said = in_words(language, reason)
            assert not said.startswith(PASSED_ON), reason
            assert "{" not in said
            assert said.endswith((".", "?")), said
        assert in_words("id", reason) != in_words("en", reason)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("fault.number", "Tulis angka, misalnya -3,7928."),
        ("is missing", "Wajib diisi."),
        ("-4.5, 102.1 is outside Kaur (17.04): it lies in no regency of the province", "di luar semua"),
        ("-4.5, 102.1 is outside Kaur (17.04): it lies in Seluma (17.05)", "letaknya di Seluma (17.05)"),
        (
            "-4.5, 102.1 is outside Kaur (17.04): 80 km from its centre, whose furthest point is 60 km away",
            "80 km dari pusatnya",
        ),
        ("write times with a colon: 08:00 instead of 08.00", "08:00, bukan 08.00"),
        ('a comment is not closed: " is missing', "Tanda kutip"),
        ("has a character that does not belong: '!'", "Ada tanda"),
        ("25:99 is no time", "25:99 bukan jam."),
        ("a time span needs an end like 08:00-16:00", "mulai dan selesai"),
        ("write hours with minutes: 08:00-16:00", "mulai dan selesai"),
    ],
)
def test_values_of_a_reason_are_kept(reason: str, words: str) -> None:
    assert words in in_words("id", reason)


def test_a_reason_without_words_is_passed_on() -> None:
    assert in_words("id", "is a surprise") == "Tidak diterima: is a surprise"
    assert in_words("id", "is\na surprise").startswith("Tidak diterima")
