"""Join codes of random networks, drawn as the app shows them and read back by ZXing.

``make qr`` reads 20,000 of them; here it is a part of them, so that the whole run stays short.
"""

from __future__ import annotations

import os

import segno

from services.wifi_qr import join_text, qr_svg
from tests.unit.finding.wifi_pairs import (
    PASSWORD_BYTES,
    SPECIAL,
    SSID_BYTES,
    Pair,
    pairs,
    picture,
    scan,
    sought_fields,
    split_fields,
)

COUNT = int(os.environ.get("RAFFLESIA_WIFI_PAIRS", "2000"))
SEED = 20_000


def expected(pair: Pair) -> dict[str, str]:
    ssid, password = pair
    return {"T": "nopass", "S": ssid} if password is None else {"T": "WPA", "S": ssid, "P": password}


def failure(pair: Pair) -> str | None:
    """Return what a reader made of a network when it is not that network."""
    read = scan(picture(qr_svg(join_text(*pair))))
    wrong = [fields for fields in (split_fields(read), sought_fields(read)) if fields != expected(pair)]
    return f"{pair!r} became {wrong}" if wrong else None


def test_every_random_network_is_read_back() -> None:
    failures = [found for pair in pairs(COUNT, SEED) if (found := failure(pair))]
    assert not failures, f"{len(failures)} of {COUNT}: {failures[:5]}"


def test_the_networks_are_hard_ones() -> None:
    made = list(pairs(2_000, SEED))
    words = [word for pair in made for word in pair if word is not None]
    assert all(any(letter in word for word in words) for letter in SPECIAL)
    assert any(word.startswith(" ") for word in words)
    assert any(word.endswith(" ") for word in words)
    assert any(word.startswith('"') and word.endswith('"') for word in words)
    assert any(set(word) <= set("0123456789abcdefABCDEF") and len(word) == SSID_BYTES for word in words)
    assert max(len(ssid.encode()) for ssid, _ in made) == SSID_BYTES
    assert max(len((password or "").encode()) for _, password in made) == PASSWORD_BYTES
    assert sum(password is None for _, password in made) > 200
    assert len({letter for word in words for letter in word}) > 3_000


def test_letters_that_readers_took_for_japanese() -> None:
    """In Latin-1, which the QR standard names, ZXing reads this one as "O1{" with "ﾜｯｼ"."""
    text = join_text("O1{", "Ü¯¼")
    assert (
        scan(picture(segno.make_qr(text, error="m").svg_inline(border=4, light="white", omitsize=True)))
        != text
    )
    assert failure(("O1{", "Ü¯¼")) is None


def test_without_escapes_a_network_becomes_another() -> None:
    text = "WIFI:T:nopass;S:a;P:b;;"  # the name is "a;P:b"
    wanted = expected(("a;P:b", None))
    assert wanted not in (split_fields(text), sought_fields(text))
    assert failure(("a;P:b", None)) is None
