"""[tool.flet] of pyproject.toml, as the tests of this folder read it."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
SHIPPED = frozenset({"main.py", "views", "services", "assets"})


def pyproject() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))


def flet_settings() -> dict[str, Any]:
    """Return the table [tool.flet]."""
    settings: dict[str, Any] = pyproject()["tool"]["flet"]
    return settings


def dotted(table: Mapping[str, Any], head: str = "") -> Iterator[str]:
    """Yield the names of all settings below ``table``, dotted."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from dotted(value, f"{head}{key}.")
        else:
            yield f"{head}{key}"


def packaged() -> list[str]:
    """Return the tracked files that a native package holds: everything that is not excluded."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    excluded = flet_settings()["app"]["exclude"]
    return [
        name for name in listed if not any(name == path or name.startswith(f"{path}/") for path in excluded)
    ]
