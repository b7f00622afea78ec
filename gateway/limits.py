"""How often one address may do something. Addresses are never stored: only their salted hash, in memory.

A moving window per rule. Several processes may share a store; then the salt is made of its secret address,
so that all of them count alike and the store holds no address either.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import math
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from enum import Enum
from typing import Final

from fastapi import Request
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from limits.storage import storage_from_string

from gateway.clock import Clock
from gateway.errors import Problem
from gateway.settings import Settings

_LOG = logging.getLogger("gateway.limits")
_MEMORY: Final = "memory://"
_NETWORK_BITS: Final = 64
_NOT_FOUND: Final = 404
_TARGET: Final = "payload.target"


class Rule(Enum):
    """What is counted; the value is the setting that holds the limit, 0 meaning none."""

    SUBMISSIONS = "limit_submissions_per_min"
    UPLOADS = "limit_uploads_per_min"
    MISSES = "limit_misses_per_min"
    FINDS = "limit_finds_per_min"
    GUESSES = "limit_finds_per_number_per_hour"
    HEARTBEATS = "limit_heartbeats_per_min"


class Limits:
    """Counts per rule and key; a key is an address or whatever else is to be protected."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        url = settings.limits_url or _MEMORY
        storage = storage_from_string(_asynchronous(url), wrap_exceptions=True)
        self._windows = MovingWindowRateLimiter(storage)
        self._salt = secrets.token_bytes(32) if url == _MEMORY else hashlib.sha256(url.encode()).digest()
        self._header = settings.proxy_header
        self._clock = clock
        self._items = {rule: _item(rule, getattr(settings, rule.value)) for rule in Rule}

    def address(self, request: Request) -> str:
        """Return the address of the sender: the one that the trusted proxy names, else the peer's.

        A proxy appends the address it sees, so the last one counts. IPv6: the network of 64 bits.
        """
        named = request.headers.get(self._header, "") if self._header else ""
        peer = request.client.host if request.client else ""
        for candidate in (named.rsplit(",", 1)[-1].strip(), peer):
            try:
                parsed = ipaddress.ip_address(candidate)
            except ValueError:
                continue
            if parsed.version == 4:
                return str(parsed)
            return str(ipaddress.ip_network((parsed, _NETWORK_BITS), strict=False))
        return ""

    async def count(self, rule: Rule, key: str) -> None:
        """Count one; raises 429 when the limit is reached."""
        item = self._items[rule]
        if item is None:
            return
        try:
            is_within = await self._windows.hit(item, self._hashed(key))
        except StorageError:
            _LOG.exception("the store of the limits does not answer")
            return
        if not is_within:
            raise await self._too_many(item, key)

    async def require(self, rule: Rule, key: str) -> None:
        """Raise 429 when the limit is reached; count nothing."""
        item = self._items[rule]
        if item is not None and await self._remaining(item, key) < 1:
            raise await self._too_many(item, key)

    async def add(self, rule: Rule, key: str, cost: int = 1) -> None:
        """Count ``cost`` after the fact, as far as the limit goes."""
        item = self._items[rule]
        spent = min(cost, await self._remaining(item, key)) if item is not None else 0
        if item is None or spent < 1:
            return
        try:
            await self._windows.hit(item, self._hashed(key), cost=spent)
        except StorageError:
            _LOG.exception("the store of the limits does not answer")

    @asynccontextmanager
    async def misses(self, request: Request) -> AsyncIterator[None]:
        """Count a look-up of what does not exist; raises 429 when there were too many from this address.

        Of a wave that is asked at once, only as many as the limit allows learn that they missed.
        """
        address = self.address(request)
        await self.require(Rule.MISSES, address)
        try:
            yield
        except Problem as problem:
            if _is_miss(problem):
                await self.count(Rule.MISSES, address)
            raise

    async def _remaining(self, item: RateLimitItem, key: str) -> int:
        try:
            return (await self._windows.get_window_stats(item, self._hashed(key))).remaining
        except StorageError:
            _LOG.exception("the store of the limits does not answer")
            return item.amount

    async def _too_many(self, item: RateLimitItem, key: str) -> Problem:
        try:
            reset = (await self._windows.get_window_stats(item, self._hashed(key))).reset_time
        except StorageError:
            reset = math.inf
        wait = min(max(1.0, reset - self._clock.now().timestamp()), item.get_expiry())
        headers = {"Retry-After": str(math.ceil(wait))}
        return Problem(429, "too_many", "Too many requests from here. Try again later.", headers=headers)

    def _hashed(self, key: str) -> str:
        return hashlib.blake2b(key.encode(), key=self._salt, digest_size=16).hexdigest()


def _is_miss(problem: Problem) -> bool:
    """Tell whether something was asked for, or acted upon, that does not exist."""
    named = any(error.field == _TARGET and error.code == "unknown_value" for error in problem.errors)
    return named or problem.status == _NOT_FOUND


def _asynchronous(url: str) -> str:
    return url if url.startswith("async+") else f"async+{url}"


def _item(rule: Rule, amount: int) -> RateLimitItem | None:
    if amount < 1:
        return None
    kind = RateLimitItemPerHour if rule is Rule.GUESSES else RateLimitItemPerMinute
    return kind(amount, 1, rule.name.lower())
