"""Crash-safe TinyDB storages: the only file that imports tinydb.

Whole documents are replaced in one step and keep the generation before as ``.bak``. A precious file with
small changes also has a log (``.log``), so that a change costs its own bytes. A kill at any moment leaves
the old or the new content. What cannot be read is moved to ``<name>.rusak-<utc>``, see :class:`Damage`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from services.clock import Clock, SystemClock
from services.durable import remove_durably, replace_durably, storage_error, sync_folder
from services.errors import StorageError, StorageTooNew
from services.journal import Journal, read_journal

Rows = dict[str, Any]
Tables = dict[str, Rows]
Migration = Callable[[Tables], Tables]

LOG_CAP_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that could not be read, moved to ``quarantine``. ``restored``: what was before it could be."""

    file: str
    quarantine: str | None
    restored: bool


class AtomicJSONStorage(Storage):
    """A TinyDB storage with an in-memory mirror for reads and one atomic replace per write.

    The file holds ``{"version": n, "tables": {...}}``; ``migrations[i]`` turns the tables of version
    ``i + 1`` into those of ``i + 2``. ``repair`` False (another process writes): nothing is moved.
    """

    def __init__(
        self,
        path: Path,
        *,
        migrations: Sequence[Migration] = (),
        backup: bool = True,
        repair: bool = True,
        clock: Clock | None = None,
    ) -> None:
        self.path = Path(path)
        self.damage: Damage | None = None
        self._backup = self.path.with_name(self.path.name + ".bak") if backup else None
        self._migrations = migrations
        self._repair = repair
        self._clock = clock or SystemClock()
        self._mirror = self._load()

    def read(self) -> Tables:
        """Return the tables; the outer dictionary is a copy."""
        return dict(self._mirror)

    def rows(self, table: str) -> Rows:
        """Return a copy of one table, rows by key in the order of insertion; treat the rows as frozen."""
        return dict(self._mirror.get(table, {}))

    def write(self, data: Tables) -> None:
        """Make ``data`` the durable content; raises ``StorageError``, and then nothing has changed."""
        document = {"version": len(self._migrations) + 1, "tables": data}
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        try:
            replace_durably(self.path, text.encode(), backup=self._backup)
        except StorageError:
            self._mirror = self._load()  # TinyDB may have changed rows in place
            raise
        self._mirror = dict(data)

    def change(self, table: str, put: Mapping[str, Any], remove: Iterable[str] = ()) -> None:
        """Remove and then replace or add rows of ``table`` in one durable step; raises ``StorageError``."""
        self.write(_changed(self._mirror, table, put, remove))

    def reload(self) -> None:
        """Read the file again: what was written may have been taken back. Raises ``StorageError``."""
        self._mirror = self._load()

    def purge(self) -> None:
        """Delete older generations and quarantined files, so that what was removed is really gone."""
        for path in self.path.parent.glob(self.path.name + ".*"):
            if path.suffix == ".bak" or ".rusak-" in path.name:
                remove_durably(path)

    def _load(self) -> Tables:
        version, tables = self._load_file() or (self._version, {})
        return self._migrated(tables, version, self._version)

    @property
    def _version(self) -> int:
        return len(self._migrations) + 1

    def _migrated(self, tables: Tables, version: int, target: int) -> Tables:
        for migration in self._migrations[version - 1 : target - 1]:
            tables = migration(tables)
        return tables

    def _load_file(self) -> tuple[int, Tables] | None:
        found = self._read_generation(self.path)
        if found is None and self._backup is not None:
            found = self._read_generation(self._backup)
            if self.damage and found is not None:
                self.damage = replace(self.damage, restored=True)
        return found

    def _read_generation(self, path: Path) -> tuple[int, Tables] | None:
        try:
            return self._decoded(path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise storage_error(error, path) from error
        except (ValueError, KeyError, TypeError, AttributeError):
            self.damage = Damage(path.name, self._quarantine(path), restored=False)
            return None

    def _decoded(self, raw: bytes) -> tuple[int, Tables]:
        document = json.loads(raw)
        version, tables = document["version"], document["tables"]
        if not isinstance(version, int) or not all(isinstance(rows, dict) for rows in tables.values()):
            raise TypeError("not a store")
        if version > self._version:
            raise StorageTooNew(f"{self.path.name}: version {version}")
        return version, tables

    def _quarantine(self, path: Path) -> str | None:
        if not self._repair:
            return None
        target = path.with_name(f"{path.name}.rusak-{self._clock.now():%Y%m%dT%H%M%SZ}")
        path.replace(target)
        sync_folder(path.parent)
        return target.name


class JournaledStorage(AtomicJSONStorage):
    """The same file with a log beside it: :meth:`change` costs one short append.

    :meth:`write` (and a log above ``LOG_CAP_BYTES``) makes a new generation of the file and rotates the log.
    Replaying a whole log twice ends in the same rows, so a kill between the two does no harm, and the older
    file with both logs holds everything that the newer file does.
    """

    def __init__(
        self,
        path: Path,
        *,
        migrations: Sequence[Migration] = (),
        repair: bool = True,
        clock: Clock | None = None,
    ) -> None:
        self._journal = Journal(Path(path).with_name(Path(path).name + ".log"))
        super().__init__(path, migrations=migrations, repair=repair, clock=clock)
        if repair:
            self._settle()

    def write(self, data: Tables) -> None:
        """Make ``data`` the durable content and start an empty log; raises ``StorageError``."""
        super().write(data)
        self._journal.rotate()

    def change(self, table: str, put: Mapping[str, Any], remove: Iterable[str] = ()) -> None:
        """Remove and then replace or add rows of ``table`` in one durable append; raises ``StorageError``."""
        gone = list(remove)
        changed = _changed(self._mirror, table, put, gone)
        if self._journal.size > LOG_CAP_BYTES:
            self.write(changed)
            return
        self._journal.append({"v": self._version, "table": table, "remove": gone, "put": put})
        self._mirror = changed

    def _load(self) -> Tables:
        whole = self.path.exists()
        found = self._load_file()
        entries = self._journal.read().entries
        if not whole or self.damage:
            entries = (*read_journal(self._journal.older).entries, *entries)
        version, tables = found or (entries[0]["v"] if entries else self._version, {})
        for entry in entries:
            if entry["v"] < version:
                continue  # the file was migrated after this line, and holds it
            tables = self._migrated(tables, version, entry["v"])
            version = entry["v"]
            tables = _changed(tables, entry["table"], entry["put"], entry["remove"])
        self.damage = self.damage and replace(self.damage, restored=bool(tables))
        return self._migrated(tables, version, self._version)

    def _settle(self) -> None:
        """Bring file and log to one new generation when anything about them is unusual."""
        broken_lines = self._journal.read().damaged
        if self._mirror and (self.damage or broken_lines or not self.path.exists()):
            super().write(self._mirror)
        if broken_lines:
            name = self._journal.path.name
            self.damage = Damage(name, self._quarantine(self._journal.path), restored=False)
            self._journal.rotate()


def _changed(tables: Tables, table: str, put: Mapping[str, Any], remove: Iterable[str]) -> Tables:
    rows = dict(tables.get(table, {}))
    for key in remove:
        rows.pop(key, None)
    rows.update(put)
    return {**tables, table: rows}
