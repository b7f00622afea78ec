"""The access log: method, route template, status, duration. Never a path, an id or an address."""

from __future__ import annotations

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.clock import Clock

_LOG = logging.getLogger("gateway.access")


class AccessLog:
    """Writes one line per request, naming the route by its template."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and log how it was answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status = self._clock.monotonic(), 0

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            template = getattr(scope.get("route"), "path", "(site)")
            elapsed_ms = (self._clock.monotonic() - started) * 1000
            _LOG.info("%s %s %d %.0f ms", scope["method"], template, status, elapsed_ms)
