"""Pulling a collection: deltas, full lists, staging and the swap."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from services.errors import BadAnswer
from services.gateway_client import GatewayClient
from services.models import Agency
from services.pull import pull_collection
from tests.fakes.gateway import FakeGateway, problem
from tests.unit.offline.agencies import Place, Row, ids, row


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


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
