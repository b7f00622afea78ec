"""Files survive kills, damage and full disks."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.storages import JSONStorage, Storage

from services import durable
from services.errors import StorageError, StorageFull, StorageTooNew
from services.storage import AtomicJSONStorage, JournaledStorage
from tests.fakes.clock import FakeClock

OURS = [AtomicJSONStorage, JournaledStorage]


@pytest.fixture(params=[JSONStorage, *OURS], ids=lambda kind: kind.__name__)
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    return request.param(tmp_path / "db.json")


@pytest.fixture(params=OURS, ids=lambda kind: kind.__name__)
def kind(request: pytest.FixtureRequest) -> type[AtomicJSONStorage]:
    return request.param


def test_tinydb_works_over_it_as_over_its_own(storage: Storage) -> None:
    with TinyDB(storage=lambda: storage) as db:
        table = db.table("places")
        first = table.insert({"name": "Panjang", "visits": 1})
        table.insert_multiple([{"name": "Berkas", "visits": 2}, {"name": "Mukomuko", "visits": 3}])
        table.update({"visits": 9}, where("name") == "Berkas")
        table.remove(doc_ids=[first])
        assert [row["visits"] for row in table.all()] == [9, 3]
        assert table.get(where("name") == "Mukomuko") is not None


def test_what_was_written_is_read_by_the_next_process(kind: type[AtomicJSONStorage], tmp_path: Path) -> None:
    with TinyDB(storage=lambda: kind(tmp_path / "db.json")) as db:
        db.insert({"text": "Pantai Panjang – “indah”"})
    with TinyDB(storage=lambda: kind(tmp_path / "db.json")) as db:
        assert db.all() == [{"text": "Pantai Panjang – “indah”"}]


def test_change_puts_replaces_and_removes(kind: type[AtomicJSONStorage], tmp_path: Path) -> None:
    storage = kind(tmp_path / "db.json")
    storage.change("t", {"a": {"n": 1}, "b": {"n": 2}})
    storage.change("t", {"b": {"n": 3}}, ["a", "unknown"])
    assert storage.rows("t") == {"b": {"n": 3}}
    assert kind(tmp_path / "db.json").rows("t") == {"b": {"n": 3}}
    assert storage.rows("other") == {}


def test_a_failed_write_changes_nothing(
    kind: type[AtomicJSONStorage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = kind(tmp_path / "db.json")
    storage.write({"t": {"1": {"n": 1}}})

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull):
        storage.change("t", {"1": {"n": 2}})
    with pytest.raises(StorageFull), TinyDB(storage=lambda: storage) as db:
        db.table("t").update({"n": 5}, doc_ids=[1])
    monkeypatch.undo()
    assert storage.rows("t") == {"1": {"n": 1}}
    storage.change("t", {"2": {"n": 3}})
    assert kind(tmp_path / "db.json").rows("t") == {"1": {"n": 1}, "2": {"n": 3}}


def test_other_disk_errors_are_ours_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(handle: int) -> None:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(StorageError, match=r"db\.json") as caught:
        AtomicJSONStorage(tmp_path / "db.json").write({})
    assert caught.value.message_id == "error.storage"


@pytest.mark.parametrize(
    "rubbish", [b"", b"{", b"\xff\xfe", b"[]", b'{"version": 1}', b'{"version":1,"tables":{"t":3}}']
)
def test_damage_goes_to_quarantine_and_the_generation_before_comes_back(
    kind: type[AtomicJSONStorage], tmp_path: Path, rubbish: bytes
) -> None:
    path = tmp_path / "db.json"
    storage = kind(path)
    storage.write({"t": {"a": {"n": 1}}})
    storage.write({"t": {"a": {"n": 2}}})
    path.write_bytes(rubbish)
    again = kind(path, clock=FakeClock())
    assert again.damage is not None
    assert again.damage.restored
    assert again.damage.quarantine == "db.json.rusak-20261121T030000Z"
    assert (tmp_path / again.damage.quarantine).read_bytes() == rubbish
    assert again.rows("t") == {"a": {"n": 1}}


def test_damage_without_backup_starts_empty_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "db.json"
    path.write_text("no JSON")
    storage = AtomicJSONStorage(path, backup=False)
    assert storage.damage is not None
    assert not storage.damage.restored
    assert storage.read() == {}


def test_a_kill_between_the_two_renames_loses_nothing(kind: type[AtomicJSONStorage], tmp_path: Path) -> None:
    path = tmp_path / "db.json"
    storage = kind(path)
    storage.write({"t": {"a": {"n": 1}}})
    storage.write({"t": {"a": {"n": 2}}})
    path.replace(path.with_name("db.json.bak"))
    again = kind(path)
    assert again.rows("t") == {"a": {"n": 2}}
    assert again.damage is None


def test_a_reader_beside_the_writer_moves_nothing(kind: type[AtomicJSONStorage], tmp_path: Path) -> None:
    path = tmp_path / "db.json"
    path.write_text("half")
    storage = kind(path, repair=False)
    assert storage.damage is not None
    assert storage.damage.quarantine is None
    assert [p.name for p in tmp_path.iterdir()] == ["db.json"]


def test_migrations_run_once_and_forward_only(kind: type[AtomicJSONStorage], tmp_path: Path) -> None:
    path = tmp_path / "db.json"
    kind(path).change("t", {"a": {"n": 1}})

    def double(tables: dict[str, dict[str, dict[str, int]]]) -> dict[str, dict[str, dict[str, int]]]:
        return {name: {k: {"n": r["n"] * 2} for k, r in rows.items()} for name, rows in tables.items()}

    upgraded = kind(path, migrations=[double])
    assert upgraded.rows("t") == {"a": {"n": 2}}
    upgraded.change("t", {"b": {"n": 5}})
    assert kind(path, migrations=[double]).rows("t") == {"a": {"n": 2}, "b": {"n": 5}}
    upgraded.write(upgraded.read())
    assert kind(path, migrations=[double]).rows("t") == {"a": {"n": 2}, "b": {"n": 5}}
    content = path.read_bytes()
    with pytest.raises(StorageTooNew):
        kind(path)
    assert path.read_bytes() == content


def test_purge_leaves_no_older_generation(kind: type[AtomicJSONStorage], tmp_path: Path) -> None:
    path = tmp_path / "db.json"
    storage = kind(path)
    for n in range(3):
        storage.change("t", {"a": {"text": f"secret {n}"}})
    (tmp_path / "db.json.rusak-20260101T000000Z").write_text("secret")
    storage.write({})
    storage.purge()
    assert b"secret" not in b"".join(p.read_bytes() for p in tmp_path.iterdir())


def test_a_folder_that_cannot_be_synced_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object, flags: int, mode: int = 0) -> int:
        raise PermissionError(errno.EACCES, "a folder")

    monkeypatch.setattr(os, "open", refuse)
    durable.sync_folder(tmp_path)


def test_the_file_says_its_version(tmp_path: Path) -> None:
    AtomicJSONStorage(tmp_path / "db.json").write({"t": {"é": {"n": 1}}})
    assert json.loads((tmp_path / "db.json").read_bytes()) == {"version": 1, "tables": {"t": {"é": {"n": 1}}}}
