"""The PIN that lets staff out of the kiosk: its hash, and the waiting after wrong ones.

``pbkdf2_sha256$<rounds>$<salt>$<hash>``, both parts base64url without padding; the gateway writes it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from dataclasses import dataclass
from itertools import pairwise

from services.clock import Clock
from services.errors import StorageError
from services.prefs import JSONDocument

SCHEME = "pbkdf2_sha256"
ROUNDS = 20_000
"""Half a second in a browser on a small machine; each hash says its own number."""

MAX_ROUNDS = 200_000
SALT_BYTES, HASH_BYTES = 16, 32
FREE_TRIES = 3
FIRST_WAIT_S, LONGEST_WAIT_S = 30.0, 3600.0
_DIGITS = re.compile(r"[0-9]{6,12}")
_FAILURES = "pin_failures"


class BadPinHash(ValueError):
    """The text is no hash of a PIN."""


@dataclass(frozen=True, slots=True, repr=False)
class PinHash:
    """What is known of a PIN."""

    rounds: int
    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, pin: str, salt: bytes, rounds: int = ROUNDS) -> PinHash:
        """Return the hash of ``pin``; a PIN that is easy to guess raises ``ValueError``."""
        if not is_acceptable(pin):
            raise ValueError("6 to 12 digits, not all the same, not in a row")
        return cls(rounds, salt, derive(pin, salt, rounds))

    @classmethod
    def from_text(cls, text: str) -> PinHash:
        """Read the written form; raises :class:`BadPinHash`."""
        try:
            scheme, rounds, salt, digest = text.split("$")
            read = cls(int(rounds), _decoded(salt), _decoded(digest))
        except (ValueError, binascii.Error) as error:
            raise BadPinHash("not four parts") from error
        sizes = (len(read.salt), len(read.digest)) == (SALT_BYTES, HASH_BYTES)
        if scheme != SCHEME or not sizes or not 1 <= read.rounds <= MAX_ROUNDS:
            raise BadPinHash("not a PBKDF2 hash that can be checked here")
        return read

    def to_text(self) -> str:
        """Return the written form."""
        return f"{SCHEME}${self.rounds}${_encoded(self.salt)}${_encoded(self.digest)}"

    def matches(self, pin: str) -> bool:
        """Return whether ``pin`` is the one, in a time that does not tell how nearly."""
        return hmac.compare_digest(derive(pin, self.salt, self.rounds), self.digest)


def is_acceptable(pin: str) -> bool:
    """Return whether ``pin`` has 6 to 12 digits, not all the same and not in a row (123456, 654321)."""
    if not _DIGITS.fullmatch(pin):
        return False
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    return not steps <= {0} and not steps <= {1} and not steps <= {9}


def derive(pin: str, salt: bytes, rounds: int) -> bytes:
    """Return the first block of PBKDF2-HMAC-SHA256: 32 bytes.

    Written out because the Python of browsers has no ``hashlib.pbkdf2_hmac`` (it comes with OpenSSL).
    """
    keyed = hmac.new(pin.encode(), digestmod=hashlib.sha256)

    def turn(message: bytes) -> bytes:
        one = keyed.copy()
        one.update(message)
        return one.digest()

    block = turn(salt + (1).to_bytes(4, "big"))
    mixed = int.from_bytes(block, "big")
    for _ in range(rounds - 1):
        block = turn(block)
        mixed ^= int.from_bytes(block, "big")
    return mixed.to_bytes(HASH_BYTES, "big")


class PinGate:
    """Checks PINs and makes every wrong one after the third wait longer: 30 s, 1 min, 2 min … 1 h.

    Failures are counted in ``document`` before the PIN is looked at, so that ending the app saves no waiting.
    After a start the whole wait begins anew: the wall clock of a kiosk may be wrong and is never asked.
    """

    def __init__(self, document: JSONDocument, clock: Clock) -> None:
        self._document = document
        self._clock = clock
        self._failures = _count(document.get(_FAILURES))
        self._free_at = clock.monotonic() + wait_after(self._failures)

    @property
    def wait_s(self) -> float:
        """Return the seconds until the next try, 0 when it may be now."""
        return max(0.0, self._free_at - self._clock.monotonic())

    async def try_pin(self, pin: str, known: PinHash) -> bool:
        """Return whether ``pin`` is right; while one has to wait every PIN is wrong."""
        if self.wait_s > 0:
            return False
        self._failures += 1
        await self._keep()
        if known.matches(pin):
            self._failures = 0
            await self._keep()
            return True
        self._free_at = self._clock.monotonic() + wait_after(self._failures)
        return False

    async def _keep(self) -> None:
        try:
            await self._document.set(_FAILURES, self._failures)
        except StorageError:
            return  # a full disk must not lock the staff in; the count goes on in memory


def wait_after(failures: int) -> float:
    """Return the seconds to wait after so many wrong PINs in a row."""
    late = failures - FREE_TRIES
    return 0.0 if late < 0 else min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(late, 16))


def _count(kept: object) -> int:
    return kept if isinstance(kept, int) and not isinstance(kept, bool) and kept > 0 else 0


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
