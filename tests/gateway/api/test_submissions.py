"""PUT /v1/submissions/{uuid}: every documented answer, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from gateway.submissions.inflight import InFlight
from gateway.submissions.tables import (
    BlankSpot,
    BlankSpotOperator,
    IdempotencyKey,
    Submission,
    SubmissionEvent,
    SubmissionNumber,
)
from tests.gateway.conftest import FixedClock
from tests.gateway.samples import (
    PAYLOADS,
    VILLAGE,
    assert_problem,
    blank_spot,
    confirmation,
    feed_row,
    fingerprint_of,
    new_id,
    position,
    put,
    submission,
    wifi_check,
    withdrawal,
)


async def count(app: FastAPI, table: Any) -> int:
    async with app.state.services.database.read() as session:
        return int((await session.execute(select(func.count()).select_from(table))).scalar_one())


@pytest.mark.parametrize("kind", sorted(PAYLOADS))
async def test_stored_once_and_replayed(client_on_both: httpx.AsyncClient, kind: str) -> None:
    key, body = new_id(), submission(kind, PAYLOADS[kind]())
    first = await put(client_on_both, body, key)
    assert first.status_code == 201
    assert first.json() == {
        "id": key,
        "fingerprint": body["fingerprint"],
        "number": "BKL-2026-000001",
        "received_at": "2026-11-21T05:00:00+00:00",
        "status": "received",
    }
    again = await put(client_on_both, body, key)
    assert (again.status_code, again.content) == (200, first.content)


async def test_row_holds_what_is_asked_about(client_on_both: httpx.AsyncClient, app_on_both: FastAPI) -> None:
    key = new_id()
    assert (await put(client_on_both, submission("blank_spot", blank_spot()), key)).status_code == 201
    async with app_on_both.state.services.database.read() as session:
        row = await session.get_one(BlankSpot, key)
        query = select(BlankSpotOperator).order_by(BlankSpotOperator.operator)
        operators = (await session.execute(query)).scalars().all()
        stored = await session.get_one(Submission, key)
    assert (row.lat, row.lon, row.accuracy_m, row.village_code) == (-3.7928, 102.2608, 12.5, VILLAGE)
    assert (row.position_source, row.age_s, row.fixes, row.mocked) == ("gps", 3, 4, False)
    assert [(o.operator, o.signal_class, o.signal_dbm) for o in operators] == [
        ("indosat", "weak", -110),
        ("telkomsel", "blank", None),
    ]
    assert stored.payload == blank_spot()
    assert stored.notice_version == "2026-11"


async def test_unknown_fields_are_kept_but_not_judged(client: httpx.AsyncClient, app: FastAPI) -> None:
    key = new_id()
    payload = blank_spot(weather={"rain": True})
    assert (await put(client, submission("blank_spot", payload), key)).status_code == 201
    async with app.state.services.database.read() as session:
        assert (await session.get_one(Submission, key)).payload == payload


async def test_numbers_have_no_gaps_and_begin_anew_each_year(
    client_on_both: httpx.AsyncClient, clock: FixedClock
) -> None:
    body = submission("wifi_check", wifi_check())
    numbers = [(await put(client_on_both, body)).json()["number"]]
    await put(client_on_both, submission("wifi_check", wifi_check(station_id="nowhere")))
    numbers.append((await put(client_on_both, body)).json()["number"])
    clock.advance(days=40.8)  # 31 December 24:12 in Bengkulu, still the old year in UTC
    numbers.append((await put(client_on_both, body)).json()["number"])
    assert numbers == ["BKL-2026-000001", "BKL-2026-000002", "BKL-2027-000001"]


async def test_key_reused_with_other_content(client_on_both: httpx.AsyncClient, app_on_both: FastAPI) -> None:
    key = new_id()
    await put(client_on_both, submission("blank_spot", blank_spot()), key)
    other = await put(client_on_both, submission("blank_spot", blank_spot(note="lain")), key)
    assert_problem(other, 422, "key_reused")
    assert await count(app_on_both, Submission) == 1


async def test_concurrent_puts_store_once(client_on_both: httpx.AsyncClient, app_on_both: FastAPI) -> None:
    key, body = new_id(), submission("blank_spot", blank_spot())
    answers = await asyncio.gather(*(put(client_on_both, body, key) for _ in range(12)))
    codes = sorted(answer.status_code for answer in answers)
    assert codes.count(201) == 1
    assert set(codes) <= {200, 201, 409}
    for answer in answers:
        if answer.status_code == 409:
            assert_problem(answer, 409, "in_progress")
            assert answer.headers["retry-after"] == "2"
    for table in (Submission, IdempotencyKey, BlankSpot):
        assert await count(app_on_both, table) == 1
    assert (await put(client_on_both, body, key)).status_code == 200


async def test_two_processes_store_once(client_on_both: httpx.AsyncClient, app_on_both: FastAPI) -> None:
    """Without the memory of one process the database alone keeps a key from being stored twice."""

    class Forgetful(InFlight):
        def hold(self, submission_id: str) -> Any:
            return InFlight().hold(submission_id)

    services = app_on_both.state.services
    app_on_both.state.services = replace(services, in_flight=Forgetful())
    key, body = new_id(), submission("wifi_check", wifi_check())
    answers = await asyncio.gather(*(put(client_on_both, body, key) for _ in range(8)))
    codes = sorted(answer.status_code for answer in answers)
    assert codes.count(201) == 1
    assert set(codes) <= {200, 201, 409}
    assert await count(app_on_both, Submission) == 1


async def test_many_senders_get_different_numbers(client_on_both: httpx.AsyncClient) -> None:
    body = submission("blank_spot", blank_spot())
    answers = await asyncio.gather(*(put(client_on_both, body) for _ in range(15)))
    assert sorted(answer.json()["number"][-2:] for answer in answers) == [f"{n:02d}" for n in range(1, 16)]
    row = await feed_row(client_on_both, "blank-spots", VILLAGE)
    assert row is not None
    assert row["reports"] == 15


async def test_fingerprint_must_be_that_of_the_content(client: httpx.AsyncClient) -> None:
    body = submission("blank_spot", blank_spot(), fingerprint="0" * 64)
    assert_problem(await put(client, body), 422, "fingerprint_mismatch")


@pytest.mark.parametrize(
    "changes", [{"app_version": "0.0.9"}, {"schema_version": 0}, {"app_version": "0.0.99999"}]
)
async def test_old_apps_are_asked_to_update(client: httpx.AsyncClient, changes: dict[str, Any]) -> None:
    assert_problem(
        await put(client, submission("wifi_check", wifi_check(), **changes)), 426, "update_required"
    )


@pytest.mark.parametrize("version", ["0.1.0", "1.0", "0.10.0+dev", "unreadable"])
async def test_other_versions_are_served(client: httpx.AsyncClient, version: str) -> None:
    answer = await put(client, submission("wifi_check", wifi_check(), app_version=version))
    assert answer.status_code == 201


async def test_missing_attachments_are_named(client: httpx.AsyncClient, app: FastAPI) -> None:
    body = submission("blank_spot", blank_spot(), ("a" * 64, "b" * 64))
    problem = assert_problem(await put(client, body), 424, "attachment_missing")
    assert [error["field"] for error in problem["errors"]] == ["attachments.0", "attachments.1"]
    assert await count(app, Submission) == 0


@pytest.mark.parametrize(
    ("kind", "payload", "field"),
    [
        ("blank_spot", blank_spot(village_code="17.99.99.9999"), "payload.village_code"),
        (
            "blank_spot",
            blank_spot(operators=[{"operator": "x", "class": "ok"}]),
            "payload.operators.0.operator",
        ),
        (
            "blank_spot",
            blank_spot(operators=[{"operator": "indihome", "class": "ok"}]),
            "payload.operators.0.operator",
        ),
        ("wifi_check", wifi_check(station_id="nowhere"), "payload.station_id"),
        ("confirmation", confirmation(about_id="17.71"), "payload.about_id"),
        ("confirmation", confirmation(about_type="submission", about_id="x"), "payload.about_id"),
        ("confirmation", confirmation(operators=["telkomsel", "x"]), "payload.operators.1"),
        ("withdrawal", withdrawal("00000000-0000-4000-8000-000000000000"), "payload.target"),
    ],
)
async def test_what_is_named_must_exist(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, kind: str, payload: dict[str, Any], field: str
) -> None:
    problem = assert_problem(await put(client_on_both, submission(kind, payload)), 422, "invalid")
    assert [(error["field"], error["code"]) for error in problem["errors"]] == [(field, "unknown_value")]
    for table in (Submission, SubmissionNumber, IdempotencyKey, SubmissionEvent, BlankSpot):
        assert await count(app_on_both, table) == 0


@pytest.mark.parametrize(
    ("payload", "field", "code"),
    [
        (blank_spot(position=position(lat=3.79)), "payload.position.lat", "range"),
        (blank_spot(position=position(lon=-102.2)), "payload.position.lon", "range"),
        (blank_spot(position=position(accuracy_m=0)), "payload.position.accuracy_m", "range"),
        (blank_spot(position=position(lat="-3.79")), "payload.position.lat", "type"),
        (blank_spot(position=position(lat=True)), "payload.position.lat", "type"),
        (blank_spot(position=position(fixes=2.5)), "payload.position.fixes", "type"),
        (blank_spot(position=None), "payload.position", "type"),
        (blank_spot(environment="moon"), "payload.environment", "unknown_value"),
        (blank_spot(operators=[]), "payload.operators", "too_short"),
        (blank_spot(operators=[{"operator": "telkomsel"}]), "payload.operators.0.class", "missing"),
        (
            blank_spot(operators=[{"operator": "telkomsel", "class": "ok"}] * 2),
            "payload.operators",
            "duplicate",
        ),
        (
            blank_spot(operators=[{"operator": "telkomsel", "class": "ok"}] * 7),
            "payload.operators",
            "too_long",
        ),
        (blank_spot(note="a" * 5000), "payload.note", "too_long"),
        (blank_spot(observed_at="yesterday"), "payload.observed_at", "format"),
        (blank_spot(observed_at="2026-11-21T11:50:00"), "payload.observed_at", "format"),
        (blank_spot(observed_at="2026-02-30T11:50:00Z"), "payload.observed_at", "format"),
        (blank_spot(observed_at="2026-11-22T12:00:01+07:00"), "payload.observed_at", "range"),
        (blank_spot(observed_at="0001-01-01T00:00:00+07:00"), "payload.observed_at", "range"),
        (blank_spot(village_code="../../etc"), "payload.village_code", "format"),
    ],
)
async def test_fields_to_correct_are_named(
    client: httpx.AsyncClient, payload: dict[str, Any], field: str, code: str
) -> None:
    problem = assert_problem(await put(client, submission("blank_spot", payload)), 422, "invalid")
    assert [(error["field"], error["code"]) for error in problem["errors"]] == [(field, code)]


async def test_several_fields_are_named_at_once(client: httpx.AsyncClient) -> None:
    body = submission("blank_spot", blank_spot(environment=3, note=None))
    problem = assert_problem(await put(client, body), 422, "invalid")
    assert {error["field"] for error in problem["errors"]} == {"payload.environment", "payload.note"}


async def test_longest_note_is_taken(client: httpx.AsyncClient) -> None:
    assert (await put(client, submission("blank_spot", blank_spot(note="🌺" * 2000)))).status_code == 201


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"kind": "poem"}, "kind", "unknown_value"),
        ({"payload": []}, "payload", "type"),
        ({"fingerprint": "A" * 64}, "fingerprint", "format"),
        ({"fingerprint": "a" * 64 + "\n"}, "fingerprint", "format"),
        ({"schema_version": "1"}, "schema_version", "type"),
        ({"created_at": 1763700000}, "created_at", "type"),
        ({"attachments": ["a" * 64] * 4}, "attachments", "too_long"),
        ({"attachments": ["a" * 64] * 2}, "attachments", "duplicate"),
        ({"attachments": ["../x"]}, "attachments.0", "format"),
    ],
)
async def test_envelope_is_checked(
    client: httpx.AsyncClient, changes: dict[str, Any], field: str, code: str
) -> None:
    body = {**submission("blank_spot", blank_spot()), **changes}
    problem = assert_problem(await put(client, body), 422, "invalid")
    assert [(error["field"], error["code"]) for error in problem["errors"]] == [(field, code)]


async def test_only_reports_take_photos(client: httpx.AsyncClient) -> None:
    body = submission("wifi_check", wifi_check(), ("a" * 64,))
    problem = assert_problem(await put(client, body), 422, "invalid")
    assert problem["errors"][0]["field"] == "attachments"


@pytest.mark.parametrize("key", ["x", "0", "A0000000-0000-4000-8000-000000000000", "%00"])
async def test_key_must_be_a_uuid(client: httpx.AsyncClient, key: str) -> None:
    problem = assert_problem(await put(client, submission("wifi_check", wifi_check()), key), 422, "invalid")
    assert problem["errors"][0]["field"] == "id"


async def test_replay_outlives_its_references(
    client: httpx.AsyncClient, app: FastAPI, clock: FixedClock
) -> None:
    from gateway.feed.repository import remove_rows

    key, body = new_id(), submission("wifi_check", wifi_check())
    first = await put(client, body, key)
    async with app.state.services.database.write() as session:
        await remove_rows(session, "wifi-stations", [body["payload"]["station_id"]], clock.now())
    assert (await put(client, body, key)).json() == first.json()
    assert fingerprint_of(body) == first.json()["fingerprint"]
