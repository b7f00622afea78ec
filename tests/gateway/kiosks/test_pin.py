"""The PIN of a kiosk: what may be one, and what is kept of it."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from gateway.kiosks.pin import hash_pin, pin_fault


@pytest.mark.parametrize("pin", ["190526", "112233", "1234560", "908172635445", "010101", "123457"])
def test_a_pin_that_will_do(pin: str) -> None:
    assert pin_fault(pin) is None


@pytest.mark.parametrize(
    "pin", ["", "19052", "1905261905261", "19052a", " 190526", "190526\n", "١٩٠٥٢٦", "１９０５２６"]
)
def test_only_six_to_twelve_digits(pin: str) -> None:
    assert pin_fault(pin) == "pin_format"


@pytest.mark.parametrize(
    "pin", ["000000", "777777777777", "123456", "654321", "890123", "210987", "01234567"]
)
def test_what_everybody_tries_first_is_refused(pin: str) -> None:
    assert pin_fault(pin) == "pin_simple"


def test_the_form_that_kiosks_read() -> None:
    name, rounds, salt, digest = hash_pin("190526").split("$")
    assert name == "pbkdf2_sha256"
    salt_bytes, digest_bytes = (base64.urlsafe_b64decode(f"{part}==") for part in (salt, digest))
    assert (len(salt_bytes), len(digest_bytes)) == (16, 32)
    assert hashlib.pbkdf2_hmac("sha256", b"190526", salt_bytes, int(rounds)) == digest_bytes
    assert hashlib.pbkdf2_hmac("sha256", b"190527", salt_bytes, int(rounds)) != digest_bytes


def test_two_kiosks_with_one_pin_do_not_look_alike() -> None:
    assert hash_pin("190526") != hash_pin("190526")
    assert re.fullmatch(r"pbkdf2_sha256\$\d+\$[\w-]{22}\$[\w-]{43}", hash_pin("190526"))
