"""Collections: seed, cache, pages, refusals, damage."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.collection import Collection, DataAge
from services.errors import MassRemoval, ReadOnly
from services.models import Agency
from services.platform.base import ReadOnlyVolume
from services.platform.native import NativeVolume
from tests.fakes.clock import START, FakeClock
from tests.unit.offline.agencies import Place, ids, page, row


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_the_seed_makes_the_first_run_useful(place: Place) -> None:
    agencies = place.open()
    assert ids(agencies) == [f"s{n}" for n in range(10)]
    assert agencies.age == DataAge(None, date(2026, 11, 1))
    assert (agencies.token, agencies.damaged) == ("", False)
    assert agencies.get("s3") is agencies.rows()[3]
    assert agencies.get("absent") is None
    assert agencies.rows() is agencies.rows()


async def test_removals_rows_and_token_are_one_step(place: Place) -> None:
    agencies = place.open()
    await agencies.replace_all([row(f"s{n}") for n in range(10)], "t0", trusted=True)
    await agencies.apply_page(page(row("s1", "Baru"), row("n1"), removed=("s2", "unknown"), token="t1"))
    again = place.open()
    for one in (agencies, again):
        assert ids(one) == ["s0", "s1", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "n1"]
        assert one.get("s1") == Agency("s1", "Baru", "s", "p", "source")
        assert (one.token, one.age) == ("t1", DataAge(START, None))


async def test_a_kill_during_the_write_leaves_rows_and_token_of_before(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    agencies = place.open()
    await agencies.apply_page(page(row("a"), token="t1"))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("services.durable.sync_folder", killed)
    monkeypatch.setattr(Path, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        await agencies.apply_page(page(row("b"), token="t2"))
    monkeypatch.undo()
    assert (place.open().token, place.open().get("b")) == ("t1", None)


async def test_a_delta_that_removes_too_much_is_refused(place: Place) -> None:
    agencies = place.open()
    await agencies.apply_page(page(token="t1", removed=("s0", "s1", "s2")))
    assert len(agencies.rows()) == 7
    with pytest.raises(MassRemoval) as refused:
        await agencies.apply_page(page(token="t2", removed=("s3", "s4", "s5")))
    assert refused.value.message_id == "error.mass_removal"
    assert (len(place.open().rows()), place.open().token) == (7, "t1")


async def test_a_full_list_may_remove_much_only_when_it_says_that_it_is_one(place: Place) -> None:
    agencies = place.open()
    with pytest.raises(MassRemoval):
        await agencies.replace_all([row("x")], "t1", trusted=False)
    await agencies.replace_all([row("x")], "t1", trusted=True)
    assert ids(agencies) == ["x"]


async def test_a_malformed_row_is_logged_by_id_and_blocks_nothing(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    agencies = place.open()
    bad = [{"id": "bad", "name": 5}, {"name": "no id"}, {}, {**row("s1"), "source": None}]
    with caplog.at_level(logging.WARNING):
        await agencies.apply_page(page(row("good"), *bad, token="t1"))
    assert agencies.get("good") is not None
    assert agencies.get("s1") is not None, "the version before stays"
    assert agencies.unreadable == ("bad", "s1")
    assert "agencies row bad cannot be read" in caplog.text
    assert place.open().unreadable == ("bad", "s1")
    await agencies.apply_page(page(row("bad"), removed=("s1",), token="t2"))
    assert agencies.unreadable == ()


async def test_a_newer_app_reads_rows_that_the_older_kept_aside(place: Place) -> None:
    def strict(raw: Mapping[str, Any]) -> Agency:
        raise ValueError("unknown kind")

    old = Collection("agencies", strict, NativeVolume(place.folder), place.seed, place.clock)
    await old.replace_all([row("new-kind")], "t1", trusted=True)
    assert old.rows() == ()
    assert ids(place.open()) == ["new-kind"]


@pytest.mark.parametrize(
    "content", [b"{", b"\x00" * 30, b'{"version":1,"tables":{"meta":{"1":{}},"rows":{},"unread":{}}}']
)
async def test_damage_goes_back_to_the_seed_and_is_told(place: Place, content: bytes) -> None:
    await place.open().apply_page(page(row("a"), token="t1"))
    place.cache.write_bytes(content)
    agencies = place.open()
    assert len(agencies.rows()) == 10
    assert (agencies.damaged, agencies.token) == (True, "")
    await agencies.replace_all([row("a")], "t2", trusted=True)
    assert not agencies.damaged
    assert ids(place.open()) == ["a"]


async def test_age_moves_without_rewriting_the_file_each_time(place: Place) -> None:
    agencies = place.open()
    await agencies.apply_page(page(row("a"), token="t1"))
    written = place.cache.stat().st_ino
    place.clock.advance(60)
    await agencies.apply_page(page(token="t1"))
    assert agencies.age.synced_at == place.clock.now()
    assert place.cache.stat().st_ino == written
    place.clock.advance(3600)
    await agencies.apply_page(page(token="t1"))
    assert agencies.age.synced_at == place.clock.now()
    assert place.open().age.synced_at == place.clock.now()


async def test_forgetting_goes_back_to_the_seed(place: Place) -> None:
    agencies = place.open()
    heard: list[int] = []
    agencies.subscribe(lambda: heard.append(len(agencies.rows())))
    await agencies.replace_all([row("a")], "t1", trusted=True)
    await agencies.forget()
    assert heard == [1, 10]
    assert not place.open().damaged


async def test_a_read_only_tab_reads_the_cache(place: Place) -> None:
    await place.open().apply_page(page(row("a"), token="t1"))
    volume = ReadOnlyVolume(place.folder)
    other = Collection("agencies", Agency.from_wire, volume, place.seed, place.clock)
    assert other.get("a") is not None
    with pytest.raises(ReadOnly):
        await other.apply_page(page(row("b"), token="t2"))


def test_no_seed_is_an_empty_collection(tmp_path: Path) -> None:
    absent = tmp_path / "absent.json"
    spots = Collection("blank-spots", Agency.from_wire, NativeVolume(tmp_path), absent, FakeClock())
    assert (spots.rows(), spots.age) == ((), DataAge(None, None))


changes = st.lists(st.tuples(st.sampled_from(["put", "remove"]), st.integers(0, 15)), min_size=1, max_size=60)


@given(history=changes, size=st.integers(1, 7), restart=st.booleans())
@settings(max_examples=40, deadline=None)
async def test_any_history_in_any_pages_ends_in_the_gateways_rows(
    history: list[tuple[str, int]], size: int, restart: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = Place(tmp_path_factory.mktemp("feed"), seeded=0)
    agencies = place.open()
    always = [row(f"k{n}") for n in range(60)]
    await agencies.replace_all(always, "t0", trusted=True)
    truth = {one["id"]: one for one in always}
    for start in range(0, len(history), size):
        part = {f"r{n}": action for action, n in history[start : start + size]}
        puts = [row(key, f"v{start}") for key, action in part.items() if action == "put"]
        removed = tuple(key for key, action in part.items() if action == "remove")
        for key in removed:
            truth.pop(key, None)
        truth |= {one["id"]: one for one in puts}
        await agencies.apply_page(page(*puts, removed=removed, token=f"t{start + 1}"))
        if restart:
            agencies = place.open()
    assert {a.id: a.name for a in agencies.rows()} == {key: one["name"] for key, one in truth.items()}
