"""Files that are refused before a single row of them is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gateway.content.faults import Fault, ImportRefused, raise_if_any, table
from gateway.content.files import read_content_file, read_folder

SOUND: dict[str, Any] = {
    "collection": "agencies",
    "licence": "CC0-1.0",
    "attribution": "x",
    "as_of": "2026-11-21",
    "items": [],
}


def written(folder: Path, content: str | bytes, name: str = "agencies.json") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "field", "words"),
    [
        (b"\xff\xfe{}", "", "not UTF-8"),
        ("{", "", "not JSON"),
        ("[]", "", "not a JSON object"),
        ('{"collection": ' + "9" * 30 + "}", "", "99999999… is too large"),
        ('{"collection": NaN}', "", "NaN is not a number"),
        ('{"collection": "agencies", "collection": "regions"}', "", "'collection' is there twice"),
        ("[" * 100_000, "", "not JSON"),
        (
            json.dumps({**SOUND, "collection": "agency"}),
            "collection",
            "'agency' is no collection; known: regions",
        ),
        (json.dumps({**SOUND, "collection": "regions"}), "collection", "call it regions.json"),
        (json.dumps({**SOUND, "licence": ""}), "licence", "is missing"),
        (json.dumps({**SOUND, "as_of": 2026}), "as_of", "is missing"),
        (json.dumps({**SOUND, "items": {}}), "items", "is not a list"),
    ],
)
def test_bad_file_is_refused(tmp_path: Path, content: str | bytes, field: str, words: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_content_file(written(tmp_path, content))
    ((fault),) = refused.value.faults
    assert (fault.file, fault.row, fault.field) == ("agencies.json", 0, field)
    assert words in fault.reason


def test_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert read_content_file(written(tmp_path, b"\xef\xbb\xbf" + json.dumps(SOUND).encode())).rows == ()


def test_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_content_file(tmp_path / "agencies.json")
    assert "cannot be read" in refused.value.faults[0].reason


def test_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_folder(tmp_path)
    assert "no content files" in refused.value.faults[0].reason


def test_faults_of_every_file_are_gathered(tmp_path: Path) -> None:
    written(tmp_path, "{", "regions.json")
    written(tmp_path, "[]", "notices.json")
    with pytest.raises(ImportRefused) as refused:
        read_folder(tmp_path)
    assert [fault.file for fault in refused.value.faults] == ["notices.json", "regions.json"]


def test_table_is_aligned_and_dashes_what_is_about_the_file() -> None:
    lines = table([Fault("a.csv", 0, "", "broken"), Fault("long.json", 12, "name", "is missing")]).split("\n")
    assert lines == [
        "file      · row · field · reason",
        "a.csv     · -   · -     · broken",
        "long.json · 12  · name  · is missing",
    ]


def test_faults_come_sorted_and_once() -> None:
    first, second = Fault("a", 1, "", "x"), Fault("a", 2, "", "x")
    with pytest.raises(ImportRefused) as refused:
        raise_if_any([second, first, second])
    assert refused.value.faults == (first, second)
    raise_if_any([])
