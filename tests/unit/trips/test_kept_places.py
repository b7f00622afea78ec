"""Saved places and the plan: durable, ordered, bounded, erased with everything else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from services.app import AppServices, open_services
from services.errors import ReadOnly, TooManyStops
from services.kept_places import Kept, KeptKind, KeptPlaces, TripPlan
from services.models import LocalText
from services.platform.base import ReadOnlyVolume
from services.platform.native import NativeVolume
from tests.fakes.clock import CountingIds, FakeClock
from tests.views.harness import platform

T = TypeVar("T")
SECRET = "tempat-rahasia"


class SlowVolume(NativeVolume):
    """Others get their turn before it writes, as in a browser."""

    async def commit(self, write: Callable[[], T]) -> T:
        await asyncio.sleep(0)
        return await super().commit(write)


def kept(name: str, kind: KeptKind = KeptKind.DESTINATION) -> Kept:
    """Return a place as it is kept."""
    return Kept(kind, name, LocalText(f"Nama {name}", f"Name {name}"))


def ids(places: KeptPlaces) -> list[str]:
    """Return the ids in their order."""
    return [place.id for place in places.all()]


async def test_a_list_outlives_the_app_with_its_order_and_names(tmp_path: Path) -> None:
    saved = KeptPlaces(NativeVolume(tmp_path), "saved.json")
    for name in ("b", "a", "b"):
        await saved.add(kept(name))
    await saved.add(kept("a", KeptKind.STATION))
    again = KeptPlaces(NativeVolume(tmp_path), "saved.json")
    assert again.all() == (kept("b"), kept("a"), kept("a", KeptKind.STATION))
    await again.remove(kept("a"))
    assert [(place.kind, place.id) for place in again.all()] == [("destination", "b"), ("station", "a")]
    assert again.has(kept("b"))
    assert not again.has(kept("a"))


async def test_a_plan_is_replaced_as_a_whole_in_a_chosen_order(tmp_path: Path) -> None:
    plan = TripPlan(NativeVolume(tmp_path), "plan.json")
    await plan.add(kept("old"))
    await plan.replace([kept("b"), kept("a")])
    again = TripPlan(NativeVolume(tmp_path), "plan.json")
    assert ids(again) == ["b", "a"]
    assert again.by_hand
    with pytest.raises(TooManyStops):
        await again.replace([kept(f"p{number}") for number in range(TripPlan.MAX_STOPS + 1)])
    assert ids(again) == ["b", "a"]


async def test_two_changes_at_once_both_count(tmp_path: Path) -> None:
    plan = TripPlan(SlowVolume(tmp_path), "plan.json")
    await asyncio.gather(*(plan.add(kept(f"p{number}")) for number in range(10)))
    assert len(plan.all()) == 10


async def test_a_change_is_told(tmp_path: Path) -> None:
    saved = KeptPlaces(NativeVolume(tmp_path), "saved.json")
    told: list[int] = []
    stop = saved.subscribe(lambda: told.append(len(saved.all())))
    await saved.add(kept("a"))
    await saved.remove(kept("a"))
    stop()
    await saved.add(kept("b"))
    assert told == [1, 0]


async def test_rows_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    row = kept("a").to_row()
    rows = [row, {"kind": "planet", "id": "x", "name": {"id": "X"}}, {"kind": "station"}, "?", None]
    document = {"version": 1, "tables": {"prefs": {"places": rows}}}
    (tmp_path / "saved.json").write_text(json.dumps(document))
    assert ids(KeptPlaces(NativeVolume(tmp_path), "saved.json")) == ["a"]
    (tmp_path / "plan.json").write_text(json.dumps({"version": 1, "tables": {"prefs": {"places": 7}}}))
    assert ids(TripPlan(NativeVolume(tmp_path), "plan.json")) == []


async def test_a_plan_is_arranged_and_remembers_who_did_it(tmp_path: Path) -> None:
    plan = TripPlan(NativeVolume(tmp_path), "plan.json")
    for name in "abcd":
        await plan.add(kept(name))
    assert not plan.by_hand
    await plan.arrange([kept(name).key for name in ("c", "a", "unknown")], by_hand=True)
    assert ids(plan) == ["c", "a", "b", "d"]
    again = TripPlan(NativeVolume(tmp_path), "plan.json")
    assert again.by_hand
    assert ids(again) == ["c", "a", "b", "d"]
    await again.erase()
    assert not again.by_hand


async def test_places_of_two_kinds_may_share_an_id(tmp_path: Path) -> None:
    plan = TripPlan(NativeVolume(tmp_path), "plan.json")
    fort, wifi, shop = (kept("fort", kind) for kind in KeptKind)
    for place in (fort, wifi, shop):
        await plan.add(place)
    await plan.arrange([shop.key, fort.key], by_hand=True)
    assert plan.all() == (shop, fort, wifi)
    await plan.remove(fort)
    assert plan.all() == (shop, wifi)


async def test_a_plan_of_an_earlier_version_is_read(tmp_path: Path) -> None:
    names = {"id": "Benteng Marlborough", "en": "Fort Marlborough"}
    row = {"kind": "destination", "id": "fort-marlborough", "name": names}
    rows = {"places": [row], "by_hand": True}
    (tmp_path / "plan.json").write_text(json.dumps({"version": 1, "tables": {"prefs": rows}}))
    plan = TripPlan(NativeVolume(tmp_path), "plan.json")
    (fort,) = plan.all()
    assert fort.key == (KeptKind.DESTINATION, "fort-marlborough")
    assert (fort.name.id, fort.name.en) == (names["id"], names["en"])
    assert plan.by_hand
    await plan.add(kept("shop", KeptKind.BUSINESS))
    assert TripPlan(NativeVolume(tmp_path), "plan.json").all() == (fort, kept("shop", KeptKind.BUSINESS))


async def test_a_full_plan_says_so(tmp_path: Path) -> None:
    plan = TripPlan(NativeVolume(tmp_path), "plan.json")
    for number in range(TripPlan.MAX_STOPS):
        assert not plan.is_full
        await plan.add(kept(str(number)))
    assert plan.is_full
    with pytest.raises(TooManyStops):
        await plan.add(kept("one more"))
    await plan.add(kept("0"))
    assert len(plan.all()) == TripPlan.MAX_STOPS == 25


async def test_a_reader_changes_nothing(tmp_path: Path) -> None:
    saved = KeptPlaces(ReadOnlyVolume(tmp_path), "saved.json")
    with pytest.raises(ReadOnly):
        await saved.add(kept("a"))
    assert saved.all() == ()


async def opened(folder: Path) -> AppServices:
    """Return the services with one place saved and planned."""
    services = await open_services(platform(folder), clock=FakeClock(), ids=CountingIds())
    await services.saved.add(kept(SECRET))
    await services.plan.add(kept(SECRET))
    await services.saved.add(kept("other"))
    return services


async def test_erasing_leaves_no_trace(tmp_path: Path) -> None:
    services = await opened(tmp_path)
    await services.own.erase()
    assert services.saved.all() == services.plan.all() == ()
    await services.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]


async def test_the_export_holds_saved_places_and_the_plan(tmp_path: Path) -> None:
    services = await opened(tmp_path)
    document = json.loads(services.own.export())
    assert [row["id"] for row in document["saved_places"]] == [SECRET, "other"]
    assert [row["id"] for row in document["trip_plan"]] == [SECRET]
    assert "items" in document or "photos" in document
    await services.close()
