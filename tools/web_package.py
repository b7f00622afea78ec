"""What the web app carries: an allowlist, because everything beside main.py would be packaged otherwise."""

from __future__ import annotations

import hashlib
import json
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
    "flet/testing", "flet/fastapi", "flet/security", "flet/utils/griffe_deprecations", "tinydb/mypy_plugin",
)  # fmt: skip
"""Below ``__pypackages__``: what is for tests and servers, and what only httpx's own transport would import
(ours is ``fetch``, services/platform/browser.py)."""


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

    A source is left out when its compiled form lies beside it; type stubs, and of the packages'
    metadata all but the licences and the name and version, are left out always.
    """
    for path in sorted(tree.rglob("*")):
        if not path.is_file() or path.suffix in DROPPED_SUFFIXES or "__pycache__" in path.parts:
            continue
        if _is_unused(path.relative_to(tree).with_suffix("")):
            continue
        if path.suffix == ".py" and path.with_suffix(".pyc").exists():
            continue
        if path.name == "RECORD" and path.parent.suffix == ".dist-info":
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
