"""Passwords: Argon2id with the library's parameters, hashed anew when those change."""

from __future__ import annotations

import secrets
from functools import cached_property
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH: Final = 12
MAX_LENGTH: Final = 256
_MIN_DIFFERENT: Final = 6
_COMMON: Final = frozenset(
    {
        "password1234", "passwordpassword", "123456789012", "1234567890123", "qwertyuiop12", "qwertyuiop123",
        "administrator", "administrator1", "rahasia12345", "bengkulu1234", "rafflesia1234", "sandi1234567",
        "katasandi1234", "indonesia1945", "bismillah1234", "letmein12345", "welcome12345", "iloveyou1234",
    }
)  # fmt: skip


class Passwords:
    """Hashes and checks. Slow on purpose (some 50 ms): call it in a thread."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        """Return what is stored of a password."""
        return self._hasher.hash(password)

    def verify(self, stored: str | None, password: str) -> bool:
        """Tell whether the password fits; takes as long for an account that has none or does not exist."""
        nobody = self._nobody  # made at the first check, whoever it is about: time tells nothing
        try:
            fits = self._hasher.verify(stored or nobody, password[: MAX_LENGTH + 1])
        except (VerificationError, InvalidHashError):
            return False
        return fits and stored is not None

    def is_outdated(self, stored: str) -> bool:
        """Tell whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(stored)


def password_fault(password: str, email: str) -> str | None:
    """Return the code of what is wrong with a new password, None when it will do.

    Codes: ``too_short``, ``too_long``, ``is_email``, ``too_simple``. Nothing is asked of any network.
    """
    plain, address = password.casefold(), email.casefold()
    if len(password) < MIN_LENGTH:
        return "too_short"
    if len(password) > MAX_LENGTH:
        return "too_long"
    if address in plain or plain.strip("0123456789!.-_") == address.partition("@")[0]:
        return "is_email"
    if len(set(plain)) < _MIN_DIFFERENT or plain in _COMMON:
        return "too_simple"
    return None


def generate_password() -> str:
    """Return a password that nobody has to invent: 20 characters, 120 bits."""
    return secrets.token_urlsafe(15)
