"""Identifiers: the form that the gateway accepts, and those that it makes itself."""

from __future__ import annotations

import re
import secrets
import uuid

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_NUMBER = re.compile(r"BKL-[0-9]{4}-[0-9]{6,9}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def is_uuid(text: str) -> bool:
    """Tell whether ``text`` is a UUID in its canonical, lower-case form."""
    return _UUID.fullmatch(text) is not None


def is_sha256(text: str) -> bool:
    """Tell whether ``text`` is a SHA-256 in lower-case hexadecimal."""
    return _SHA256.fullmatch(text) is not None


def is_number(text: str) -> bool:
    """Tell whether ``text`` has the form of a public number, like BKL-2026-000123."""
    return _NUMBER.fullmatch(text) is not None


def new_epoch() -> str:
    """Return a name for a new database, so that tokens of another one are recognised (12 hex digits)."""
    return secrets.token_hex(6)


def new_uuid() -> str:
    """Return a key for a submission that comes without one; it cannot be guessed."""
    return str(uuid.UUID(int=secrets.randbits(128), version=4))
