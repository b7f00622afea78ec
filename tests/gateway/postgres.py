"""A real PostgreSQL for one test session: temporary folder, loopback port, not run as root."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STARTUP = ("fsync=off", "listen_addresses=127.0.0.1", "max_connections=60", "autovacuum=off")


@contextmanager
def run_server(binaries: Path) -> Iterator[str]:
    """Start a server and give its address without a database name: ``postgresql+asyncpg://…/``."""
    folder = Path(tempfile.mkdtemp(prefix="rafflesia-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        user = "postgres" if shutil.which("runuser") and _exists("postgres") else "nobody"
        shutil.chown(folder, user)
        as_user = ["runuser", "-u", user, "--"]
    port = _free_port()
    data = folder / "data"
    options = " ".join(
        f"-c {option}" for option in (*_STARTUP, f"port={port}", f"unix_socket_directories={folder}")
    )
    try:
        _run(
            [
                *as_user,
                str(binaries / "initdb"),
                "-D",
                str(data),
                "-U",
                "rafflesia",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "-N",
            ]
        )
        _run(
            [
                *as_user,
                str(binaries / "pg_ctl"),
                "-D",
                str(data),
                "-w",
                "-o",
                options,
                "-l",
                str(folder / "log"),
                "start",
            ]
        )
        try:
            yield f"postgresql+asyncpg://rafflesia@127.0.0.1:{port}/"
        finally:
            _run([*as_user, str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")


def _exists(user: str) -> bool:
    return subprocess.run(["id", "-u", user], capture_output=True, check=False).returncode == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
