"""Tickets as open data on the map."""

from __future__ import annotations

from datetime import timedelta

import httpx
from fastapi import FastAPI

from gateway.tickets.transitions import Action
from tests.gateway.conftest import FixedClock
from tests.gateway.features.world import ITEMS, get, ids
from tests.gateway.open311.world import build, do, file, later
from tests.gateway.samples import NOW, assert_problem


async def test_requests(client_on_both: httpx.AsyncClient, app_on_both: FastAPI, clock: FixedClock) -> None:
    """Only what everybody may know; times choose, withdrawn ones are gone."""
    key = await build(app_on_both.state.services.database)
    url = ITEMS.format("requests")
    clock.moment = NOW - timedelta(days=1)
    first = await file(client_on_both, key)
    clock.moment = NOW
    second = await file(client_on_both, key, service_code="informasi.publik_1")
    third = await file(client_on_both, key, lat="-3.5", long="102.5")
    await do(app_on_both, second, Action.ANSWER, later(hours=1), text="Silakan datang.")
    found = await get(client_on_both, url)
    assert ids(found) == [first, second, third]
    road, information, _ = found["features"]
    assert road["geometry"]["coordinates"] == [102.2512, -3.7901]
    assert information["geometry"] is None
    assert information["properties"] | {"village_code": None} == {
        "service_id": "informasi.publik_1",
        "agency_id": "dinas-pupr",
        "status": "answered",
        "received_at": "2026-11-21T12:00:00+07:00",
        "updated_at": "2026-11-21T13:00:00+07:00",
        "due_on": None,
        "answered_at": "2026-11-21T13:00:00+07:00",
        "resolved_at": None,
        "closed_at": None,
        "reopened": 0,
        "rating": None,
        "regency_code": "17.71",
        "village_code": None,
        "description": "",
    }
    assert (await get(client_on_both, f"{url}/{first}"))["properties"] == road["properties"]
    for query, expected in (
        ({"datetime": "2026-11-20"}, [first]),
        ({"datetime": "2026-11-21T05:00:00Z"}, [second, third]),
        ({"datetime": "../2026-11-20T23:59:59Z"}, [first]),
        ({"datetime": "2026-11-21/"}, [second, third]),
        ({"bbox": "102.2,-3.8,102.3,-3.7"}, [first]),
        ({"bbox": "102.2,-3.8,102.1,-3"}, [first, third]),
        ({"bbox": "102.4,-3.8,102.3,-3", "limit": "1", "offset": "1"}, [first]),
        ({"limit": "1", "offset": "2"}, [third]),
    ):
        assert ids(await get(client_on_both, url, **query)) == expected, query
    await do(app_on_both, third, Action.WITHDRAW, later(hours=2))
    assert ids(await get(client_on_both, url)) == [first, second]
    assert_problem(await client_on_both.get(f"{url}/{third}"), 404, "unknown_feature")
