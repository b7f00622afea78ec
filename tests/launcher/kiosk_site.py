"""A site with a kiosk that does what the test tells it to, and a launcher that runs on it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PROJECT = Path(__file__).parents[2]
LIMIT_S = 60.0
FIRST = "/kiosk/uji"
PAGE = """<!doctype html><title>kiosk</title><script>
const worker = new Worker("/worker.js");
worker.onmessage = ({ data }) => dispatchEvent(new CustomEvent("app-says", { detail: data }));
addEventListener("app-hears", ({ detail }) => worker.postMessage(detail));
setInterval(async () => {
  const here = new URLSearchParams({ at: location.pathname, load: LOAD });
  const order = await (await fetch("/order?" + here)).text();
  if (order === "hang") for (;;);
  if (order === "hang the worker") worker.postMessage("hang");
  if (order.startsWith("go ")) location.href = order.slice(3);
  if (order.startsWith("open ")) open(order.slice(5));
  if (order.startsWith("say ")) fetch("/said", { method: "POST", body: String(eval(order.slice(4))) });
}, 100);
</script>"""
WORKER = """onmessage = ({ data }) => {
  if (data === "hang") for (;;);
  postMessage(data);
};"""


class KioskSite:
    """Counts the loads of the page and hears its pulse."""

    def __init__(self) -> None:
        self.loads = 0
        self.pulses: list[tuple[str, int]] = []
        self.said: list[str] = []
        self.orders: list[str] = []
        self.origin = ""

    def wait_for(self, found: Callable[[], object], what: str) -> None:
        """Wait until ``found()``; raises ``AssertionError`` with ``what``."""
        deadline = time.monotonic() + LIMIT_S
        while not found():
            assert time.monotonic() < deadline, f"{what} did not happen in {LIMIT_S} s"
            time.sleep(0.1)

    def wait_for_pulse(self, at: str = FIRST) -> int:
        """Wait until the page that was loaded last lives at ``at``; return its number."""
        self.pulses.clear()
        self.wait_for(lambda: (at, self.loads) in self.pulses, f"a pulse at {at}")
        return self.loads

    def ask(self, expression: str) -> str:
        """Return what the page says ``expression`` is."""
        self.said.clear()
        self.orders.append(f"say {expression}")
        self.wait_for(lambda: self.said, expression)
        return self.said[0]


def _handler(site: KioskSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            if path == "/order":
                at, load = (part.partition("=")[2] for part in query.split("&"))
                site.pulses.append((at.replace("%2F", "/"), int(load)))
                return self._answer("text/plain", site.orders.pop() if site.orders else "")
            if path == "/worker.js":
                return self._answer("text/javascript", WORKER)
            if path == "/favicon.ico":
                return self.send_error(404)
            site.loads += 1
            return self._answer("text/html", PAGE.replace("LOAD", str(site.loads)))

        def do_POST(self) -> None:
            site.said.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._answer("text/plain", "")

        def _answer(self, kind: str, text: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    return Handler


@contextmanager
def serving() -> Iterator[KioskSite]:
    """Serve the site."""
    site = KioskSite()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # browsers are killed in the middle of an answer
    site.origin = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Launcher:
    """The launcher in a process of its own, and what it tells systemd."""

    def __init__(self, folder: Path, site: KioskSite, browser: str, **changes: str) -> None:
        self.profile = folder / "profile"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(folder / "notify"))
        self._socket.setblocking(False)
        environment = os.environ | {
            "NOTIFY_SOCKET": str(folder / "notify"),
            "RAFFLESIA_KIOSK_NAME": FIRST.rpartition("/")[2],
            "RAFFLESIA_KIOSK_SITE": site.origin,
            "RAFFLESIA_KIOSK_BROWSER": browser,
            "RAFFLESIA_KIOSK_PROFILE": str(self.profile),
            "RAFFLESIA_KIOSK_FLAGS": "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage",
            "RAFFLESIA_KIOSK_CHECK_S": "0.5",
            **changes,
        }
        self.log = folder / "launcher.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tools.kiosk"], cwd=PROJECT, env=environment, stdout=log, stderr=log
            )

    def told(self) -> list[str]:
        """Return what systemd was told since this was asked last."""
        lines: list[str] = []
        with suppress(BlockingIOError):
            while True:
                lines += self._socket.recv(4096).decode().splitlines()
        return lines

    def processes(self, kind: str = "") -> list[int]:
        """Return the processes of the browser; ``kind`` like ``renderer``, empty: every one."""
        found = []
        for folder in Path("/proc").iterdir():
            with suppress(OSError):
                command = (folder / "cmdline").read_bytes().split(b"\0") if folder.name.isdigit() else []
                text = b" ".join(command).decode("utf-8", "replace")
                if str(self.profile) in text and (f"--type={kind}" in text or not kind):
                    found.append(int(folder.name))
        return found

    def kill(self, kind: str = "") -> None:
        """Kill processes of the browser as the kernel does when memory runs out."""
        for process in self.processes(kind):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def stop(self) -> int:
        """Ask the launcher to stop, as systemd does; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=LIMIT_S)
        finally:
            self.process.kill()
            self.process.wait()
            self._socket.close()
