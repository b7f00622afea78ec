"""Nothing that a stranger sends makes the gateway fail or store a half."""

from __future__ import annotations

import copy
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from gateway.submissions.tables import BlankSpot, Confirmation, IdempotencyKey, Submission, WifiCheck
from gateway.tickets.tables import Ticket
from tests.gateway.samples import (
    PAYLOADS,
    assert_problem,
    blank_spot,
    fingerprint_of,
    new_id,
    put,
    submission,
    wifi_check,
)

TABLES = (Submission, IdempotencyKey, BlankSpot, WifiCheck, Confirmation, Ticket)
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([2**53, -(2**63), 10**400, 0, -1])
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.text(st.characters(exclude_categories=()), max_size=20)
    | st.sampled_from(["", "\0", "\ud800", "x" * 5000, "2026-13-01T00:00:00Z", "9999-12-31T23:59:59-23:59"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=6,
)


def paths_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every field, at any depth."""
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, child in children:
        yield (*path, name)
        yield from paths_of(child, (*path, name))


def spoil(body: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return a copy of ``body`` with another value at ``path``."""
    spoiled = copy.deepcopy(body)
    target: Any = spoiled
    for name in path[:-1]:
        target = target[name]
    target[path[-1]] = value
    return spoiled


def resign(body: dict[str, Any]) -> dict[str, Any]:
    """Give the body its true fingerprint when it has one, so that the fuzz gets past that check."""
    try:
        return {**body, "fingerprint": fingerprint_of(body)}
    except (ValueError, TypeError, RecursionError):
        return body


async def count_rows(app: FastAPI) -> tuple[int, ...]:
    """Return the number of rows of each of ``TABLES``."""
    counts = [select(func.count()).select_from(table).scalar_subquery() for table in TABLES]
    async with app.state.services.database.read() as session:
        return tuple((await session.execute(select(*counts))).one())


async def send(client: httpx.AsyncClient, raw: bytes) -> int:
    """Send it; it is stored or refused with a problem document that names the fields. Return the status."""
    answer = await put(client, raw, new_id())
    if answer.status_code == 201:
        return 201
    assert 400 <= answer.status_code < 500, answer.text
    problem = assert_problem(answer, answer.status_code, answer.json()["code"])
    if problem["code"] == "invalid":
        assert problem["errors"]
        assert all(error["field"] and error["code"] and error["message"] for error in problem["errors"])
    return answer.status_code


async def check_answer(client: httpx.AsyncClient, app: FastAPI, raw: bytes) -> int:
    """Send it; it is stored whole or leaves no trace."""
    before = await count_rows(app)
    status = await send(client, raw)
    stored, after = int(status == 201), await count_rows(app)
    assert after[:2] == (before[0] + stored, before[1] + stored)
    assert sum(after[2:]) == sum(before[2:]) + stored
    return status


@pytest.mark.parametrize("kind", sorted(PAYLOADS))
@FUZZ
@given(data=st.data())
async def test_any_field_may_hold_anything(
    client: httpx.AsyncClient, app: FastAPI, kind: str, data: st.DataObject
) -> None:
    body = submission(kind, PAYLOADS[kind]())
    path = data.draw(st.sampled_from(sorted(paths_of(body), key=str)))
    spoiled = resign(spoil(body, path, data.draw(JSON_VALUES)))
    await check_answer(client, app, json.dumps(spoiled).encode())


@pytest.mark.parametrize("kind", sorted(PAYLOADS))
async def test_every_field_with_every_wrong_type(client: httpx.AsyncClient, app: FastAPI, kind: str) -> None:
    """Exhaustive where hypothesis samples: each field once with each kind of wrong value."""
    body = submission(kind, PAYLOADS[kind]())
    wrong = [None, True, -1, 1e308, "x\0", "\udfff", "9" * 3000, [[]], {"a": 1}]
    statuses = [
        await send(client, json.dumps(resign(spoil(body, path, value))).encode())
        for path in paths_of(body)
        for value in wrong
    ]
    rows = await count_rows(app)
    assert rows[0] == rows[1] == sum(rows[2:]) == statuses.count(201)
    assert statuses.count(201) < len(statuses) * 0.4


@FUZZ
@given(raw=st.binary(max_size=400))
async def test_any_bytes(client: httpx.AsyncClient, app: FastAPI, raw: bytes) -> None:
    assert await check_answer(client, app, raw) in {400, 422}


@pytest.mark.parametrize(
    ("raw", "status", "code"),
    [
        (b"", 400, "not_json"),
        (b"\xff\xfe{}", 400, "not_json"),
        (b'{"a": NaN}', 400, "not_json"),
        (b'{"a": -Infinity}', 400, "not_json"),
        (b'{"a": 1, "a": 2}', 400, "not_json"),
        (b"[" * 30_000, 400, "not_json"),
        (b'{"a":' * 12_000, 400, "not_json"),
        (b'{"a": ' + b"9" * 6000 + b"}", 400, "not_json"),
        (b"[]", 400, "not_an_object"),
        (b"null", 400, "not_an_object"),
        (b'"text"', 400, "not_an_object"),
        (b'{"a": "' + b"x" * 65_536 + b'"}', 413, "too_large"),
    ],
    ids=lambda value: str(value)[:24],
)
async def test_what_is_not_a_json_object(
    client: httpx.AsyncClient, raw: bytes, status: int, code: str
) -> None:
    assert_problem(await put(client, raw), status, code)


@pytest.mark.parametrize(
    ("raw", "field", "code"),
    [
        (b'{"payload": {"position": {"lat": 1e999}}}', "payload.position.lat", "not_finite"),
        (b'{"payload": {"position": {"age_s": 9007199254740992}}}', "payload.position.age_s", "range"),
        (b'{"payload": {"note": "\\ud83c"}}', "payload.note", "bad_text"),
        (b'{"payload": {"note": "a\\u0000b"}}', "payload.note", "bad_text"),
        (b'{"payload": {"\\udc00": 1}}', "payload", "bad_text"),
        (b'{"payload":' * 18 + b"1" + b"}" * 18, ".".join(["payload"] * 17), "too_deep"),
    ],
    ids=lambda value: str(value)[:24],
)
async def test_json_that_has_no_fingerprint(
    client: httpx.AsyncClient, raw: bytes, field: str, code: str
) -> None:
    problem = assert_problem(await put(client, raw), 422, "invalid")
    assert (field, code) in [(error["field"], error["code"]) for error in problem["errors"]]


async def test_ten_megabytes_are_not_read(client: httpx.AsyncClient, app: FastAPI) -> None:
    """Declared, it is refused unread; undeclared, reading stops at the limit."""
    read = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(160):
            read += 65_536
            yield b" " * 65_536

    headers = {"Content-Type": "application/json"}
    answer = await client.put(f"/v1/submissions/{new_id()}", content=body(), headers=headers)
    assert_problem(answer, 413, "too_large")
    assert read <= 3 * 65_536
    declared = {**headers, "Content-Length": "10485760"}
    answer = await client.put(f"/v1/submissions/{new_id()}", content=body(), headers=declared)
    assert_problem(answer, 413, "too_large")
    assert sum(await count_rows(app)) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
async def test_other_media_types(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    raw = json.dumps(submission("wifi_check", wifi_check())).encode()
    answer = await client.put(f"/v1/submissions/{new_id()}", content=raw, headers=headers)
    assert answer.status_code == 415
    assert answer.headers["content-type"] == "application/problem+json"


async def test_note_of_5000_characters(client: httpx.AsyncClient) -> None:
    body = submission("blank_spot", blank_spot(note="é" * 5000))
    problem = assert_problem(await put(client, body), 422, "invalid")
    assert problem["errors"][0] == {
        "field": "payload.note",
        "code": "too_long",
        "message": "String should have at most 2000 characters",
    }


@FUZZ
@given(since=st.text(max_size=30), limit=st.text(max_size=6), collection=st.text(min_size=1, max_size=12))
async def test_any_query_of_the_feed(
    client: httpx.AsyncClient, since: str, limit: str, collection: str
) -> None:
    for name in (quote(collection, safe=""), "regions"):
        answer = await client.get(f"/v1/changes/{name}", params={"since": since, "limit": limit})
        assert answer.status_code in {200, 400, 404, 410, 422}
        if answer.status_code != 200:
            assert answer.headers["content-type"] == "application/problem+json"
