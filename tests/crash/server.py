"""The in-memory gateway behind a real socket: slow now and then, and rude: it may hang up after storing."""

from __future__ import annotations

import random
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from tests.fakes.gateway import FakeGateway


class CrashServer(ThreadingHTTPServer):
    """Listens on a free port of the loopback interface; ``gateway`` holds what arrived."""

    daemon_threads = True

    def __init__(self, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.gateway = FakeGateway()
        self.lock = threading.Lock()
        self.chance = random.Random(seed)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet: clients are killed in the middle of a request on purpose."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: CrashServer

    def _handle(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True
            return
        request = httpx.Request(self.command, self.server.url + self.path, headers=dict(self.headers.items()))
        with self.server.lock:
            wait, hang_up = self.server.chance.random() * 0.01, self.server.chance.random() < 0.05
        time.sleep(wait)
        with self.server.lock:
            answer = self.server.gateway.answer(request, body)
        if hang_up:
            self.close_connection = True
            return
        time.sleep(wait)
        self.send_response(answer.status_code)
        for name in ("Content-Type", "Upload-Offset", "Retry-After"):
            if name in answer.headers:
                self.send_header(name, answer.headers[name])
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.content)

    do_GET = do_HEAD = do_PUT = do_POST = _handle  # noqa: N815  # the names of the standard library

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""
