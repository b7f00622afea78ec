"""Collections: seed, cache, pages, swaps, refusals, damage."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.collection import Collection, DataAge
from services.errors import BadAnswer, MassRemoval, ReadOnly
from services.gateway_client import GatewayClient
from services.gateway_models import ChangePage
from services.models import Agency
from services.platform.base import ReadOnlyVolume
from services.platform.native import NativeVolume
from services.pull import pull_collection
from tests.fakes.clock import START, FakeClock
from tests.fakes.gateway import FakeGateway, problem

Row = dict[str, Any]


def row(row_id: str, name: str = "Dinas") -> Row:
    return {"id": row_id, "name": name, "source": "s", "precision": "p", "verified": "source"}


def page(
    *items: Row, removed: tuple[str, ...] = (), token: str = "t1", more: bool = False, reset: bool = False
) -> ChangePage:
    return ChangePage(items, removed, token, more, reset)


class Place:
    """A folder with a seed of ten rows."""

    def __init__(self, folder: Path, seeded: int = 10) -> None:
        self.clock = FakeClock()
        self.folder = folder
        self.seed = folder / "seed.json"
        items = [row(f"s{n}") for n in range(seeded)]
        self.seed.write_text(json.dumps({"collection": "agencies", "as_of": "2026-11-01", "items": items}))
        self.cache = folder / "cache" / "agencies.json"

    def open(self) -> Collection[Agency]:
        return Collection("agencies", Agency.from_wire, NativeVolume(self.folder), self.seed, self.clock)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def ids(collection: Collection[Agency]) -> list[str]:
    return [agency.id for agency in collection.rows()]


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


# pulling


def feed(gateway: FakeGateway) -> GatewayClient:
    return GatewayClient("https://gateway.example", gateway, "1", gateway.clock)


def answer(
    *items: Row, removed: tuple[str, ...] = (), token: str, more: bool = False, reset: bool = False
) -> httpx.Response:
    body = {"items": list(items), "removed": list(removed), "token": token, "more": more, "reset": reset}
    return httpx.Response(200, json=body)


async def test_the_first_pull_replaces_the_seed_in_one_step(place: Place) -> None:
    gateway, agencies = FakeGateway(), place.open()
    heard: list[list[str]] = []
    agencies.subscribe(lambda: heard.append(ids(agencies)))
    gateway.pages["agencies", ""] = answer(row("a"), row("b"), token="t1", more=True, reset=True)
    gateway.pages["agencies", "t1"] = answer(
        row("c"), row("a", "Baru"), removed=("b",), token="t2", reset=True
    )
    await pull_collection(feed(gateway), agencies)
    assert heard == [["a", "c"]]
    assert agencies.get("a") == Agency("a", "Baru", "s", "p", "source")
    assert agencies.token == "t2"


async def test_an_interrupted_delta_goes_on_from_its_last_page(place: Place) -> None:
    gateway, agencies = FakeGateway(), place.open()
    await agencies.replace_all([row(f"s{n}") for n in range(10)], "t0", trusted=True)
    gateway.pages["agencies", "t0"] = answer(row("a"), token="t1", more=True)
    gateway.pages["agencies", "t1"] = httpx.Response(502)
    with pytest.raises(Exception, match="502"):
        await pull_collection(feed(gateway), agencies)
    assert (place.open().token, place.open().get("a") is not None) == ("t1", True)
    gateway.pages["agencies", "t1"] = answer(row("b"), token="t2")
    gateway.calls.clear()
    await pull_collection(feed(gateway), place.open())
    assert len(gateway.calls) == 1
    assert place.open().token == "t2"


async def test_410_leads_to_staging_and_a_swap(place: Place) -> None:
    gateway, agencies = FakeGateway(), place.open()
    await agencies.replace_all([row("old"), row("kept")], "old token", trusted=True)
    gateway.pages["agencies", ""] = answer(row("kept"), token="t1", more=True, reset=True)
    gateway.pages["agencies", "t1"] = answer(row("new"), token="t2", reset=True)
    await pull_collection(feed(gateway), agencies)
    assert ids(agencies) == ["kept", "new"]


async def test_a_failure_in_staging_changes_nothing(place: Place) -> None:
    gateway, agencies = FakeGateway(), place.open()
    gateway.pages["agencies", ""] = answer(row("a"), token="t1", more=True, reset=True)
    gateway.pages["agencies", "t1"] = httpx.Response(200, html="login")
    with pytest.raises(Exception, match="text/html"):
        await pull_collection(feed(gateway), agencies)
    assert len(agencies.rows()) == 10
    assert not place.cache.exists()


async def test_a_reset_within_a_delta_starts_a_full_list(place: Place) -> None:
    gateway, agencies = FakeGateway(), place.open()
    await agencies.replace_all([row(f"s{n}") for n in range(10)], "t0", trusted=True)
    gateway.pages["agencies", "t0"] = answer(row("only"), token="t1", reset=True)
    await pull_collection(feed(gateway), agencies)
    assert ids(agencies) == ["only"]


@pytest.mark.parametrize("tokens", [("t0", "t0"), ("", "t0")])
async def test_a_gateway_that_runs_in_circles_is_left(place: Place, tokens: tuple[str, str]) -> None:
    gateway, agencies = FakeGateway(), place.open()
    since, following = tokens
    if since:
        await agencies.replace_all([row("a")], since, trusted=True)
    gateway.pages["agencies", since] = answer(token=following, more=True)
    gateway.pages["agencies", "t0"] = answer(token="t0", more=True)
    with pytest.raises(BadAnswer):
        await pull_collection(feed(gateway), agencies)


async def test_410_twice_is_an_error_and_not_a_loop(place: Place) -> None:
    gateway, agencies = FakeGateway(), place.open()
    await agencies.replace_all([row("a")], "t0", trusted=True)
    gateway.pages["agencies", ""] = problem(410, "stale_token")
    with pytest.raises(Exception, match="stale_token"):
        await pull_collection(feed(gateway), agencies)
    assert len(gateway.calls) == 2
    assert ids(agencies) == ["a"]


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
