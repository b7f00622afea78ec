"""The compiled Flutter client and Pyodide of flet-web, made to ask nothing of any other host."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from flet_web import get_package_web_dir

from views.theme import FONT_FILES

HERE = Path(__file__).parent / "web"
CLIENT_VERSION = metadata.version("flet-web")
SCRIPTS = ("boot.js", "shell.js", "keys.js", "unpack.js", "worker.js")
RENDERER = "auto"
STUB_FOLDER = b"stubs/"
RUNTIME_CDN = re.compile(rb"https://cdn\.[a-z.]+/npm/@rive-app/flutter-native-wasm@[0-9.]+/")
RESTORE = re.compile(r"return Module\.HEAP8\.set\((\w)\),")
PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json")
KEPT_FONTS = frozenset({"MaterialIcons"})  # our screens hold no control in the style of iOS
CLIENT_IGNORED = shutil.ignore_patterns(
    "*.map", "*.symbols", "experimental_webparagraph", "wimp.*", "skwasm_heavy.*",
    "flutter_math_fork", "media_kit", "record_web", "cupertino_icons",
    "pyodide", "icons", "favicon.png", "index.html", "manifest.json",
    "python.js", "python-worker.js", "flutter_service_worker.js",
)  # fmt: skip


class BuildError(RuntimeError):
    """The installed flet-web is not the one these steps were written for; the message says where."""


def copy_client(site: Path) -> None:
    """Copy the Flutter client into ``site`` and patch it; raises :class:`BuildError`."""
    shutil.copytree(get_package_web_dir(), site, ignore=CLIENT_IGNORED, dirs_exist_ok=True)
    _write_bootstrap(site)
    _patch_fonts(site / "assets/FontManifest.json")
    shutil.copy(HERE / "material-icons.otf", site / "assets/fonts/MaterialIcons-Regular.otf")
    for name in ("main.dart.js", "main.dart.wasm"):
        _point_home(site / name)
    for variant in ("wasm", "wasm_compatibility"):
        target = site / STUB_FOLDER.decode() / variant / "rive_native.js"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "rive_native.js", target)


def copy_pyodide(site: Path) -> None:
    """Copy what a page loads of Pyodide, all but the standard library (:mod:`tools.web_stdlib`)."""
    source, target = Path(get_package_web_dir()) / "pyodide", site / "pyodide"
    target.mkdir()
    for name in PYODIDE_FILES:
        shutil.copy(source / name, target / name)
    _let_memory_grow(target / "pyodide.asm.mjs")
    lock = json.loads((target / "pyodide-lock.json").read_text("utf-8"))
    lock["packages"] = {}  # everything travels in the app package; nothing may be fetched by name
    (target / "pyodide-lock.json").write_text(json.dumps(lock), "utf-8")


def write_page(site: Path, *, base: str, app: str, snapshot: str = "") -> None:
    """Write the page that starts everything, below ``base``; ``app`` and ``snapshot`` are addresses."""
    flower = (HERE.parent.parent / "assets/artwork/flower.svg").read_text("utf-8").strip()
    values = {
        "base": base,
        "app": app,
        "snapshot": snapshot,
        "renderer": RENDERER,
        "flower": flower,
    }
    for name in ("index.html", "manifest.json"):
        (site / name).write_text(_filled(HERE / name, values), "utf-8")
    for name in SCRIPTS:
        shutil.copy(HERE / name, site / name)


def _filled(template: Path, values: Mapping[str, str]) -> str:
    text = template.read_text("utf-8")
    for name, value in values.items():
        text = text.replace("{{" + name + "}}", value)
    if "{{" in text:
        raise BuildError(f"{template.name}: a placeholder has no value")
    return text


def _write_bootstrap(site: Path) -> None:
    stock = (site / "flutter_bootstrap.js").read_text("utf-8")
    found = re.search(r"^_flutter\.buildConfig = .*$", stock, re.MULTILINE)
    if found is None:
        raise BuildError("flutter_bootstrap.js: no build configuration")
    own = (HERE / "start.js").read_text("utf-8")
    loader = (site / "flutter.js").read_text("utf-8").replace("//# sourceMappingURL=flutter.js.map", "")
    (site / "flutter_bootstrap.js").write_text(f"{loader}\n{found[0]}\n{own}", "utf-8")
    (site / "flutter.js").unlink()


def _let_memory_grow(loader: Path) -> None:
    """Make room before a snapshot is put back: the stock loader takes none larger than its first memory."""
    room = r"return Module.HEAP8.length<\1.length&&Module.growMemory(\1.length),Module.HEAP8.set(\1),"
    patched, count = RESTORE.subn(room, loader.read_text("utf-8"))
    if count != 1:
        raise BuildError(f"{loader.name}: snapshots are put back in {count} places, not one")
    loader.write_text(patched, "utf-8")


def _patch_fonts(manifest: Path) -> None:
    fonts = [entry for entry in json.loads(manifest.read_text("utf-8")) if entry["family"] in KEPT_FONTS]
    # Without a family named Roboto Flutter asks Google Fonts for one.
    fonts.append({"family": "Roboto", "fonts": [{"asset": "fonts/roboto.woff2"}]})
    # With the engine's own fonts they come all at once; the app would ask for one after the other.
    fonts += [{"family": family, "fonts": [{"asset": f"../{file}"}]} for family, file in FONT_FILES.items()]
    manifest.write_text(json.dumps(fonts), "utf-8")


def _point_home(client: Path) -> None:
    """Replace the CDN of the animation runtime by our stub, length kept: WebAssembly counts its strings."""

    def local(match: re.Match[bytes]) -> bytes:
        room = len(match[0]) - len(STUB_FOLDER)
        return STUB_FOLDER + b"./" * (room // 2) + b"/" * (room % 2)

    patched, count = RUNTIME_CDN.subn(local, client.read_bytes())
    if count != 1:
        raise BuildError(f"{client.name}: the animation runtime is named {count} times, not once")
    client.write_bytes(patched)
