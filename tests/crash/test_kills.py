"""Killed at 300 and more random moments: 0 lost, 0 duplicated, 0 unreadable."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.server import CrashServer

DEVICES = 3
KILLS_EACH = 105

pytestmark = [
    pytest.mark.crash,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL"),
]


@pytest.fixture
def server() -> Iterator[CrashServer]:
    server = CrashServer(seed=7)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def start_device(folder: Path, server: CrashServer, seed: int) -> subprocess.Popen[bytes]:
    folder.mkdir()
    arguments = [str(folder), server.url, str(KILLS_EACH), str(seed)]
    command = [sys.executable, "-m", "tests.crash.lives", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_nothing_is_lost_doubled_or_unreadable(tmp_path: Path, server: CrashServer) -> None:
    folders = [tmp_path / str(n) for n in range(DEVICES)]
    running = [start_device(folder, server, seed) for seed, folder in enumerate(folders)]
    reports = []
    for process in running:
        out, err = process.communicate(timeout=280)
        assert process.returncode == 0, err.decode()[-2000:]
        reports.append(json.loads(out))

    promised = [item_id for report in reports for item_id in report["promised"]]
    states = {key: state for report in reports for key, state in report["states"].items()}
    assert sum(report["kills"] for report in reports) >= 300
    assert len(promised) > 100, "the lives were long enough to promise something"

    stored = server.gateway.submissions
    assert {key: states.get(key) for key in promised if states.get(key) != "sent"} == {}, "lost on the device"
    assert [key for key in promised if key not in stored] == [], "lost on the way"
    marks = Counter(body["payload"]["mark"] for body in stored.values())
    assert [mark for mark, count in marks.items() if count > 1] == [], "duplicated"
    assert len(server.gateway.arrivals) == len(set(server.gateway.arrivals))
    assert {key for key, state in states.items() if state == "sent"} == set(stored), "a receipt for each"
    wanted = {name for body in stored.values() for name in body["attachments"]}
    assert wanted <= set(server.gateway.attachments), "photos arrived before their report"

    files = [path for folder in folders for path in folder.rglob("*")]
    assert [path.name for path in files if ".rusak-" in path.name] == [], "unreadable"
    for folder in folders:
        assert json.loads((folder / "outbox.json").read_bytes())["version"] == 1
