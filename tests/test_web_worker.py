"""What the service worker keeps: everything a screen needs, in the order of the start, nothing twice."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from tools import web_worker
from tools.web_worker import ENGINES, WORKBOX, Kept, fetch_packages, kept_files, write_worker

FILES = (
    "artwork/flower.svg", "assets/FontManifest.json", "assets/NOTICES", "fonts/a.ttf",
    "app-0123456789abcdef.pack", "boot.js", "boot.js.br", "boot.js.gz", "build.json",
    "icons/icon-512.png", "index.html", "main.dart.js", "main.dart.mjs", "main.dart.wasm",
    "canvaskit/skwasm.js", "canvaskit/skwasm.wasm", "canvaskit/canvaskit.js",
    "canvaskit/canvaskit.wasm", "manifest.json", "canvaskit/chromium/canvaskit.js",
    "canvaskit/chromium/canvaskit.wasm", "memory-0123456789abcdef.data", "pyodide/pyodide.mjs",
)  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


@pytest.fixture
def workbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("npm")
    for name in WORKBOX:
        build = folder / f"node_modules/workbox-{name}/build"
        build.mkdir(parents=True)
        text = f"/* {name} */\n//# sourceMappingURL=workbox-{name}.prod.js.map\n"
        (build / f"workbox-{name}.prod.js").write_text(text, "utf-8")
    return folder


def names(kept: Kept) -> list[str]:
    return [entry["url"] for entry in kept["always"]]


def test_the_start_comes_first(site: Path) -> None:
    kept = kept_files(site)
    assert names(kept)[:4] == ["index.html", "boot.js", "pyodide/pyodide.mjs", "app-0123456789abcdef.pack"]
    assert set(names(kept)) == {
        "index.html", "boot.js", "pyodide/pyodide.mjs", "app-0123456789abcdef.pack",
        "assets/FontManifest.json",
        "fonts/a.ttf", "artwork/flower.svg", "manifest.json",
    }  # fmt: skip
    assert kept["memory"] == "memory-0123456789abcdef.data"


def test_each_browser_keeps_its_own_engine(site: Path) -> None:
    engines = kept_files(site)["engines"]
    assert {name: tuple(entry["url"] for entry in entries) for name, entries in engines.items()} == ENGINES


def test_an_entry_proves_its_content(site: Path) -> None:
    entries = {entry["url"]: entry for entry in kept_files(site)["always"]}
    digest = hashlib.sha256(b"boot.js").digest()
    assert entries["boot.js"]["integrity"] == f"sha256-{base64.b64encode(digest).decode()}"
    assert entries["boot.js"]["revision"] == digest.hex()[:16]
    assert entries["app-0123456789abcdef.pack"]["revision"] is None, "its name changes with its content"


def test_the_worker_is_one_file_that_changes_with_the_site(site: Path, workbox: Path) -> None:
    size = write_worker(site, workbox)
    assert size > len("index.html")
    first = (site / "sw.js").read_text("utf-8")
    assert [first.index(f"/* {name} */") for name in WORKBOX] == sorted(
        first.index(f"/* {name} */") for name in WORKBOX
    )
    assert "sourceMappingURL" not in first
    listed = re.search(r"^const FILES = (.*);$", first, re.MULTILINE)
    assert listed
    assert json.loads(listed[1]) == kept_files(site)
    write_worker(site, workbox)
    assert (site / "sw.js").read_text("utf-8") == first
    (site / "boot.js").write_text("new", "utf-8")
    write_worker(site, workbox)
    assert (site / "sw.js").read_text("utf-8") != first


def test_without_npm_there_is_no_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fetch_packages(tmp_path) is None


def test_the_lock_has_hashes_and_no_address() -> None:
    lock = json.loads((web_worker.HERE / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert {f"node_modules/workbox-{name}" for name in WORKBOX} <= packages.keys()
    for entry in packages.values():
        assert entry["integrity"].startswith("sha512-")
        assert "resolved" not in entry
