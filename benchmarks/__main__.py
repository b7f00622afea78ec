"""``python -m benchmarks``: every measurement, natively and under Pyodide, side by side."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import everything, finding, hours, nearest, node, outbox, touring, villages

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "assets" / "content"


def main() -> None:
    """Measure and print."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        inputs = _inputs(scratch, options)
        results: dict[str, Any] = {"native": _native(scratch, inputs, options.stations)}
        if not options.native_only:
            results["pyodide"] = node.run(ROOT, scratch, inputs, options.stations)
    if options.json:
        print(json.dumps(results, indent=1))
    else:
        _print(results)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--stations", type=int, default=100_000, help="stations to search among")
    parser.add_argument("--points", type=int, default=20_000, help="random points to name the village of")
    parser.add_argument("--native-only", action="store_true", help="leave out the run under Pyodide in Node")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument(
        "--packs", type=Path, default=_default_packs(), help="folder with the village polygons"
    )
    return parser.parse_args()


def _default_packs() -> Path:
    return Path(os.environ.get("RAFFLESIA_PACKS") or ROOT / "../shared/data/bengkulu")


def _inputs(scratch: Path, options: argparse.Namespace) -> Path | None:
    if not (options.packs / villages.SOURCE_FILE).exists():
        return None
    folder = scratch / "inputs"
    folder.mkdir()
    villages.prepare(options.packs, CONTENT, folder, options.points)
    return folder


def _native(scratch: Path, inputs: Path | None, stations: int) -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "outbox": asyncio.run(outbox.run(scratch / "native")),
        "nearest": nearest.run(stations),
        "villages": villages.run(inputs, CONTENT) if inputs else None,
        "search": finding.search(CONTENT),
        "tour": touring.run(CONTENT),
        "everything": everything.run(CONTENT),
        "hours": hours.run(CONTENT),
        "basemap": asyncio.run(finding.basemap(inputs, CONTENT.parent)) if inputs else None,
    }


def _print(results: dict[str, Any]) -> None:
    native, pyodide = results["native"], results.get("pyodide")
    if isinstance(pyodide, str):
        print(f"No run under Pyodide: {pyodide}\n")
    other = pyodide if isinstance(pyodide, dict) else {}
    print(f"{'':28}{'Python ' + native['python']:>18}{'Pyodide ' + other.get('python', '–'):>18}")
    for part in ("nearest", "villages", "outbox", "search", "everything", "hours", "tour", "basemap"):
        print(f"\n{part}")
        if native[part] is None:
            print("  left out: no map data (set RAFFLESIA_PACKS)")
            continue
        for name, value in native[part].items():
            print(f"  {name:26}{value!s:>18}{(other.get(part) or {}).get(name, '–')!s:>18}")


if __name__ == "__main__":
    main()
