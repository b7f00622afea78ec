"""Tokens that open something: made here, kept as their SHA-256, shown once."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

_FILE = "staff.key"


def new_token() -> str:
    """Return 256 random bits as text that fits a cookie, a header and an address."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Return what is stored of a token (64 hex digits); it needs no salt, as nobody chose it."""
    return hashlib.sha256(token.encode()).hexdigest()


def signing_key(data_dir: Path) -> str:
    """Return the key that signs form tokens and messages; made once, kept in the data folder.

    Every process of one data folder shares it. It opens no account by itself.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = data_dir / _FILE
    temporary = data_dir / f"{_FILE}.{secrets.token_hex(4)}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(new_token())
    try:
        path.hardlink_to(temporary)  # fails when another process was first: then its key is the key
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
    return path.read_text("ascii")
