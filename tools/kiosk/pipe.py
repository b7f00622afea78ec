"""Chromium's DevTools protocol over two pipes: no port is open that anybody else could use.

Messages are JSON, each ended by a zero byte. When this end closes, Chromium ends too.
"""

from __future__ import annotations

import json
import os
import select
import time
from collections.abc import Mapping
from typing import Any

_CHUNK = 65_536
Message = dict[str, Any]


class PipeClosed(Exception):
    """Chromium is gone."""


class Pipe:
    """One end of the conversation; ``reading`` and ``writing`` are file descriptors that it owns."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading = reading
        self._writing = writing
        self._received = bytearray()
        self._last = 0

    def send(self, method: str, params: Mapping[str, Any] | None = None, session: str = "") -> int:
        """Send a command and return its number; raises :class:`PipeClosed`."""
        self._last += 1
        command: Message = {"id": self._last, "method": method, "params": dict(params or {})}
        if session:
            command["sessionId"] = session
        unsent = json.dumps(command).encode() + b"\0"
        try:
            while unsent:
                unsent = unsent[os.write(self._writing, unsent) :]
        except OSError as error:
            raise PipeClosed from error
        return self._last

    def receive(self, until: float) -> Message | None:
        """Return the next message, None when there is none by ``until`` (monotonic seconds)."""
        while (end := self._received.find(b"\0")) < 0:
            left = until - time.monotonic()
            if not select.select([self._reading], [], [], max(0.0, left))[0]:
                return None
            self._take()
        message: Message = json.loads(self._received[:end])
        del self._received[: end + 1]
        return message

    def close(self) -> None:
        """Close both descriptors."""
        os.close(self._reading)
        os.close(self._writing)

    def _take(self) -> None:
        try:
            chunk = os.read(self._reading, _CHUNK)
        except OSError as error:
            raise PipeClosed from error
        if not chunk:
            raise PipeClosed
        self._received += chunk
