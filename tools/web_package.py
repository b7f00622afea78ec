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
        if path.suffix == ".py" and path.with_suffix(".pyc").exists():
            continue
        if path.name == "RECORD" and path.parent.suffix == ".dist-info":
            continue
        yield path.relative_to(tree)


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
