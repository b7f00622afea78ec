"""The plain recipe: the same app as flet-web's own page starts it, nothing of ours in between.

Flutter starts first, then the worker, then Pyodide; the app and its unpacked packages are sources in one
``app.tar.gz``; text and WebAssembly travel as gzip. Marks for the trace are the only addition.
"""

from __future__ import annotations

import gzip
import shutil
import tarfile
from pathlib import Path

from flet_web import get_package_web_dir, patch_font_manifest_json, patch_index_html, patch_manifest_json

from tools.build_web import fetch_wheels, stage_app
from tools.web_package import client_files

GZIP_LEVEL = 6
PACKED = frozenset({".html", ".js", ".mjs", ".json", ".wasm", ".svg", ".ttf", ".otf", ".frag", ""})
MARKS = (
    ("self.initPyodide = async", 'self.flet_js.mark = mark;\nself.initPyodide = async'),
    ("self.pyodide.registerJsModule(", 'mark("python-loaded");\nself.pyodide.registerJsModule('),
    ('pkgs_path = "__pypackages__"', 'flet_js.mark("app-unpacked")\n        pkgs_path = "__pypackages__"'),
    ("await self.flet_js.start_connection(", 'mark("app-imported");\nawait self.flet_js.start_connection('),
    ('self.postMessage("initialized")', 'mark("connected");\nself.postMessage("initialized")'),
)  # fmt: skip
MARK = """
const trace = new BroadcastChannel("start-trace");
const mark = (name) => trace.postMessage({ name, at: performance.timeOrigin + performance.now() });
"""


def build(root: Path, site: Path, cache: Path) -> None:
    """Write the plain site of the app at ``root`` to ``site``, a folder that does not exist yet."""
    shutil.copytree(get_package_web_dir(), site)
    tree = site.with_name("plain-tree")
    stage_app(root, fetch_wheels(cache), tree)
    with tarfile.open(site / "app.tar.gz", "w:gz") as archive:
        archive.add(tree, arcname=".")
    for name in client_files(root):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / "assets" / name, site / name)
    _patch(site)
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.suffix in PACKED:
            Path(f"{path}.gz").write_bytes(gzip.compress(path.read_bytes(), GZIP_LEVEL, mtime=0))


def _patch(site: Path) -> None:
    page = site / "index.html"
    patch_index_html(
        index_path=str(page),
        base_href="/",
        app_name="Rafflesia",
        pyodide=True,
        pyodide_script_path="main.py",
        pyodide_version="local",
        no_cdn=True,
    )
    # Its relative address fails as a module specifier.
    text = page.read_text("utf-8")
    page.write_text(text.replace('"pyodide/pyodide.mjs"', '"/pyodide/pyodide.mjs"'), "utf-8")
    patch_manifest_json(str(site / "manifest.json"), app_name="Rafflesia")
    patch_font_manifest_json(str(site / "assets/FontManifest.json"))
    worker = site / "python-worker.js"
    worker.write_text(with_marks(worker.read_text("utf-8")), "utf-8")


def with_marks(worker: str) -> str:
    """Return flet-web's worker with marks for the trace; raises ``ValueError`` when it is another one."""
    for place, marked in MARKS:
        if worker.count(place) != 1:
            raise ValueError(f"python-worker.js: {place!r} is there {worker.count(place)} times, not once")
        worker = worker.replace(place, marked)
    return MARK + worker
