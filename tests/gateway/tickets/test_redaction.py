"""What is taken out of public texts, and what may stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.tickets.redaction import HIDDEN, redact, redact_answer

NAME = "Budi Rekaan Santoso"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hubungi 0812-3456-7890 ya.", "Hubungi ••• ya."),
        ("WA +62 (812) 34.56.789", "WA •••"),
        ("0 8 1 2 3 4 5 6 7 8", "•••"),
        ("telepon (0736) 21450", "telepon •••"),
        ("０８１２３４５６７８", "•••"),
        ("08\u200b12\u200b3456\u200b789", "•••"),
        ("NIK 1771021234560001 saya", "NIK ••• saya"),
        ("NIK 1771 0212 3456 0001", "NIK •••"),
        ("surel: budi.s@contoh.id!", "surel: •••!"),
        ("budi (at) contoh.id", "•••"),
        ("BUDI＠contoh.id", "•••"),
        ("Saya Budi, rumah Pak SANTOSO.", "Saya •••, rumah Pak •••."),
        ("budinya siapa", "••• siapa"),
        ("Jalan Rekaan 7", "Jalan ••• 7"),
        ("2026-11-210812345", "•••"),
    ],
)
def test_hidden(text: str, shown: str) -> None:
    assert redact(text, NAME) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Lubang 40 cm di km 12, RT 03 RW 01.",
        "Lihat BKL-2026-000123.",
        "Rusak sejak 2026-11-21, dilaporkan 5/11/2026.",
        "Buka 08.00-12.00 dan 08:00 - 16:00.",
        "Diminta Rp 1.500.000,00 di loket.",
        "Budidaya ikan; bu Dina; a b c",
        "",
    ],
)
def test_kept(text: str) -> None:
    assert redact(text, NAME) == text


def test_nobody_is_named() -> None:
    assert redact("Budi di sini", None) == redact("Budi di sini", "") == "Budi di sini"
    assert redact("A dan B. (.*) [x", "A. (.*) [") == "A dan B. (.*) [x"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0812345678", HIDDEN),
        (81234567890, None),
        (1771021234560001, None),
        (250_000_000, 250_000_000),
        (3.5, 3.5),
        (True, True),
    ],
)
def test_answers(value: object, shown: object) -> None:
    assert redact_answer(value, NAME) == shown


@given(st.text(max_size=300), st.sampled_from(["081234567890", "1771021234560001", "x.y@contoh.id"]))
def test_no_text_around_it_saves_it(around: str, secret: str) -> None:
    half = len(around) // 2
    assert secret not in redact(f"{around[:half]} {secret} {around[half:]}", NAME)


@given(st.text(max_size=500))
def test_redacting_again_changes_nothing(text: str) -> None:
    once = redact(text, NAME)
    assert redact(once, NAME) == once


def test_long_texts_are_quick() -> None:
    assert redact("a" * 4000 + "@" * 4000 + "1 " * 4000, NAME)
