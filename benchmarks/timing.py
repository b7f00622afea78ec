"""Timing of many small calls.

Computing is measured in processor time, so that other programs on the machine do not count; waiting for a
disk (the outbox) in elapsed time.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

Result = dict[str, float | int | str | bool]


@dataclass(frozen=True)
class Spread:
    """Milliseconds of many calls."""

    mean_ms: float
    median_ms: float
    p99_ms: float
    max_ms: float

    def named(self, prefix: str) -> Result:
        """Return the figures under names like ``prefix_mean_ms``."""
        return {f"{prefix}_{name}": round(value, 4) for name, value in asdict(self).items()}


def spread(seconds: Iterable[float]) -> Spread:
    """Return the spread of single measurements in seconds."""
    ordered = sorted(value * 1e3 for value in seconds)
    last = len(ordered) - 1
    return Spread(sum(ordered) / len(ordered), ordered[last // 2], ordered[round(last * 0.99)], ordered[last])


def seconds(call: Callable[[], object]) -> float:
    """Return the processor time of one call; the garbage of earlier ones is collected first."""
    gc.collect()
    start = time.process_time()
    call()
    return time.process_time() - start
