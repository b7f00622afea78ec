"""Build the browser app into build/web: python -m tools.build_web [--root R] [--output O] [--base /].

The result is self-contained: Flutter client, Pyodide, packages, fonts and pictures lie in one folder and
nothing in it asks another host. It is written beside its place and renamed: nobody is served half a site.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from flet_web import get_package_web_dir

from tools import locales, web_budget
from tools.compress import compress_site
from tools.web_package import (
    app_files,
    client_files,
    packable,
    slim_flet,
    slim_geopy,
    write_licences,
    write_package,
)
from tools.web_runtime import CLIENT_VERSION, copy_client, copy_pyodide, write_page
from tools.web_stdlib import write_library
from tools.web_worker import fetch_packages, write_worker

PROJECT = Path(__file__).parent.parent
LOCK = PROJECT / "requirements/web.lock"
STDLIB = Path(get_package_web_dir()) / "pyodide/python_stdlib.zip"
RECORD = "build.json"
SCREENSHOTS = {"home-phone.png": "home.png", "report-phone.png": "report.png", "wifi-desktop.png": "wifi.png"}
"""Pictures of docs/images that the manifest shows before the app is installed, and their names there."""

WHEEL_TARGET = (
    "--python-version", "3.14", "--implementation", "cp", "--abi", "cp314", "--abi", "none",
    "--platform", "pyemscripten_2026_0_wasm32",
)  # fmt: skip


def fetch_wheels(cache: Path) -> Path:
    """Return a folder with the wheels of requirements/web.lock, downloaded once and checked by hash."""
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]
    folder = cache / f"wheels-{digest}"
    if not folder.exists():
        partial = cache / f"wheels-{digest}.part"
        shutil.rmtree(partial, ignore_errors=True)
        command = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--only-binary=:all:"]
        command += ["--require-hashes", "-r", str(LOCK), *WHEEL_TARGET, "--dest", str(partial)]
        subprocess.run(command, check=True)
        partial.rename(folder)
    return folder


def stage_app(root: Path, wheels: Path, tree: Path) -> None:
    """Lay the app's allowed files and its packages out in ``tree``."""
    for name in app_files(root):
        target = tree / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, target)
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(tree / "__pypackages__")


def byte_compile(tree: Path, prefix: str) -> bool:
    """Compile ``tree`` for Pyodide if Node is here; without it sources are shipped, which start slower.

    ``prefix`` is the folder of the modules there.
    """
    node = shutil.which("node")
    if node is None:
        return False
    script = Path(__file__).parent / "web/compile.mjs"
    pyodide = Path(get_package_web_dir()) / "pyodide"
    subprocess.run(
        [node, str(script), str(pyodide), str(tree), prefix], check=True, stdout=subprocess.DEVNULL
    )
    return True


