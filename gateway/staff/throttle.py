"""Failed sign-ins cost time: the more of them, the longer the wait, per account and per address."""

from __future__ import annotations

import logging
from typing import Final

from limits import RateLimitItem, parse_many
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from limits.storage import storage_from_string

from gateway.staff.secrets import hash_token

_LOG = logging.getLogger("gateway.staff")
_MEMORY: Final = "memory://"
PER_ACCOUNT: Final = "5/5 minutes; 12/hour; 30/day"
PER_ADDRESS: Final = "60/5 minutes; 300/hour"
"""Wider, because a whole office may share one address."""


class SignInThrottle:
    """Counts attempts, in this process or in the store that several share (``RAFFLESIA_LIMITS_URL``).

    An account's count ends with its successful sign-in. A store that does not answer stops nobody:
    the password still has to fit.
    """

    def __init__(self, url: str = "", per_account: str = PER_ACCOUNT, per_address: str = PER_ADDRESS) -> None:
        storage = storage_from_string(
            f"async+{(url or _MEMORY).removeprefix('async+')}", wrap_exceptions=True
        )
        self._limiter = MovingWindowRateLimiter(storage)
        self._account = tuple(parse_many(per_account))
        self._address = tuple(parse_many(per_address))

    async def admits(self, email: str, address: str) -> bool:
        """Count an attempt and tell whether it may be made; the same for addresses nobody has."""
        by_account = await self._hit(self._account, *_account_key(email))
        by_address = await self._hit(self._address, "staff-address", hash_token(address))
        return by_account and by_address

    async def forgive(self, email: str) -> None:
        """Forget the attempts at an account."""
        try:
            for item in self._account:
                await self._limiter.clear(item, *_account_key(email))
        except StorageError:
            _LOG.exception("the store of the limits does not answer")

    async def _hit(self, items: tuple[RateLimitItem, ...], *key: str) -> bool:
        try:
            return all([await self._limiter.hit(item, *key) for item in items])
        except StorageError:
            _LOG.exception("the store of the limits does not answer")
            return True


def _account_key(email: str) -> tuple[str, str]:
    return "staff-account", hash_token(email.strip().lower())
