"""The site's service worker: Workbox from npm, our rules (web/sw.js) and the list of the files it keeps.

Why only Workbox's runtime is taken and the list is made here: docs/decisions/0016-service-worker.md.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

HERE = Path(__file__).parent / "web"
WORKER = "sw.js"
WORKBOX = ("core", "routing", "strategies", "precaching")
MAP_COMMENT = "//# sourceMappingURL="

ORDER = (
    "index.html", "boot.js", "shell.js", "keys.js", "worker.js", "unpack.js", "flutter_bootstrap.js",
    "pyodide/", "app-", "assets/", "fonts/", "artwork/",
)  # fmt: skip
"""What starts the page comes first: where a line breaks, the part that was fetched is not fetched again."""

ENGINES = {
    "skwasm": ("main.dart.wasm", "main.dart.mjs", "canvaskit/skwasm.js", "canvaskit/skwasm.wasm"),
    "chromium": ("main.dart.js", "canvaskit/chromium/canvaskit.js", "canvaskit/chromium/canvaskit.wasm"),
    "canvaskit": ("main.dart.js", "canvaskit/canvaskit.js", "canvaskit/canvaskit.wasm"),
}
"""Forms of the Flutter client, of which each browser runs one; web/shell.js says which one it was."""

LEFT_OUT = (
    "build.json",
    WORKER,
    "assets/NOTICES",
    "icons/",
    "screenshots/",
    "memory-",
    "main.dart.",
    "canvaskit/",
)
TWINS = frozenset({".br", ".gz"})
HASHED = ("app-", "memory-")


class Entry(TypedDict):
    """A file in Workbox's form: address below the site, ``revision`` None where the name has the hash."""

    url: str
    revision: str | None
    integrity: str


class Kept(TypedDict):
    """What the worker keeps: ``always``, one of ``engines``, the ``memory`` picture where there is room."""

    always: list[Entry]
    engines: dict[str, list[Entry]]
    memory: str | None


def fetch_packages(cache: Path, *, testing: bool = False) -> Path | None:
    """Return a folder with the packages of web/package-lock.json, None where npm is missing.

    ``testing``: with those that only the tests need.
    """
    npm = shutil.which("npm")
    if npm is None:
        return None
    digest = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()[:16]
    folder = cache / f"npm-{'testing-' if testing else ''}{digest}"
    if not folder.exists():
        partial = folder.with_suffix(".part")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, partial / name)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        command += [] if testing else ["--omit=dev"]
        subprocess.run(command, cwd=partial, check=True, stdout=subprocess.DEVNULL)
        partial.rename(folder)
    return folder


def write_worker(site: Path, workbox: Path) -> int:
    """Write the worker of everything in ``site``; return how many bytes it keeps for the largest engine."""
    files = kept_files(site)
    parts = [_library(workbox, name) for name in WORKBOX]
    parts += [
        f"const FILES = {json.dumps(files, separators=(',', ':'))};",
        (HERE / WORKER).read_text("utf-8"),
    ]
    (site / WORKER).write_text("\n".join(parts), "utf-8")
    return _size(site, files["always"]) + max(_size(site, entries) for entries in files["engines"].values())


def kept_files(site: Path) -> Kept:
    """Return what the worker keeps, in the order of fetching.

    Every entry has its hash (``integrity``), so that no mixture of two builds is ever kept.
    """
    names = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    plain = [name for name in names if not any(name.endswith(twin) for twin in TWINS)]
    always = sorted((name for name in plain if not name.startswith(LEFT_OUT)), key=_rank)
    memory = next((name for name in plain if name.startswith("memory-")), None)
    engines = {
        engine: _entries(site, [part for part in parts if part in plain]) for engine, parts in ENGINES.items()
    }
    return {"always": _entries(site, always), "engines": engines, "memory": memory}


def _rank(name: str) -> tuple[int, str]:
    places = (place for place, start in enumerate(ORDER) if name.startswith(start))
    return next(places, len(ORDER)), name


def _entries(site: Path, names: Iterable[str]) -> list[Entry]:
    entries: list[Entry] = []
    for name in names:
        digest = hashlib.sha256((site / name).read_bytes())
        revision = None if name.startswith(HASHED) else digest.hexdigest()[:16]
        integrity = f"sha256-{base64.b64encode(digest.digest()).decode()}"
        entries.append({"url": name, "revision": revision, "integrity": integrity})
    return entries


def _library(workbox: Path, name: str) -> str:
    source = workbox / f"node_modules/workbox-{name}/build/workbox-{name}.prod.js"
    lines = source.read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith(MAP_COMMENT))


def _size(site: Path, entries: Iterable[Entry]) -> int:
    return sum((site / entry["url"]).stat().st_size for entry in entries)
