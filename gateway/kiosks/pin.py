"""The PIN by which staff leave the kiosk: never stored, only its hash, which the kiosk itself checks.

Form: ``pbkdf2_sha256$<rounds>$<salt>$<hash>``, salt (16 bytes) and hash (32 bytes) in base64url without
padding. The kiosk reads the rounds from there; Python in its browser is slow, so they are few.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from itertools import pairwise
from typing import Final

ROUNDS: Final = 20_000
MIN_DIGITS: Final = 6
MAX_DIGITS: Final = 12
_DIGITS: Final = re.compile(f"[0-9]{{{MIN_DIGITS},{MAX_DIGITS}}}")
_SALT_BYTES: Final = 16
_UP, _DOWN = 1, 9


def pin_fault(pin: str) -> str | None:
    """Return the code of what is wrong with a new PIN, None when it will do.

    Codes: ``pin_format`` (6 to 12 digits), ``pin_simple`` (one digit, or a run such as 123456 or 890123).
    """
    if not _DIGITS.fullmatch(pin):
        return "pin_format"
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return "pin_simple" if steps in ({0}, {_UP}, {_DOWN}) else None


def hash_pin(pin: str) -> str:
    """Return what is stored of a PIN. Slow on purpose (some 10 ms): call it in a thread."""
    salt = secrets.token_bytes(_SALT_BYTES)
    derived = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, ROUNDS)
    parts = (base64.urlsafe_b64encode(part).decode().rstrip("=") for part in (salt, derived))
    return "$".join(("pbkdf2_sha256", str(ROUNDS), *parts))