def take_snapshot(site: Path, package: str) -> str:
    """Write Python's memory with the app imported and return the file's name; empty without Node."""
    node = shutil.which("node")
    if node is None:
        return ""
    script, partial = Path(__file__).parent / "web/snapshot.mjs", site / "snapshot.part"
    command = [node, str(script), str(site / "pyodide"), str(site / package), str(partial)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    name = f"memory-{hashlib.sha256(partial.read_bytes()).hexdigest()[:16]}.data"
    partial.rename(site / name)
    return name


def copy_screenshots(site: Path) -> None:
    """Lay the pictures that the manifest names into ``site``; nothing but an installation asks for them."""
    (site / "screenshots").mkdir()
    for source, name in SCREENSHOTS.items():
        shutil.copyfile(PROJECT / "docs/images" / source, site / "screenshots" / name)


def keep_offline(site: Path, cache: Path) -> str:
    """Write the service worker, the last file of a site, and return a line that says what it keeps."""
    workbox = fetch_packages(cache)
    if workbox is None:
        return "no service worker (no npm here: needs a network to open)"
    return f"opens offline ({write_worker(site, workbox) / 1e6:.1f} MB kept)"


def inputs_digest(root: Path, base: str) -> str:
    """Return the SHA-256 of everything the site is made from, by name and content."""
    sources = [root / name for name in app_files(root) if name.suffix != ".mo"]
    sources += sorted(root.glob("assets/locales/*/LC_MESSAGES/*.po"))
    sources += [root / "assets" / name for name in client_files(root)]
    sources += [
        LOCK,
        *(PROJECT / "docs/images" / name for name in SCREENSHOTS),
        *sorted(Path(__file__).parent.glob("web/*")),
        *sorted(Path(__file__).parent.glob("*.py")),
    ]
    tools = [shutil.which(name) is not None for name in ("node", "npm")]
    digest = hashlib.sha256(f"{base} {CLIENT_VERSION} {tools}".encode())
    for source in sources:
        name = source.relative_to(root) if source.is_relative_to(root) else source.name
        digest.update(f"{name}\0".encode() + hashlib.sha256(source.read_bytes()).digest())
    return digest.hexdigest()


def is_current(output: Path, digest: str) -> bool:
    """Return whether ``output`` was built from inputs with that digest."""
    try:
        return bool(json.loads((output / RECORD).read_text("utf-8"))["inputs"] == digest)
    except (OSError, ValueError, KeyError):
        return False


def build(root: Path, output: Path, base: str, cache: Path) -> str:
    """Build the site of the app at ``root`` into ``output`` and return a line that says what was made."""
    digest = inputs_digest(root, base)
    cache.mkdir(parents=True, exist_ok=True)
    output.parent.mkdir(parents=True, exist_ok=True)
    locales.compile_all(root / "assets")
    with tempfile.TemporaryDirectory(dir=output.parent, prefix=".web-") as temporary:
        tree, site = Path(temporary, "tree"), Path(temporary, "site")
        site.mkdir()
        stage_app(root, fetch_wheels(cache), tree)
        slim_geopy(tree)
        slim_flet(tree)
        write_licences(tree, site)
        compiled = byte_compile(tree, "/app")
        version = write_package(site, tree, packable(tree))
        copy_client(site)
        copy_pyodide(site)
        write_library(STDLIB, site / "pyodide/python_stdlib.zip", byte_compile, cache)
        for name in client_files(root):
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / "assets" / name, site / name)
        shutil.copyfile(PROJECT / "assets/icons/favicon.png", site / "favicon.png")
        copy_screenshots(site)
        kept = finish(site, base, version, take_snapshot(site, version), cache)
        (site / RECORD).write_text(json.dumps({"inputs": digest, "app": version}), "utf-8")
        _swap(site, output)
    kind = "byte-compiled" if compiled else "sources (no Node here: slower start)"
    return f"{output}: {version}, {kind},\n  {kept}"


def finish(site: Path, base: str, package: str, snapshot: str, cache: Path) -> str:
    """Write everything that knows ``base``: the page, the worker and the compressed twins.

    Return a line of what was made; raises ``BudgetPassed``.
    """
    write_page(site, base=base, app=package, snapshot=snapshot)
    offline = keep_offline(site, cache)
    packed = compress_site(site, cache / "compressed")
    weights = web_budget.weigh(site)
    print("\n".join(web_budget.report(weights)))
    web_budget.check(weights)
    return f"{offline}, {packed / 1e6:.1f} MB compressed in all"


def _swap(site: Path, output: Path) -> None:
    """Put ``site`` where ``output`` is; the old one is gone only after the new one is there."""
    old = site.with_name("old")
    if output.exists():
        output.rename(old)
    site.rename(output)


def main() -> None:
    """Read the arguments and build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--root", type=Path, default=PROJECT, help="folder of main.py")
    parser.add_argument("--output", type=Path, default=PROJECT / "build/web")
    parser.add_argument("--base", default="/", help="path of the site, with a slash at both ends")
    parser.add_argument("--if-changed", action="store_true", help="do nothing when the inputs are the same")
    parser.add_argument("--cache", type=Path, default=PROJECT / "build/cache")
    arguments = parser.parse_args()
    if arguments.if_changed and is_current(arguments.output, inputs_digest(arguments.root, arguments.base)):
        print(f"{arguments.output}: up to date")
        return
    print(build(arguments.root, arguments.output, arguments.base, arguments.cache))


if __name__ == "__main__":
    main()
