"""A static server for a site, with the gateway's rules for twins and caching, that counts and can be slow.

A browser's own network throttle does not reach its workers, where most of the bytes go. So the line is made
slow here: all connections share one rate, and every request and every new connection waits one round trip.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from gateway.web.site import SiteFile, find_file, is_app_route

CHUNK = 8_192


@dataclass(frozen=True)
class Line:
    """A network: ``bits_s`` (0: as fast as the machine) and ``round_trip_s``."""

    bits_s: float = 0.0
    round_trip_s: float = 0.0


@dataclass
class Traffic:
    """What was sent: ``(seconds since 1970, bytes with headers)`` in order, and when the last byte left."""

    sent: list[tuple[float, int]] = field(default_factory=list)
    last: float = field(default_factory=time.monotonic)
    _free_at: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def total(self) -> int:
        """Bytes sent up to now."""
        with self._lock:
            return sum(size for _, size in self.sent)

    @property
    def quiet_s(self) -> float:
        """Seconds since something was sent."""
        with self._lock:
            return time.monotonic() - self.last

    def until(self, moment: float) -> int:
        """Bytes sent up to a moment in seconds since 1970."""
        with self._lock:
            return sum(size for at, size in self.sent if at <= moment)

    def add(self, size: int) -> None:
        """Count ``size`` bytes sent now."""
        with self._lock:
            self.sent.append((time.time(), size))
            self.last = time.monotonic()

    def wait_turn(self, size: int, line: Line) -> None:
        """Sleep until the line has carried ``size`` more bytes."""
        if not line.bits_s:
            return
        with self._lock:
            start = max(time.monotonic(), self._free_at)
            self._free_at = start + size * 8 / line.bits_s
            wait = self._free_at - time.monotonic()
        time.sleep(max(0.0, wait))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Path
    line: Line
    traffic: Traffic

    def setup(self) -> None:
        super().setup()
        time.sleep(self.line.round_trip_s)

    def do_GET(self) -> None:
        time.sleep(self.line.round_trip_s)
        path, encodings = urlsplit(self.path).path, self.headers.get("Accept-Encoding", "")
        found = find_file(self.site, path, encodings)
        if found is None and is_app_route(path, self.headers.get("Accept", "")):
            found = find_file(self.site, "/", encodings)
        if found is None:
            self._answer(404, {}, b"")
        elif self.headers.get("If-None-Match") == found.etag:
            self._answer(304, _headers(found), b"")
        else:
            self._answer(200, _headers(found), found.path.read_bytes())

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        head = sum(len(line) for line in self._headers_buffer)  # type: ignore[attr-defined]
        self.end_headers()
        self.traffic.add(head + 2)
        for at in range(0, len(body), CHUNK):
            part = body[at : at + CHUNK]
            self.traffic.wait_turn(len(part), self.line)
            self.wfile.write(part)
            self.traffic.add(len(part))

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            return  # the browser closed the tab

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: the traffic is counted, not written."""


def _headers(found: SiteFile) -> dict[str, str]:
    headers = {"Content-Type": found.media_type, "Cache-Control": found.cache_control, "ETag": found.etag}
    headers["Vary"] = "Accept-Encoding"
    if found.encoding:
        headers["Content-Encoding"] = found.encoding
    return headers


@contextmanager
def serving(site: Path, line: Line) -> Iterator[tuple[str, Traffic]]:
    """Serve ``site`` over ``line`` and give its origin and its traffic."""
    traffic = Traffic()
    handler = type("Handler", (_Handler,), {"site": site, "line": line, "traffic": traffic})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", traffic
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
