"""An append-only log of changes: one fsynced line each, so that a durable change costs its own bytes only.

A line is ``<crc32 hex> <json>\\n``. A line without its end was never promised to anybody and is dropped;
a damaged line between good ones is reported.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.durable import storage_error, sync_folder, write_synced


@dataclass(frozen=True, slots=True)
class JournalContent:
    """What a log holds: good ``entries`` in order, ``damaged`` lines between, bytes without torn tail."""

    entries: tuple[Mapping[str, Any], ...] = ()
    damaged: int = 0
    good_bytes: int = 0


class Journal:
    """The log file at ``path``. :meth:`read` comes before the first :meth:`append`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.older = path.with_name(path.name + ".bak")
        self.size = 0
        self._torn = False

    def read(self) -> JournalContent:
        """Return the good entries; raises ``StorageError`` when the file cannot be read at all."""
        content = read_journal(self.path)
        self.size = content.good_bytes
        self._torn = self.path.exists() and self.path.stat().st_size > self.size
        return content

    def append(self, entry: Mapping[str, Any]) -> None:
        """Add ``entry``, durable on return; raises ``StorageError``, and then the log is as before."""
        line = encode_entry(entry)
        try:
            if self._torn:
                self._cut()
            write_synced(self.path, line, append=True)
            if self.size == 0:
                sync_folder(self.path.parent)
        except OSError as error:
            self._torn = self.path.exists()
            if self._torn:
                with suppress(OSError):  # tried again before the next line
                    self._cut()
            raise storage_error(error, self.path) from error
        self.size += len(line)

    def _cut(self) -> None:
        """Remove whatever stands behind the last promised line."""
        os.truncate(self.path, self.size)
        self._torn = False

    def rotate(self) -> None:
        """Start an empty log, keeping the full one as :attr:`older`; raises ``StorageError``."""
        try:
            if self.path.exists():
                self.path.replace(self.older)
                sync_folder(self.path.parent)
        except OSError as error:
            raise storage_error(error, self.path) from error
        self.size = 0
        self._torn = False


def encode_entry(entry: Mapping[str, Any]) -> bytes:
    """Return the line of ``entry``."""
    body = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def read_journal(path: Path) -> JournalContent:
    """Read the log at ``path``, empty when there is none; raises ``StorageError``."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return JournalContent()
    except OSError as error:
        raise storage_error(error, path) from error
    good = raw.rfind(b"\n") + 1
    entries = [_decode(line) for line in raw[:good].splitlines()]
    while entries and entries[-1] is None:  # a torn tail whose last byte happened to be a line end
        entries.pop()
        good = raw.rfind(b"\n", 0, good - 1) + 1
    kept = tuple(entry for entry in entries if entry is not None)
    return JournalContent(kept, len(entries) - len(kept), good)


def _decode(line: bytes) -> Mapping[str, Any] | None:
    crc, _, body = line.partition(b" ")
    try:
        if int(crc, 16) != zlib.crc32(body):
            return None
        entry = json.loads(body)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None
