"""Folding many starts into one trace: medians, phases, ratios."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

PHASES = (
    "worker-started",
    "flutter-first-frame",
    "python-loaded",
    "app-unpacked",
    "app-imported",
    "connected",
    "first-screen",
    "home-screen",
)
"""Moments of a start, in the order of the plain recipe; ours pass some in another one."""

TARGETS = {"bytes": 0.65, "cold": 0.55, "warm": 0.40}


@dataclass
class Start:
    """One start: ``marks`` in milliseconds since the navigation, ``bytes`` sent until the first screen."""

    marks: dict[str, float]
    bytes: int
    after_bytes: int = 0
    offline: bool = False


@dataclass(frozen=True)
class Side:
    """Medians of many starts of one site."""

    bytes: int
    after_bytes: int
    first_screen_ms: float
    fastest_ms: float
    slowest_ms: float
    trace_ms: dict[str, float] = field(default_factory=dict)


def fold(starts: Sequence[Start]) -> Side:
    """Return the medians; a phase that a start lacks is left out. Raises ``ValueError`` without starts."""
    if not starts:
        raise ValueError("no starts to fold")
    screens = [start.marks["home-screen"] for start in starts]
    trace = {
        phase: median(start.marks[phase] for start in starts)
        for phase in PHASES
        if all(phase in start.marks for start in starts)
    }
    return Side(
        bytes=round(median(start.bytes for start in starts)),
        after_bytes=round(median(start.after_bytes for start in starts)),
        first_screen_ms=median(screens),
        fastest_ms=min(screens),
        slowest_ms=max(screens),
        trace_ms=trace,
    )


def pair_ratio(ours: Sequence[float], plain: Sequence[float]) -> float:
    """Return the median of the ratios of runs made one after the other: a busy minute hits both."""
    return median(own / other for own, other in zip(ours, plain, strict=True))


def screens(starts: Sequence[Start]) -> list[float]:
    """Return the milliseconds to the first screen of each start."""
    return [start.marks["home-screen"] for start in starts]


def verdict(ratio: float, target: float) -> str:
    """Say a ratio in percent and whether it keeps the target."""
    return f"{ratio:.0%} (target {target:.0%}{'' if ratio <= target else ', missed'})"
