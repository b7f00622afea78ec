"""Queueing a report durably: the outbox against the bare write and fsync of the same bytes."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.timing import Result, spread
from services.blobs import BlobStore
from services.models import SubmissionKind
from services.outbox import Outbox

APPENDS = 300
KIND = SubmissionKind.BLANK_SPOT
T = TypeVar("T")
MakeDurable = Callable[[Path], None]


class _Volume:
    """A folder whose flush calls ``make_durable`` on the outbox's log, where the platform has no fsync."""

    writable = True

    def __init__(self, root: Path, make_durable: MakeDurable | None) -> None:
        self.root = root
        self._make_durable = make_durable

    async def commit(self, write: Callable[[], T]) -> T:
        result = write()
        await self.flush()
        return result

    async def flush(self) -> None:
        log = self.root / "outbox.json.log"
        if self._make_durable and log.exists():
            self._make_durable(log)


class _Clock:
    def __init__(self) -> None:
        self._now = datetime(2026, 11, 21, tzinfo=UTC)

    def now(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now

    def monotonic(self) -> float:
        return 0.0


class _Ids:
    def new(self) -> str:
        return "unused"


def payload(number: int) -> dict[str, Any]:
    """Return a blank-spot report of ordinary size."""
    source = random.Random(number)
    reading = {"class": "blank", "call": False, "sms": True, "data": False, "technology": "2g"}
    return {
        "position": {
            "lat": source.uniform(-5, -2),
            "lon": source.uniform(101, 104),
            "accuracy_m": 12.5,
            "source": "gps",
            "age_s": 3,
            "fixes": 4,
            "mocked": False,
        },
        "village_code": "17.71.03.1011",
        "village_basis": "polygon",
        "environment": "outdoor",
        "operators": [
            {**reading, "operator": name, "signal_dbm": None, "signal_reason": "platform_gives_none"}
            for name in ("telkomsel", "indosat", "xlsmart")
        ],
        "observed_at": "2026-11-21T10:00:00+07:00",
        "connectivity": "none",
        "note": "Tidak ada sinyal dari balai desa sampai jembatan.",
        "similar_to": None,
    }


async def run(root: Path, make_durable: MakeDurable | None = None, appends: int = APPENDS) -> Result:
    """Append in turn through the outbox and bare, in one folder; ``make_durable``: see :class:`_Volume`."""
    volume = _Volume(root / "ours", make_durable)
    volume.root.mkdir(parents=True)
    outbox = Outbox(volume, BlobStore(volume), _Clock(), _Ids(), app_version="benchmark")
    log, bare = volume.root / "outbox.json.log", root / "bare"
    bare.touch()
    ours_s, bare_s, written = [], [], []
    line = b""
    for number in range(appends):
        before = _size(log)
        start = time.perf_counter()
        await outbox.submit(f"00000000-0000-4000-8000-{number:012d}", KIND, payload(number))
        ours_s.append(time.perf_counter() - start)
        # When the log was full the outbox wrote a new generation instead; the bare side writes a line again.
        line = log.read_bytes()[before:] if _size(log) > before else line
        written.append(len(line))
        start = time.perf_counter()
        _bare_append(bare, line, make_durable)
        bare_s.append(time.perf_counter() - start)
    ours, plain = spread(ours_s), spread(bare_s)
    return {
        "appends": appends,
        "bytes_each": round(sum(written) / len(written)),
        **ours.named("ours"),
        **plain.named("bare"),
        "times_bare_by_median": round(ours.median_ms / plain.median_ms, 2),
        "times_bare_by_mean": round(ours.mean_ms / plain.mean_ms, 2),
    }


def _bare_append(path: Path, line: bytes, make_durable: MakeDurable | None) -> None:
    with path.open("ab") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    if make_durable:
        make_durable(path)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
