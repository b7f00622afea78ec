"""Configuration, health, errors, logs, maintenance: the gateway as a whole."""

from __future__ import annotations

import asyncio
import logging

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import text

from gateway.app import create_app
from gateway.db import Database
from gateway.feed.repository import remove_rows
from gateway.maintenance import tidy
from gateway.settings import Settings
from tests.gateway.conftest import FixedClock
from tests.gateway.samples import (
    STATION,
    VILLAGE,
    assert_problem,
    blank_spot,
    client_of,
    feed_row,
    new_id,
    put,
    submission,
    wifi_check,
)


async def test_config(client: httpx.AsyncClient) -> None:
    answer = await client.get("/v1/config")
    assert answer.json() == {
        "province": "Bengkulu",
        "app_min_version": "0.1.0",
        "privacy_notice_version": "2026-11",
        "contact": {"name": "", "email": "", "phone": "", "url": ""},
        "poll_interval_s": 900,
        "tiles": None,
        "geocoder_url": None,
    }
    again = await client.get("/v1/config", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_configured_tiles(settings: Settings, clock: FixedClock) -> None:
    chosen = {"tiles_url": "https://tiles.example/{z}/{x}/{y}.png", "tiles_attribution": "© OSM"}
    app = create_app(settings.model_copy(update=chosen), clock)
    async with client_of(app) as client:
        body = (await client.get("/v1/config")).json()
    assert body["tiles"] == {"url": "https://tiles.example/{z}/{x}/{y}.png", "attribution": "© OSM"}
    await app.state.services.database.dispose()


async def test_health_and_readiness(client: httpx.AsyncClient) -> None:
    for path in ("/healthz", "/readyz"):
        answer = await client.get(path)
        assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_not_ready_without_migrations(settings: Settings, clock: FixedClock) -> None:
    app = create_app(settings, clock)
    async with client_of(app) as client:
        assert (await client.get("/healthz")).status_code == 200
        problem = assert_problem(await client.get("/readyz"), 503, "not_ready")
    assert problem["errors"][0]["code"] == "not_migrated"
    await app.state.services.database.dispose()


async def test_not_ready_without_content(client: httpx.AsyncClient, app: FastAPI, clock: FixedClock) -> None:
    async with app.state.services.database.write() as session:
        await remove_rows(session, "wifi-stations", [STATION], clock.now())
    problem = assert_problem(await client.get("/readyz"), 503, "not_ready")
    assert problem["errors"] == [
        {"field": "wifi-stations", "code": "no_content", "message": "Import the content."}
    ]


async def test_not_ready_when_the_database_is_gone(client: httpx.AsyncClient, app: FastAPI) -> None:
    async with app.state.services.database.write() as session:
        await session.execute(text("DROP TABLE content_row"))
    problem = assert_problem(await client.get("/readyz"), 503, "not_ready")
    assert problem["errors"][0]["code"] == "no_answer"


async def test_unexpected_error_tells_nothing(
    client: httpx.AsyncClient, app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    async with app.state.services.database.write() as session:
        await session.execute(text("DROP TABLE blank_spot_operator"))
    answer = await put(client, submission("blank_spot", blank_spot(note="rahasia sekali")))
    assert_problem(answer, 500, "internal")
    assert "blank_spot" not in answer.text
    assert "Traceback" in caplog.text
    for secret in ("rahasia sekali", "-3.7928", "102.2608"):
        assert secret not in caplog.text


async def test_busy_database_is_told_as_such(
    client: httpx.AsyncClient, settings: Settings, app: FastAPI
) -> None:
    """Another process holds the write lock for longer than we wait: come back later."""
    importing = Database(settings.resolved_database_url)
    services = app.state.services
    async with services.database.read() as session:
        await session.execute(text("PRAGMA busy_timeout=1"))
    async with importing.write() as session:
        await session.execute(text("SELECT 1"))
        answer = await put(client, submission("wifi_check", wifi_check()))
    await importing.dispose()
    assert_problem(answer, 503, "unavailable")
    assert answer.headers["retry-after"] == "30"
    assert (await put(client, submission("wifi_check", wifi_check()))).status_code == 201


async def test_failed_submission_leaves_nothing(client: httpx.AsyncClient, app: FastAPI) -> None:
    """The last table fails, so the number, the key and the rows written before must be gone."""
    async with app.state.services.database.write() as session:
        await session.execute(text("DROP TABLE blank_spot_operator"))
    key = new_id()
    assert (await put(client, submission("blank_spot", blank_spot()), key)).status_code == 500
    assert_problem(await client.get(f"/v1/submissions/{key}"), 404, "unknown_submission")
    answer = await put(client, submission("wifi_check", wifi_check()), key)
    assert (answer.status_code, answer.json()["number"]) == (201, "BKL-2026-000001")


async def test_access_log_names_no_one(client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "gateway")
    key = new_id()
    await put(client, submission("blank_spot", blank_spot()), key)
    await client.get(f"/v1/submissions/{key}")
    await client.get("/wifi/secret-place", params={"q": "secret"})
    lines = [record.getMessage() for record in caplog.records if record.name == "gateway.access"]
    assert [line.rsplit(" ", 2)[0] for line in lines] == [
        "PUT /v1/submissions/{submission_id} 201",
        "GET /v1/submissions/{submission_id} 200",
        "GET (site) 404",
    ]
    for secret in (key, "secret", "-3.79", VILLAGE):
        assert secret not in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("DELETE", "/v1/submissions/x", 405),
        ("POST", "/v1/changes/regions", 405),
        ("GET", "/v1/changes/", 404),
        ("GET", "/v1/changes/nothing", 404),
        ("GET", "/v1/changes/regions?since=x", 400),
        ("GET", "/v1/changes/regions?limit=0", 422),
        ("GET", "/v1/changes/regions?limit=x", 422),
        ("GET", "/v1/changes/regions?limit=1001", 422),
        ("GET", "/v1/submissions/status", 404),
        ("PUT", "/healthz", 405),
        ("PROPFIND", "/", 405),
    ],
)
async def test_every_refusal_is_a_problem(
    client: httpx.AsyncClient, method: str, path: str, status: int
) -> None:
    answer = await client.request(method, path)
    assert_problem(answer, status, answer.json()["code"])
    assert "content-security-policy" in answer.headers


