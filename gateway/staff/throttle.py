"""Failed sign-ins cost time: the more of them, the longer the wait, per account and per address."""

from __future__ import annotations

from typing import Final

from limits import RateLimitItem, parse_many
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from gateway.staff.secrets import hash_token

PER_ACCOUNT: Final = "5/5 minutes; 12/hour; 30/day"
PER_ADDRESS: Final = "60/5 minutes; 300/hour"
"""Wider, because a whole office may share one address."""


class SignInThrottle:
    """Counts attempts in this process; an account's count ends with its successful sign-in."""

    def __init__(self, per_account: str = PER_ACCOUNT, per_address: str = PER_ADDRESS) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._account = tuple(parse_many(per_account))
        self._address = tuple(parse_many(per_address))

    async def admits(self, email: str, address: str) -> bool:
        """Count an attempt and tell whether it may be made; the same for addresses nobody has."""
        by_account = await self._hit(self._account, "account", hash_token(email.strip().lower()))
        by_address = await self._hit(self._address, "address", address)
        return by_account and by_address

    async def forgive(self, email: str) -> None:
        """Forget the attempts at an account."""
        for item in self._account:
            await self._limiter.clear(item, "account", hash_token(email.strip().lower()))

    async def _hit(self, items: tuple[RateLimitItem, ...], *key: str) -> bool:
        admitted = True
        for item in items:
            admitted = await self._limiter.hit(item, *key) and admitted
        return admitted
