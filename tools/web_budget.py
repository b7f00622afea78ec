"""What each part of the browser app may weigh on the line; a build that passes a budget fails."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

KB = 1_000


@dataclass(frozen=True)
class Part:
    """A part of the site: ``patterns`` below it, and the ``budget`` of what is sent of them, in bytes."""

    name: str
    patterns: tuple[str, ...]
    budget: int


PARTS = (
    Part("client (wasm)", ("main.dart.wasm", "main.dart.mjs"), 2_250 * KB),
    Part("client (js)", ("main.dart.js",), 2_000 * KB),
    Part("renderer (skwasm)", ("canvaskit/skwasm.*",), 1_300 * KB),
    Part("renderer (canvaskit, Chromium)", ("canvaskit/chromium/*",), 1_800 * KB),
    Part("renderer (canvaskit)", ("canvaskit/canvaskit.*",), 2_400 * KB),
    Part("Pyodide", ("pyodide/*.wasm", "pyodide/*.mjs"), 3_050 * KB),
    Part("standard library", ("pyodide/python_stdlib.zip",), 1_150 * KB),
    Part("app package", ("app-*.pack",), 1_300 * KB),
    Part("fonts", ("fonts/*", "assets/fonts/*"), 200 * KB),
    Part(
        "page and scripts", ("*.html", "boot.js", "worker.js", "unpack.js", "flutter_bootstrap.js"), 30 * KB
    ),
    Part("memory snapshot (after the first visit)", ("memory-*.data",), 9_500 * KB),
)
"""A first visit takes one client with its renderer, Pyodide, the library, the package, fonts and the page."""


class BudgetPassed(RuntimeError):
    """Parts weigh more than they may; the message names them."""


def weigh(site: Path) -> dict[str, int]:
    """Return the bytes sent for each part: of the Brotli twin where there is one."""
    return {part.name: sum(_sent(path) for path in _files(site, part)) for part in PARTS}


def report(weights: dict[str, int]) -> list[str]:
    """Return a line for each part with its weight and its budget."""
    return [f"{part.name:40}{weights[part.name] / KB:8,.0f} of {part.budget / KB:6,.0f} KB" for part in PARTS]


def check(weights: dict[str, int]) -> None:
    """Raise :class:`BudgetPassed` when a part weighs more than its budget."""
    passed = [
        f"{part.name}: {weights[part.name]:,} of {part.budget:,} bytes"
        for part in PARTS
        if weights[part.name] > part.budget
    ]
    if passed:
        raise BudgetPassed("; ".join(passed))


def _files(site: Path, part: Part) -> set[Path]:
    found = {path for pattern in part.patterns for path in site.glob(pattern)}
    return {path for path in found if path.is_file() and path.suffix not in {".br", ".gz"}}


def _sent(path: Path) -> int:
    twin = path.with_name(path.name + ".br")
    return (twin if twin.exists() else path).stat().st_size
