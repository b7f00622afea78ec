"""Status and timeline of submissions, one or many, on both databases."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import update

from gateway.sequence import FeedState
from tests.gateway.conftest import FixedClock
from tests.gateway.samples import assert_problem, blank_spot, new_id, put, submission, wifi_check, withdrawal


async def ask(client: httpx.AsyncClient, ids: list[str], since: str | None = None) -> dict[str, Any]:
    answer = await client.post("/v1/submissions/status", json={"ids": ids, "since": since})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def entry(at: str, event: str, by: str) -> dict[str, Any]:
    return {"at": at, "event": event, "note": "", "by": by, "agency": None, "files": []}


async def test_timeline_of_one(client_on_both: httpx.AsyncClient, clock: FixedClock) -> None:
    key = new_id()
    await put(client_on_both, submission("blank_spot", blank_spot()), key)
    clock.advance(hours=1)
    await put(client_on_both, submission("withdrawal", withdrawal(key)))
    assert (await client_on_both.get(f"/v1/submissions/{key}")).json() == {
        "id": key,
        "kind": "blank_spot",
        "number": "BKL-2026-000001",
        "status": "withdrawn",
        "received_at": "2026-11-21T05:00:00+00:00",
        "updated_at": "2026-11-21T06:00:00+00:00",
        "ticket": None,
        "timeline": [
            entry("2026-11-21T05:00:00+00:00", "received", "system"),
            entry("2026-11-21T06:00:00+00:00", "withdrawn", "reporter"),
        ],
    }


@pytest.mark.parametrize("key", ["00000000-0000-4000-8000-000000000000", "BKL-2026-000001", "x"])
async def test_only_the_uuid_opens(client: httpx.AsyncClient, key: str) -> None:
    await put(client, submission("blank_spot", blank_spot()))
    assert_problem(await client.get(f"/v1/submissions/{key}"), 404, "unknown_submission")


async def test_only_what_changed_since(client_on_both: httpx.AsyncClient) -> None:
    keys = [new_id() for _ in range(3)]
    for key in keys:
        await put(client_on_both, submission("wifi_check", wifi_check()), key)
    unknown = new_id()
    first = await ask(client_on_both, [*keys, unknown])
    assert [item["id"] for item in first["items"]] == keys
    assert first["unknown"] == [unknown]
    assert (await ask(client_on_both, keys, first["token"]))["items"] == []
    await put(client_on_both, submission("withdrawal", withdrawal(keys[1])))
    later = await ask(client_on_both, keys, first["token"])
    assert [(item["id"], item["status"]) for item in later["items"]] == [(keys[1], "withdrawn")]


async def test_token_of_another_database_gives_everything(client: httpx.AsyncClient, app: FastAPI) -> None:
    key = new_id()
    await put(client, submission("wifi_check", wifi_check()), key)
    token = (await ask(client, [key]))["token"]
    async with app.state.services.database.write() as session:
        await session.execute(update(FeedState).values(epoch="0123456789ab"))
    assert len((await ask(client, [key], token))["items"]) == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"ids": [], "since": "nonsense"}, 400, "bad_token"),
        ({"ids": ["x"]}, 422, "invalid"),
        ({"ids": ["00000000-0000-4000-8000-000000000000"] * 201}, 422, "invalid"),
        ({"since": None}, 422, "invalid"),
        ({"ids": "x"}, 422, "invalid"),
        ([], 400, "not_an_object"),
    ],
)
async def test_bad_questions(client: httpx.AsyncClient, body: Any, status: int, code: str) -> None:
    assert_problem(await client.post("/v1/submissions/status", json=body), status, code)
