"""Write compressed siblings (.br, .gz) of the files of a site, remembering the slow ones between builds."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import get_ident

import brotli

COMPRESSED_SUFFIXES = frozenset(
    {
        ".html",
        ".js",
        ".mjs",
        ".json",
        ".wasm",
        ".zip",
        ".pack",
        ".data",
        ".svg",
        ".ttf",
        ".otf",
        ".bin",
        ".frag",
        "",
    }
)
SMALLEST = 1024
BROTLI_QUALITY = 11  # 12 % smaller than 9, twenty times as slow: remembered between builds
FAST_QUALITY = 9
FAST_SUFFIXES = frozenset({".data"})  # forty megabytes, new with every build, and never part of a first visit
GZIP_LEVEL = 6


def compress_site(site: Path, cache: Path) -> int:
    """Write the siblings of every file worth it and return how many bytes the .br files take."""
    cache.mkdir(parents=True, exist_ok=True)
    worth = [
        path
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.suffix in COMPRESSED_SUFFIXES and path.stat().st_size >= SMALLEST
    ]
    with ThreadPoolExecutor(os.cpu_count()) as threads:  # the compressors let go of the interpreter
        return sum(threads.map(lambda path: _write_siblings(path, cache), worth))


def _write_siblings(path: Path, cache: Path) -> int:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    quality = FAST_QUALITY if path.suffix in FAST_SUFFIXES else BROTLI_QUALITY
    for suffix, level in ((".br", quality), (".gz", GZIP_LEVEL)):
        kept = cache / f"{digest}-q{level}{suffix}"
        if not kept.exists():
            packed = (
                brotli.compress(content, quality=level, lgwin=24)
                if suffix == ".br"
                else gzip.compress(content, level, mtime=0)
            )
            partial = cache / f"{path.name}-{get_ident()}.part"
            partial.write_bytes(packed)
            partial.replace(kept)
        shutil.copyfile(kept, f"{path}{suffix}")
    return Path(f"{path}.br").stat().st_size
