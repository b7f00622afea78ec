"""``python -m benchmarks.start``: the app's start in Chromium, ours and the plain recipe in turn.

Every round opens both sites, each on an empty profile and again on the same profile. The first useful screen
is the home screen's words in the accessibility tree.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks import start_plain
from benchmarks.start_browser import start_twice
from benchmarks.start_server import Line, serving
from benchmarks.start_trace import PHASES, TARGETS, Start, fold, pair_ratio, screens, verdict
from tools.chromium import find_chromium

ROOT = Path(__file__).parents[1]
WORDS = "Nomor darurat"
SIDES = ("ours", "plain")
KINDS = ("cold", "warm")
ROWS = {
    "loopback": (Line(), 1.0),
    "1.6 Mbit/s, 150 ms, CPU 4x slower": (Line(1.6e6, 0.15), 4.0),
}
Starts = dict[tuple[str, str], list[Start]]


def main() -> None:
    """Measure and print."""
    options = _options()
    browser = find_chromium()
    if browser is None:
        raise SystemExit("no Chromium: run make needs or set RAFFLESIA_CHROMIUM")
    if not (options.site / "index.html").exists():
        raise SystemExit("the browser app is not built: run make web")
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch:
        plain = options.plain or Path(scratch, "plain")
        if not plain.exists():
            start_plain.build(ROOT, plain, options.cache)
        sites = {"ours": options.site, "plain": plain}
        for (name, (line, cpu)), rounds in zip(
            ROWS.items(), (options.rounds, options.slow_rounds), strict=True
        ):
            if rounds:
                starts = _measure(browser, sites, line, cpu, rounds)
                results[name] = _summary(starts)
                if not options.json:
                    _print(name, rounds, results[name])
    if options.json:
        print(json.dumps(results, indent=1))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="starts of each site on the fast line")
    parser.add_argument("--slow-rounds", type=int, default=3, help="starts of each on the slow one")
    parser.add_argument("--site", type=Path, default=ROOT / "build/web", help="our built site")
    parser.add_argument("--plain", type=Path, help="keep the plain site here, and use it when it is there")
    parser.add_argument("--cache", type=Path, default=ROOT / "build/cache", help="where wheels are kept")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    return parser.parse_args()


def _measure(browser: str, sites: dict[str, Path], line: Line, cpu: float, rounds: int) -> Starts:
    starts: Starts = defaultdict(list)
    with sync_playwright() as playwright:
        for _ in range(rounds):
            for side in SIDES:
                with serving(sites[side], line) as (origin, traffic):
                    pair = start_twice(playwright, browser, origin, traffic, words=WORDS, cpu=cpu)
                for kind, start in zip(KINDS, pair, strict=True):
                    starts[side, kind].append(start)
    return starts


def _summary(starts: Starts) -> dict[str, Any]:
    summary: dict[str, Any] = {"load": os.getloadavg()[0]}
    for kind in KINDS:
        ours, plain = starts["ours", kind], starts["plain", kind]
        summary[kind] = {side: asdict(fold(starts[side, kind])) for side in SIDES}
        summary[kind]["time_ratio"] = pair_ratio(screens(ours), screens(plain))
        summary[kind]["offline"] = ours[0].offline
    summary["bytes_ratio"] = summary["cold"]["ours"]["bytes"] / summary["cold"]["plain"]["bytes"]
    return summary


def _print(name: str, rounds: int, summary: dict[str, Any]) -> None:
    print(f"\n{name}: {rounds} starts of each in turn, load {summary['load']:.1f}")
    print(f"  {'bytes of a cold start':34}{verdict(summary['bytes_ratio'], TARGETS['bytes'])}")
    for kind in KINDS:
        part = summary[kind]
        where = " (ours offline)" if part["offline"] else ""
        print(f"  {f'first screen, {kind}{where}':34}{verdict(part['time_ratio'], TARGETS[kind])}")
    print(f"  {'':24}{'ours cold':>12}{'plain cold':>12}{'ours warm':>12}{'plain warm':>12}")
    sides = [summary[kind][side] for kind in KINDS for side in SIDES]
    _row("KB until the screen", [side["bytes"] / 1e3 for side in sides])
    _row("KB after it", [side["after_bytes"] / 1e3 for side in sides])
    for phase in PHASES:
        _row(f"{phase} ms", [side["trace_ms"].get(phase) for side in sides])
    _row("fastest ms", [side["fastest_ms"] for side in sides])
    _row("slowest ms", [side["slowest_ms"] for side in sides])


def _row(title: str, values: list[float | None]) -> None:
    print(
        f"  {title:24}" + "".join("           –" if value is None else f"{value:12,.0f}" for value in values)
    )


if __name__ == "__main__":
    main()