async def test_bad_limit_is_named(client: httpx.AsyncClient) -> None:
    problem = (await client.get("/v1/changes/regions", params={"limit": "x"})).json()
    assert [(error["field"], error["code"]) for error in problem["errors"]] == [("limit", "type")]


async def test_api_is_compressed(client: httpx.AsyncClient) -> None:
    for _ in range(6):
        await put(client, submission("wifi_check", wifi_check()))
    answer = await client.get("/v1/changes/regions", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers, "too small to be worth it"
    ids = [new_id() for _ in range(60)]
    large = await client.post(
        "/v1/submissions/status", json={"ids": ids}, headers={"Accept-Encoding": "gzip"}
    )
    assert large.headers["content-encoding"] == "gzip"
    assert large.json()["unknown"] == ids


async def test_maintenance_does_its_three_jobs(
    client: httpx.AsyncClient, app: FastAPI, clock: FixedClock
) -> None:
    await put(client, submission("wifi_check", wifi_check()))
    token = (await client.get("/v1/changes/regions")).json()["token"]
    async with app.state.services.database.write() as session:
        await remove_rows(session, "regions", [VILLAGE], clock.now())
    clock.advance(days=31)
    await tidy(app.state.services)
    assert_problem(await client.get("/v1/changes/regions", params={"since": token}), 410, "stale_token")
    row = await feed_row(client, "wifi-stations", STATION)
    assert row is not None
    assert row["checks_24h"]["ok"] == 0


async def test_maintenance_runs_while_serving(app: FastAPI, clock: FixedClock) -> None:
    async with client_of(app) as client:
        await put(client, submission("wifi_check", wifi_check()))
        clock.advance(days=2)
        async with app.router.lifespan_context(app):
            for _ in range(200):
                row = await feed_row(client, "wifi-stations", STATION)
                if row and row["checks_24h"]["ok"] == 0:
                    break
                await asyncio.sleep(0.02)
        assert row is not None
        assert row["checks_24h"]["ok"] == 0
