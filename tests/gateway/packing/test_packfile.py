"""Pack files: the same bytes for the same document, whole or not at all."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gateway.packing.packfile import compressed, read_meta, read_pack, replace_file, write_pack

NOW, LATER = datetime(2026, 11, 21, 3, tzinfo=UTC), datetime(2026, 11, 22, 3, tzinfo=UTC)
DOCUMENT = {"format": "x/1", "licence": "CC0-1.0", "attribution": "Bengkulu é", "villages": [1, 2, 3]}


def test_meta_describes_the_file(tmp_path: Path) -> None:
    meta = write_pack(tmp_path / "packs", "villages", DOCUMENT, NOW)
    content = (tmp_path / "packs" / "villages.json.gz").read_bytes()
    assert json.loads((tmp_path / "packs" / "villages.meta.json").read_text("utf-8")) == {
        "name": "villages",
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "media_type": "application/gzip",
        "licence": "CC0-1.0",
        "attribution": "Bengkulu é",
        "updated_at": "2026-11-21T03:00:00+00:00",
    }
    assert read_meta(tmp_path / "packs", "villages") == meta
    assert read_pack(tmp_path / "packs", "villages") == DOCUMENT == json.loads(gzip.decompress(content))


def test_same_document_same_bytes_and_same_date(tmp_path: Path) -> None:
    first = write_pack(tmp_path, "villages", DOCUMENT, NOW)
    assert write_pack(tmp_path, "villages", dict(DOCUMENT), LATER) == first
    changed = write_pack(tmp_path, "villages", {**DOCUMENT, "villages": []}, LATER)
    assert changed.sha256 != first.sha256
    assert changed.updated_at == "2026-11-22T03:00:00+00:00"


def test_no_time_and_no_name_in_the_gzip_header() -> None:
    header = compressed(DOCUMENT)[:10]
    assert header[3] == 0, "no file name"
    assert header[4:8] == b"\0\0\0\0", "no time"


def test_not_a_number_is_never_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        compressed({"x": float("nan")})


def test_nothing_there_is_none(tmp_path: Path) -> None:
    assert read_meta(tmp_path, "villages") is None
    assert read_pack(tmp_path, "villages") is None


def test_damaged_meta_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "villages.meta.json").write_text('{"name": "villages"}')
    with pytest.raises(ValueError, match="not the meta file"):
        read_meta(tmp_path, "villages")


def test_old_file_stays_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    target = tmp_path / "file"
    replace_file(target, b"old")
    (tmp_path / "file.part").mkdir()
    with pytest.raises(OSError, match="directory"):
        replace_file(target, b"new")
    assert target.read_bytes() == b"old"


def test_no_part_file_is_left(tmp_path: Path) -> None:
    write_pack(tmp_path, "villages", DOCUMENT, NOW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["villages.json.gz", "villages.meta.json"]
