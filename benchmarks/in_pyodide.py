"""What runs inside Pyodide: the same measurements, the results as JSON."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable
from pathlib import Path

from benchmarks import everything, finding, hours, nearest, outbox, touring, villages


async def run(
    inputs: str, content: str, scratch: str, station_count: int, make_durable: Callable[[str], None]
) -> str:
    """Return the results; ``make_durable`` is Node's fsync of a path inside ``scratch``."""
    results = {
        "python": platform.python_version(),
        "outbox": await outbox.run(Path(scratch), lambda path: make_durable(str(path))),
        "nearest": nearest.run(station_count),
        "villages": villages.run(Path(inputs), Path(content)) if inputs else None,
        "search": finding.search(Path(content)),
        "tour": touring.run(Path(content)),
        "everything": everything.run(Path(content)),
        "hours": hours.run(Path(content)),
        "basemap": await finding.basemap(Path(inputs), Path(content).parent) if inputs else None,
    }
    return json.dumps(results)
