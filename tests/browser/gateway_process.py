"""A real gateway in a process of its own, which a test may stop and start again on the same port."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent
START_LIMIT_S = 60.0
POLL_S = 0.1


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class GatewayProcess:
    """The gateway with its data in ``data_dir`` and the site of ``web_dir``."""

    def __init__(self, data_dir: Path, web_dir: Path) -> None:
        self.data_dir = data_dir
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self._log = data_dir / "gateway.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = os.environ | {
            "RAFFLESIA_DATA_DIR": str(data_dir),
            "RAFFLESIA_PORT": str(self.port),
            "RAFFLESIA_WEB_DIR": str(web_dir),
        }

    @property
    def database(self) -> Path:
        """The SQLite file, for looking at what was stored."""
        return self.data_dir / "rafflesia.sqlite3"

    def prepare(self) -> None:
        """Make the tables and load the content."""
        self.command("migrate")
        self.command("import")

    def start(self) -> None:
        """Start and wait until it answers; raises ``RuntimeError`` with its log."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gateway", "serve"],
                cwd=PROJECT,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_LIMIT_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the gateway did not start:\n{self._log.read_text('utf-8')}")
            time.sleep(POLL_S)

    def stop(self) -> None:
        """Stop it; harmless when it does not run."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=20)
            self._process = None

    def restart_if_stopped(self) -> None:
        """Start it again when a test left it stopped."""
        if self._process is None:
            self.start()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.origin}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def command(self, *arguments: str) -> str:
        """Run ``python -m gateway`` on the same data and return what it prints; raises ``RuntimeError``."""
        done = subprocess.run(
            [sys.executable, "-m", "gateway", *arguments],
            cwd=PROJECT,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"gateway {' '.join(arguments)}:\n{done.stdout}{done.stderr}")
        return done.stdout


@contextmanager
def running_gateway(data_dir: Path, web_dir: Path) -> Iterator[GatewayProcess]:
    """Run a gateway with the content and the site of ``web_dir``; it is stopped in the end."""
    gateway = GatewayProcess(data_dir, web_dir)
    gateway.prepare()
    gateway.start()
    try:
        yield gateway
    finally:
        gateway.stop()
