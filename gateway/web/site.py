"""Finding the file of the built app that answers a path."""

from __future__ import annotations

import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

INDEX: Final = "index.html"

_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".gz": "application/gzip",
    ".zip": "application/zip",
    ".whl": "application/zip",
    ".data": "application/octet-stream",
}
_ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
_HASHED = re.compile(r"[.-][0-9a-f]{12,64}\.[a-z0-9.]+$")
_EXTENSION = re.compile(r"\.[a-z][a-z0-9]{0,9}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to answer with. ``encoding`` is that of the precompressed twin, empty without one."""

    path: Path
    media_type: str
    encoding: str
    cache_control: str
    etag: str
    is_page: bool


def find_file(root: Path, url_path: str, accept_encoding: str) -> SiteFile | None:
    """Return the file of ``url_path`` below ``root``, None when there is none (or it lies outside)."""
    relative = url_path.lstrip("/") or INDEX
    base = root.resolve()
    path = (base / relative).resolve() if "\0" not in relative else base
    if not path.is_relative_to(base) or not path.is_file():
        return None
    encoding, actual = _precompressed(path, accept_encoding)
    stat = actual.stat()
    return SiteFile(
        path=actual,
        media_type=_media_type(path),
        encoding=encoding,
        cache_control=_cache_control(path.name),
        etag=f'"{stat.st_mtime_ns:x}-{stat.st_size:x}{encoding and "-" + encoding}"',
        is_page=path.suffix == ".html",
    )


def find_page(root: Path, url_path: str, accept_encoding: str) -> SiteFile | None:
    """Return the page of the app that answers the screen ``url_path``: the nearest one above it.

    An app built for ``/app/`` lies in ``root/app``, beside others or none at the root.
    """
    folders = url_path.strip("/").split("/")
    above = ("/".join([*folders[:end], INDEX]) for end in range(len(folders), -1, -1))
    return next(filter(None, (find_file(root, path, accept_encoding) for path in above)), None)


def is_app_route(url_path: str, accept: str) -> bool:
    """Tell whether a path without a file is a screen of the app: a browser asks, and for no asset."""
    last = url_path.rstrip("/").rpartition("/")[2]
    return "text/html" in accept and not _EXTENSION.search(last)


def _precompressed(path: Path, accept_encoding: str) -> tuple[str, Path]:
    accepted = {
        part.split(";")[0].strip()
        for part in accept_encoding.lower().split(",")
        if not re.search(r";\s*q=0(\.0*)?\s*$", part)
    }
    for name, suffix in _ENCODINGS:
        twin = path.with_name(path.name + suffix)
        if name in accepted and twin.is_file():
            return name, twin
    return "", path


def _media_type(path: Path) -> str:
    known = _TYPES.get(path.suffix.lower())
    return known or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _cache_control(name: str) -> str:
    """A name with a hash never changes its content; everything else is asked for again."""
    return "public, max-age=31536000, immutable" if _HASHED.search(name) else "no-cache"
