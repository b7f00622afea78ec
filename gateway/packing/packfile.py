"""Pack files on disk: ``<name>.json.gz`` and ``<name>.meta.json``, replaced as a whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

MEDIA_TYPE = "application/gzip"


@dataclass(frozen=True, slots=True)
class PackMeta:
    """What ``GET /v1/packs`` says of one pack; ``size`` in bytes, ``updated_at`` ISO 8601."""

    name: str
    sha256: str
    size: int
    media_type: str
    licence: str
    attribution: str
    updated_at: str


def compressed(document: Mapping[str, Any]) -> bytes:
    """Return the gzip bytes of a document: equal documents give equal bytes (no time, no file name)."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as stream:
        stream.write(text.encode())
    return buffer.getvalue()


def replace_file(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` so that a reader or a crash sees the old or the new file, never a part."""
    temporary = path.with_name(path.name + ".part")
    with temporary.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_pack(folder: Path, name: str, document: Mapping[str, Any], now: datetime) -> PackMeta:
    """Store a pack and its meta file in ``folder``; ``updated_at`` stays when the bytes stay."""
    folder.mkdir(parents=True, exist_ok=True)
    content = compressed(document)
    digest = hashlib.sha256(content).hexdigest()
    known = read_meta(folder, name)
    updated_at = known.updated_at if known and known.sha256 == digest else now.isoformat(timespec="seconds")
    meta = PackMeta(
        name, digest, len(content), MEDIA_TYPE, document["licence"], document["attribution"], updated_at
    )
    replace_file(folder / f"{name}.json.gz", content)
    replace_file(folder / f"{name}.meta.json", json.dumps(asdict(meta), ensure_ascii=False).encode())
    return meta


def read_meta(folder: Path, name: str) -> PackMeta | None:
    """Return the meta data of a stored pack, None when there is none; raises ``ValueError`` if damaged."""
    path = folder / f"{name}.meta.json"
    if not path.exists():
        return None
    try:
        return PackMeta(**json.loads(path.read_text("utf-8")))
    except TypeError as error:
        raise ValueError(f"{path.name} is not the meta file of a pack") from error


def read_pack(folder: Path, name: str) -> dict[str, Any] | None:
    """Return the document of a stored pack, None when there is none."""
    path = folder / f"{name}.json.gz"
    if not path.exists():
        return None
    document: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return document
