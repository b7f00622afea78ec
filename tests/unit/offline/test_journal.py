"""The log beside a precious file: torn tails, damaged lines, rotation."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services import storage as storage_module
from services.journal import Journal, encode_entry, read_journal
from services.storage import JournaledStorage
from tests.fakes.clock import FakeClock


def test_entries_come_back_in_order(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "x.log")
    journal.read()
    for n in range(5):
        journal.append({"n": n, "text": "baris\nbaru"})
    assert [entry["n"] for entry in read_journal(tmp_path / "x.log").entries] == [0, 1, 2, 3, 4]


@given(keep=st.integers(0, 200))
@settings(max_examples=60, deadline=None)
def test_any_torn_tail_costs_only_the_line_that_was_never_promised(
    keep: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("log") / "x.log"
    whole, last = encode_entry({"n": 1}), encode_entry({"n": 2, "text": "x\ny" * 40})
    path.write_bytes(whole + last[: min(keep, len(last) - 1)])
    journal = Journal(path)
    assert [entry["n"] for entry in journal.read().entries] == [1]
    journal.append({"n": 3})
    content = read_journal(path)
    assert [entry["n"] for entry in content.entries] == [1, 3]
    assert content.damaged == 0


def test_a_damaged_line_between_good_ones_is_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "outbox.json"
    storage = JournaledStorage(path)
    for key in "abc":
        storage.change("t", {key: {"id": key}})
    log = tmp_path / "outbox.json.log"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(lines[0] + lines[1].replace(b'"id"', b'"ix"') + lines[2])
    again = JournaledStorage(path, clock=FakeClock())
    assert set(again.rows("t")) == {"a", "c"}
    assert again.damage is not None
    assert again.damage.quarantine == "outbox.json.log.rusak-20261121T030000Z"
    assert JournaledStorage(path).damage is None
    assert set(JournaledStorage(path).rows("t")) == {"a", "c"}


def test_a_damaged_file_loses_nothing_because_both_logs_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "outbox.json"
    storage = JournaledStorage(path)
    storage.change("t", {"a": {"n": 1}})
    storage.write(storage.read())
    storage.change("t", {"b": {"n": 2}})
    storage.write(storage.read())
    storage.change("t", {"c": {"n": 3}}, ["a"])
    path.write_bytes(b"\x00" * 40)
    again = JournaledStorage(path)
    assert again.rows("t") == {"b": {"n": 2}, "c": {"n": 3}}
    assert again.damage is not None
    assert again.damage.restored


def test_a_kill_between_new_file_and_new_log_is_harmless(tmp_path: Path) -> None:
    path = tmp_path / "outbox.json"
    storage = JournaledStorage(path)
    storage.change("t", {"a": {"n": 1}})
    storage.change("t", {"a": {"n": 2}, "b": {"n": 1}})
    log = (tmp_path / "outbox.json.log").read_bytes()
    storage.change("t", {}, ["b"])
    full_log = (tmp_path / "outbox.json.log").read_bytes()
    storage.write(storage.read())
    (tmp_path / "outbox.json.log").write_bytes(full_log)
    assert JournaledStorage(path).rows("t") == {"a": {"n": 2}}
    assert full_log.startswith(log)


def test_the_log_is_rotated_when_it_is_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage_module, "LOG_CAP_BYTES", 500)
    path = tmp_path / "outbox.json"
    storage = JournaledStorage(path)
    for n in range(41):
        storage.change("t", {str(n % 3): {"n": n}})
    assert (tmp_path / "outbox.json.log").stat().st_size < 700
    assert path.exists()
    assert (
        JournaledStorage(path).rows("t")
        == storage.rows("t")
        == {"0": {"n": 39}, "1": {"n": 40}, "2": {"n": 38}}
    )


def test_a_change_costs_its_own_bytes_only(tmp_path: Path) -> None:
    storage = JournaledStorage(tmp_path / "outbox.json")
    storage.write({"t": {str(n): {"text": "x" * 1000} for n in range(200)}})
    storage.change("t", {"new": {"text": "y" * 100}})
    assert (tmp_path / "outbox.json.log").stat().st_size < 220
