"""Starts the Pyodide run: finds Node and Pyodide, lays out the packages."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from flet_web import get_package_web_dir

# All pure Python, so the files of this environment run there as they are.
PACKAGES = ("geographiclib", "geopy", "rfc8785", "tinydb")


def run(repository: Path, scratch: Path, inputs: Path | None, stations: int) -> dict[str, Any] | str:
    """Return the results of ``in_pyodide``, or in words why there are none."""
    node = shutil.which("node")
    if node is None:
        return "Node is not installed"
    packages = scratch / "packages"
    _copy_packages(packages)
    work = scratch / "pyodide"
    work.mkdir()
    home = Path(get_package_web_dir()) / "pyodide"
    script = repository / "benchmarks" / "pyodide.mjs"
    arguments = [home, repository, packages, work, inputs or "", stations]
    done = subprocess.run(
        [node, str(script), *map(str, arguments)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        return f"Node failed: {done.stderr[-2000:]}"
    results: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return results


def _copy_packages(target: Path) -> None:
    for name in PACKAGES:
        for file in importlib.metadata.files(name) or ():
            if file.suffix == ".py":
                place = target / file
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file.locate(), place)
