"""POST /v1/kiosks/{name}/heartbeat."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway.app import create_app
from gateway.kiosks.service import add_kiosk, remove_kiosk
from gateway.kiosks.tables import Kiosk
from gateway.migrate import migrate
from gateway.settings import Settings
from tests.gateway.conftest import FixedClock
from tests.gateway.kiosks.world import BENTENG, NAME, PLACE, add_benteng, beat, heartbeat, kiosk_of
from tests.gateway.samples import NOW, assert_problem, client_of


async def test_a_kiosk_hears_what_it_should_be_like(app_on_both: FastAPI) -> None:
    database = app_on_both.state.services.database
    key = await add_benteng(database)
    async with client_of(app_on_both) as client:
        answer = await beat(client, key)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    told = answer.json()
    stored = await kiosk_of(database)
    assert stored is not None
    assert told == {
        "name": NAME,
        "title": {"id": "Benteng Marlborough", "en": "Fort Marlborough"},
        "place_id": PLACE,
        "language": "id",
        "controls_low": False,
        "pin_hash": stored.pin_hash,
    }
    assert key not in answer.text
    assert stored.key_hash not in answer.text


async def test_only_the_last_heartbeat_is_kept(
    app: FastAPI, client: httpx.AsyncClient, clock: FixedClock
) -> None:
    database = app.state.services.database
    key = await add_benteng(database)
    await beat(client, key, heartbeat(waiting=3))
    clock.advance(minutes=5)
    await beat(client, key, heartbeat(app_version="0.2.0", content_at=None))
    kiosk = await kiosk_of(database)
    assert kiosk is not None
    assert (kiosk.last_seen_at, kiosk.app_version, kiosk.content_at) == (clock.now(), "0.2.0", None)
    assert (kiosk.waiting, kiosk.clock_ahead_s) == (0, -300)


@pytest.mark.parametrize(
    "shown",
    ["1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2000-01-01T07:00:00+07:00", "2126-01-01T00:00:00Z"],
)
async def test_a_wrong_clock_is_told_not_refused(app_on_both: FastAPI, shown: str) -> None:
    database = app_on_both.state.services.database
    key = await add_benteng(database)
    async with client_of(app_on_both) as client:
        answer = await beat(client, key, heartbeat(clock=shown, content_at=shown))
    assert answer.status_code == 200, answer.text
    kiosk = await kiosk_of(database)
    assert kiosk is not None
    assert kiosk.clock_ahead_s is not None
    assert abs(kiosk.clock_ahead_s) > 365 * 86_400


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"clock": "yesterday"}, "clock", "format"),
        ({"clock": "2026-11-21T12:00:00"}, "clock", "format"),
        ({"clock": "0001-01-01T00:00:00+07:00"}, "clock", "range"),
        ({"clock": None}, "clock", "type"),
        ({"content_at": 7}, "content_at", "type"),
        ({"waiting": -1}, "waiting", "range"),
        ({"waiting": "3"}, "waiting", "type"),
        ({"app_version": "9" * 41}, "app_version", "too_long"),
    ],
)
async def test_nonsense_is_named(
    app: FastAPI, client: httpx.AsyncClient, changes: dict[str, Any], field: str, code: str
) -> None:
    key = await add_benteng(app.state.services.database)
    answer = await beat(client, key, heartbeat(**changes))
    assert_problem(answer, 422, "invalid")
    assert [(one["field"], one["code"]) for one in answer.json()["errors"]] == [(field, code)]
    kiosk = await kiosk_of(app.state.services.database)
    assert kiosk is not None
    assert kiosk.last_seen_at is None


@pytest.mark.parametrize("name", [NAME, "kiosk-lain", "%00", "Benteng", "a" * 200])
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic {key}", "{key}"])
async def test_strangers_learn_nothing(app_on_both: FastAPI, name: str, header: str) -> None:
    key = await add_benteng(app_on_both.state.services.database)
    async with client_of(app_on_both) as client:
        headers = {"Authorization": header.format(key=key)} if header else {}
        answer = await client.post(f"/v1/kiosks/{name}/heartbeat", json=heartbeat(), headers=headers)
    assert_problem(answer, 401, "unknown_kiosk")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_key_opens_its_own_kiosk_only(app: FastAPI, client: httpx.AsyncClient) -> None:
    database = app.state.services.database
    key = await add_benteng(database)
    async with database.write() as session:
        _, other = await add_kiosk(session, "lain", BENTENG, "x", NOW)
    assert_problem(await beat(client, key, name="lain"), 401, "unknown_kiosk")
    assert (await beat(client, other, name="lain")).status_code == 200
    async with database.write() as session:
        await remove_kiosk(session, await session.get_one(Kiosk, NAME), NOW)
    assert_problem(await beat(client, key), 401, "unknown_kiosk")


@pytest.fixture
async def limited(settings: Settings, clock: FixedClock) -> FastAPI:
    """The application that allows few heartbeats and fewer wrong keys."""
    few = {"limit_heartbeats_per_min": 5, "limit_misses_per_min": 3}
    app = create_app(settings.model_copy(update=few), clock)
    await migrate(app.state.services.database)
    return app


async def test_wrong_keys_are_limited(limited: FastAPI) -> None:
    key = await add_benteng(limited.state.services.database)
    async with client_of(limited) as client:
        codes = [(await beat(client, "wrong")).status_code for _ in range(3)]
        assert codes == [401] * 3
        assert_problem(await beat(client, key), 429, "too_many")
    await limited.state.services.database.dispose()


async def test_heartbeats_are_limited(limited: FastAPI) -> None:
    key = await add_benteng(limited.state.services.database)
    async with client_of(limited) as client:
        codes = [(await beat(client, key)).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]
    await limited.state.services.database.dispose()
