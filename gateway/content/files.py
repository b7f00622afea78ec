"""Reading content files: ``<collection>.json`` with one row per line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gateway.content.faults import Fault, ImportRefused, raise_if_any, refuse
from gateway.content.schemas import SCHEMAS

MOST_DIGITS = 19
"""Of an integer: a 64-bit number with its sign or one digit less; more could not become a float."""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """The rows of one collection as they stand in its file; row 1 is the first item."""

    file: str
    collection: str
    rows: tuple[Any, ...]


def read_folder(folder: Path) -> list[ContentFile]:
    """Return every content file of a folder, by name; raises :class:`ImportRefused` with all faults."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise refuse(str(folder), "has no content files (regions.json, wifi-stations.json, …)")
    files: list[ContentFile] = []
    faults: list[Fault] = []
    for path in paths:
        try:
            files.append(read_content_file(path))
        except ImportRefused as refused:
            faults += refused.faults
    raise_if_any(faults)
    return files


def read_content_file(path: Path) -> ContentFile:
    """Return one content file; raises :class:`ImportRefused`."""
    document = read_json(path)
    if not isinstance(document, Mapping):
        raise refuse(path.name, "is not a JSON object")
    collection = document.get("collection")
    if collection not in SCHEMAS:
        known = ", ".join(SCHEMAS)
        raise refuse(path.name, f"{collection!r} is no collection; known: {known}", field="collection")
    if path.stem != collection:
        raise refuse(path.name, f"holds {collection}: call it {collection}.json", field="collection")
    faults = [
        Fault(path.name, 0, field, "is missing")
        for field in ("licence", "attribution", "as_of")
        if not isinstance(document.get(field), str) or not document[field]
    ]
    raise_if_any(faults)
    if not isinstance(document.get("items"), list):
        raise refuse(path.name, "is not a list", field="items")
    return ContentFile(path.name, collection, tuple(document["items"]))


def read_json(path: Path) -> Any:
    """Return the parsed JSON of a file; raises :class:`ImportRefused`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise refuse(path.name, f"cannot be read: {error.strerror}") from error
    return parse_json(content, path.name)


def parse_json(content: bytes, file: str) -> Any:
    """Return the parsed UTF-8 JSON of ``file``; raises :class:`ImportRefused`.

    NaN, endless integers and members given twice are refused like broken JSON.
    """
    try:
        return json.loads(
            content.decode("utf-8-sig"),
            parse_constant=_no_constant,
            parse_int=_bounded_int,
            object_pairs_hook=_unique,
        )
    except UnicodeDecodeError as error:
        raise refuse(file, "is not UTF-8 text") from error
    except (ValueError, RecursionError) as error:
        raise refuse(file, f"is not JSON: {error}") from error


def _bounded_int(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError(f"the number {digits[:8]}… is too large")
    return int(digits)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"member {twice!r} is there twice in one object")
    return found
