"""What the web app carries: an allowlist, because everything beside main.py would be packaged otherwise."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

APP_PATTERNS = (
    "main.py",
    "views/**/*.py",
    "services/**/*.py",
    "assets/content/*.json",
    "assets/basemap/*.json",
    "assets/locales/*/LC_MESSAGES/*.mo",
)
"""Files Python reads: they travel in the app package."""

CLIENT_FOLDERS = ("artwork", "fonts", "icons", "images")
CLIENT_SUFFIXES = frozenset({".png", ".svg", ".webp", ".jpg", ".ttf", ".otf", ".woff2"})
"""Files of ``assets/`` that Flutter asks for by address: they lie at the root of the site."""

DROPPED_SUFFIXES = frozenset({".pyi", ".typed", ".h", ".c", ".pyx"})


UNUSED_MODULES = (
    "anyio", "certifi", "h11", "httpcore", "httpx/_main", "typing_extensions", "geographiclib/test", "bin",
    "flet/testing", "flet/fastapi", "flet/security", "flet/utils/griffe_deprecations", "flet/pytest_plugin",
    "flet/cli", "flet/messaging/flet_socket_server", "flet/messaging/flet_dart_bridge_server",
    "tinydb/mypy_plugin",
)  # fmt: skip
"""Below ``__pypackages__``: what is for tests and servers, and what only httpx's own transport would import
(ours is ``fetch``, services/platform/browser.py)."""

CONTROLS = "__pypackages__/flet/controls"
KEPT_OF_IOS = ("__init__.py", "cupertino_colors.py")  # our screens hold no control in its style
NAMED_ICON = re.compile(r"\bIcons\.([A-Z][A-Z0-9_]*)")
LICENCES = "licences.txt"

KEPT_GEOCODERS = ("__init__.py", "base.py", "nominatim.py")
GEOPY = "__pypackages__/geopy"


def slim_geopy(tree: Path) -> None:
    """Leave one geocoder of geopy's forty: importing its distance imports them all, a second in a browser."""
    for path in (tree / GEOPY / "geocoders").glob("*.py"):
        if path.name not in KEPT_GEOCODERS:
            path.unlink()
    (tree / GEOPY / "__init__.py").write_text("from geopy.util import __version__\n", "utf-8")
    (tree / GEOPY / "geocoders/__init__.py").write_text(
        "from geopy.geocoders.base import options\nfrom geopy.geocoders.nominatim import Nominatim\n", "utf-8"
    )


def slim_flet(tree: Path) -> None:
    """Leave out the controls of iOS, and of eight thousand names of icons those that our screens name."""
    for path in (tree / CONTROLS / "cupertino").iterdir():
        if path.name not in KEPT_OF_IOS:
            path.unlink()
    (tree / CONTROLS / "core/pagelet.py").unlink()  # a page within the page, and its bars of iOS
    table = tree / CONTROLS / "material/icons.json"
    named = named_icons(tree)
    icons = json.loads(table.read_bytes())
    table.write_text(json.dumps({name: code for name, code in icons.items() if name in named}), "utf-8")


def named_icons(root: Path) -> set[str]:
    """Return the icons that the modules of the app at ``root`` name, in capitals."""
    texts = (
        path.read_text("utf-8") for folder in ("views", "services") for path in (root / folder).rglob("*.py")
    )
    return {name for text in texts for name in NAMED_ICON.findall(text)}


def write_licences(tree: Path, site: Path) -> None:
    """Write the licences of the packages in ``tree`` to ``site``: they need not travel with every start."""
    parts = []
    for folder in sorted((tree / "__pypackages__").glob("*.dist-info")):
        texts = [path for path in sorted(folder.rglob("*")) if path.is_file() and _is_licence(path)]
        name, version = folder.name.removesuffix(".dist-info").split("-")
        parts += [f"{name} {version}", *(path.read_text("utf-8").strip() for path in texts)]
    (site / LICENCES).write_text("\n\n".join(parts) + "\n", "utf-8")


def _is_licence(path: Path) -> bool:
    return path.name.upper().startswith(("LICENSE", "LICENCE", "NOTICE", "COPYING"))


def app_files(root: Path) -> list[Path]:
    """Return the allowed files of the app below ``root``, sorted, as relative paths."""
    found = {path for pattern in APP_PATTERNS for path in root.glob(pattern) if path.is_file()}
    return sorted(path.relative_to(root) for path in found if "__pycache__" not in path.parts)


def client_files(root: Path) -> list[Path]:
    """Return the fonts and pictures below ``root/assets``, sorted, relative to ``assets``."""
    assets = root / "assets"
    return sorted(
        path.relative_to(assets)
        for folder in CLIENT_FOLDERS
        for path in (assets / folder).rglob("*")
        if path.is_file() and path.suffix in CLIENT_SUFFIXES
    )


def packable(tree: Path) -> Iterator[Path]:
    """Yield the files of an unpacked tree worth shipping, sorted, as relative paths.

    A source is left out when its compiled form lies beside it; type stubs and the packages' metadata are left
    out always (:func:`write_licences`).
    """
    for path in sorted(tree.rglob("*")):
        if not path.is_file() or path.suffix in DROPPED_SUFFIXES or "__pycache__" in path.parts:
            continue
        if _is_unused(path.relative_to(tree).with_suffix("")):
            continue
        if path.suffix == ".py" and path.with_suffix(".pyc").exists():
            continue
        if any(part.endswith(".dist-info") for part in path.parts):
            continue
        yield path.relative_to(tree)


def _is_unused(module: Path) -> bool:
    places = {f"__pypackages__/{name}" for name in UNUSED_MODULES}
    return any(part.as_posix() in places for part in (module, *module.parents))


def write_package(site: Path, tree: Path, names: Iterable[Path]) -> str:
    """Write the files ``names`` of ``tree`` as one app package (form described in web/unpack.js).

    Returns its name, which changes with its content, so that browsers may keep it for good.
    """
    contents = [(name.as_posix(), (tree / name).read_bytes()) for name in names]
    head = json.dumps([[name, len(data)] for name, data in contents], separators=(",", ":")).encode()
    package = b"".join([len(head).to_bytes(4, "little"), head, *(data for _, data in contents)])
    name = f"app-{hashlib.sha256(package).hexdigest()[:16]}.pack"
    (site / name).write_bytes(package)
    return name


def read_package(source: Path) -> dict[str, bytes]:
    """Return the files of an app package by name."""
    raw = source.read_bytes()
    offset = 4 + int.from_bytes(raw[:4], "little")
    files = {}
    for name, size in json.loads(raw[4:offset]):
        files[name] = raw[offset : offset + size]
        offset += size
    return files
