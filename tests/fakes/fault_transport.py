"""A bad network around a good gateway: the faults seen in the field, drawn by a seeded generator."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Sequence

import httpx

from tests.fakes.gateway import FakeGateway

FAULTS = (
    "connect_error",
    "lost_request",
    "timeout_after_commit",
    "captive_portal",
    "foreign_redirect",
    "network_login",
    "half_answer",
    "broken_json",
    "too_many",
    "bad_gateway",
    "duplicate",
    "late_copy",
)
_PORTAL = "<!doctype html><title>Login WiFi</title><form>Masukkan kode</form>"


class FaultTransport(httpx.AsyncBaseTransport):
    """Wraps ``gateway``; ``rate`` of the requests meet one of ``faults`` while :attr:`broken` is True."""

    def __init__(
        self, gateway: FakeGateway, seed: int, rate: float = 0.6, faults: Sequence[str] = FAULTS
    ) -> None:
        self.gateway = gateway
        self.broken = True
        self.met: Counter[str] = Counter()
        self.most_concurrent = 0
        self._concurrent = 0
        self._random = random.Random(seed)
        self._rate = rate
        self._faults = faults
        self._late: list[tuple[httpx.Request, bytes]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self._concurrent += 1
        self.most_concurrent = max(self.most_concurrent, self._concurrent)
        try:
            body = await request.aread()
            await asyncio.sleep(0)
            return self._answer(request, body)
        finally:
            self._concurrent -= 1

    def _answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        if self._late and self._random.random() < 0.5:
            self.gateway.answer(*self._late.pop(0))  # an old copy overtakes this request
        if not self.broken or self._random.random() >= self._rate:
            return self.gateway.answer(request, body)
        fault = self._random.choice(self._faults)
        self.met[fault] += 1
        response: httpx.Response = getattr(self, f"_{fault}")(request, body)
        return response

    def _connect_error(self, request: httpx.Request, body: bytes) -> httpx.Response:
        raise httpx.ConnectError("no route", request=request)

    def _lost_request(self, request: httpx.Request, body: bytes) -> httpx.Response:
        raise httpx.ReadTimeout("nothing came", request=request)

    def _timeout_after_commit(self, request: httpx.Request, body: bytes) -> httpx.Response:
        self.gateway.answer(request, body)
        raise httpx.ReadTimeout("the answer was lost", request=request)

    def _captive_portal(self, request: httpx.Request, body: bytes) -> httpx.Response:
        return httpx.Response(200, html=_PORTAL)

    def _foreign_redirect(self, request: httpx.Request, body: bytes) -> httpx.Response:
        return httpx.Response(302, headers={"Location": "http://login.hotspot.example/start"})

    def _network_login(self, request: httpx.Request, body: bytes) -> httpx.Response:
        return httpx.Response(511, html=_PORTAL)

    def _half_answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        self.gateway.answer(request, body)
        raise httpx.RemoteProtocolError("closed in the middle of the body", request=request)

    def _broken_json(self, request: httpx.Request, body: bytes) -> httpx.Response:
        whole = self.gateway.answer(request, body)
        content = whole.content[: len(whole.content) // 2]
        return httpx.Response(
            whole.status_code, headers={"Content-Type": "application/json"}, content=content
        )

    def _too_many(self, request: httpx.Request, body: bytes) -> httpx.Response:
        return httpx.Response(429, headers={"Retry-After": "120"}, json={})

    def _bad_gateway(self, request: httpx.Request, body: bytes) -> httpx.Response:
        return httpx.Response(502, html="<h1>Bad Gateway</h1>")

    def _duplicate(self, request: httpx.Request, body: bytes) -> httpx.Response:
        self.gateway.answer(request, body)
        return self.gateway.answer(request, body)

    def _late_copy(self, request: httpx.Request, body: bytes) -> httpx.Response:
        self._late.append((request, body))
        raise httpx.ReadTimeout("stuck somewhere", request=request)
