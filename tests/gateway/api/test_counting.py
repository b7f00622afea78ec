"""What submissions add up to in the feed, and how a withdrawal takes it back; on both databases."""

from __future__ import annotations

import httpx
from fastapi import FastAPI
from sqlalchemy import select

from gateway.attachments.tables import Attachment
from gateway.submissions.counting import recount_expired
from gateway.submissions.tables import (
    BlankSpot,
    BlankSpotOperator,
    Confirmation,
    ConfirmationOperator,
    Submission,
    WifiCheck,
)
from tests.gateway.conftest import FixedClock
from tests.gateway.samples import (
    OTHER_VILLAGE,
    STATION,
    VILLAGE,
    assert_problem,
    blank_spot,
    confirmation,
    feed_row,
    image,
    new_id,
    put,
    submission,
    wifi_check,
    withdrawal,
)
from tests.gateway.tickets.world import send, upload


async def test_village_row_counts_reports_and_confirmations(client_on_both: httpx.AsyncClient) -> None:
    assert await feed_row(client_on_both, "blank-spots", VILLAGE) is None
    await send(client_on_both, "blank_spot", blank_spot())
    await send(client_on_both, "blank_spot", blank_spot(observed_at="2026-11-20T22:30:00+07:00"))
    await send(client_on_both, "confirmation", confirmation(operators=["telkomsel", "indosat"]))
    await send(client_on_both, "confirmation", confirmation(agrees=False))
    await send(client_on_both, "blank_spot", blank_spot(village_code=OTHER_VILLAGE))
    assert await feed_row(client_on_both, "blank-spots", VILLAGE) == {
        "id": VILLAGE,
        "reports": 2,
        "confirmations": 1,
        "last_on": "2026-11-21",
        "blank_by_operator": {"indosat": 1, "telkomsel": 3},
    }


async def test_last_on_is_the_day_in_bengkulu(client: httpx.AsyncClient) -> None:
    await send(client, "blank_spot", blank_spot(observed_at="2026-11-19T18:30:00+00:00"))
    row = await feed_row(client, "blank-spots", VILLAGE)
    assert row is not None
    assert row["last_on"] == "2026-11-20"


async def test_signal_everywhere_is_no_blank_spot(client: httpx.AsyncClient) -> None:
    await send(client, "blank_spot", blank_spot(operators=[{"operator": "telkomsel", "class": "ok"}]))
    assert await feed_row(client, "blank-spots", VILLAGE) is None


async def test_report_without_village_is_stored_uncounted(client: httpx.AsyncClient) -> None:
    key = await send(client, "blank_spot", blank_spot(village_code=None, village_basis=None))
    await send(client, "confirmation", confirmation(about_type="submission", about_id=key))
    assert (await client.get("/v1/changes/blank-spots")).json()["items"] == []


async def test_confirming_a_report_counts_for_its_village(client_on_both: httpx.AsyncClient) -> None:
    key = await send(client_on_both, "blank_spot", blank_spot())
    await send(
        client_on_both, "confirmation", confirmation(about_type="submission", about_id=key, operators=[])
    )
    row = await feed_row(client_on_both, "blank-spots", VILLAGE)
    assert row is not None
    assert (row["reports"], row["confirmations"]) == (1, 1)


async def test_checks_reach_the_station(client_on_both: httpx.AsyncClient) -> None:
    await send(client_on_both, "wifi_check", wifi_check())
    await send(client_on_both, "wifi_check", wifi_check(result="absent", observed_at="2026-11-21T04:55:00Z"))
    await send(client_on_both, "wifi_check", wifi_check(observed_at="2026-11-20T04:59:59Z"))
    assert await feed_row(client_on_both, "wifi-stations", STATION) == {
        "id": STATION,
        "name": "Masjid Jamik",
        "state": "unknown",
        "checks_24h": {"ok": 1, "no_internet": 0, "absent": 1, "last_at": "2026-11-21T04:55:00+00:00"},
        "last_proof_at": "2026-11-21T04:50:00+00:00",
    }


async def test_check_from_the_future_counts_as_of_now(client: httpx.AsyncClient) -> None:
    await send(client, "wifi_check", wifi_check(observed_at="2026-11-21T23:00:00Z"))
    row = await feed_row(client, "wifi-stations", STATION)
    assert row is not None
    assert row["last_proof_at"] == "2026-11-21T05:00:00+00:00"


async def test_checks_expire_after_a_day(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, clock: FixedClock
) -> None:
    await send(client_on_both, "wifi_check", wifi_check())
    database = app_on_both.state.services.database
    for hours, changed in ((23, 0), (1, 1), (1, 0)):
        clock.advance(hours=hours)
        async with database.write() as session:
            assert await recount_expired(session, clock.now()) == changed
    row = await feed_row(client_on_both, "wifi-stations", STATION)
    assert row is not None
    assert row["checks_24h"] == {"ok": 0, "no_internet": 0, "absent": 0, "last_at": None}
    assert row["last_proof_at"] == "2026-11-21T04:50:00+00:00"


async def test_withdrawn_report_is_erased_and_uncounted(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI
) -> None:
    shared, own = await upload(client_on_both, image()), await upload(client_on_both, image())
    kept = await send(client_on_both, "blank_spot", blank_spot(), (shared,))
    gone = await send(client_on_both, "blank_spot", blank_spot(note="rumah saya"), (own, shared))
    await send(client_on_both, "withdrawal", withdrawal(gone))
    async with app_on_both.state.services.database.read() as session:
        row = await session.get_one(BlankSpot, gone)
        stored = await session.get_one(Submission, gone)
        operators = (await session.execute(select(BlankSpotOperator.submission_id))).scalars().all()
        photos = set((await session.execute(select(Attachment.sha256))).scalars())
    personal = (row.lat, row.lon, row.accuracy_m, row.note, row.village_code, row.similar_to, stored.payload)
    assert personal == (None,) * 7
    assert set(operators) == {kept}
    assert photos == {shared}
    assert (await client_on_both.head(f"/v1/attachments/{own}")).status_code == 404
    assert (await client_on_both.head(f"/v1/attachments/{shared}")).status_code == 200
    counts = await feed_row(client_on_both, "blank-spots", VILLAGE)
    assert counts is not None
    assert counts["reports"] == 1


async def test_files_of_a_withdrawn_photo_are_gone(client: httpx.AsyncClient, app: FastAPI) -> None:
    photo = await upload(client, image())
    key = await send(client, "blank_spot", blank_spot(), (photo,))
    await send(client, "withdrawal", withdrawal(key))
    assert [path for path in app.state.services.settings.blob_dir.rglob("*") if path.is_file()] == []


async def test_last_withdrawal_removes_the_village(client_on_both: httpx.AsyncClient) -> None:
    report = await send(client_on_both, "blank_spot", blank_spot())
    echo = await send(client_on_both, "confirmation", confirmation())
    token = (await client_on_both.get("/v1/changes/blank-spots")).json()["token"]
    await send(client_on_both, "withdrawal", withdrawal(report))
    await send(client_on_both, "withdrawal", withdrawal(echo))
    changes = (await client_on_both.get("/v1/changes/blank-spots", params={"since": token})).json()
    assert (changes["items"], changes["removed"]) == ([], [VILLAGE])


async def test_withdrawn_check_and_confirmation_are_erased(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI
) -> None:
    check = await send(client_on_both, "wifi_check", wifi_check())
    echo = await send(client_on_both, "confirmation", confirmation(position=wifi_check()["position"]))
    for key in (check, echo):
        await send(client_on_both, "withdrawal", withdrawal(key))
    async with app_on_both.state.services.database.read() as session:
        rows = [await session.get_one(WifiCheck, check), await session.get_one(Confirmation, echo)]
        named = (await session.execute(select(ConfirmationOperator))).all()
    assert [(row.lat, row.lon, row.accuracy_m, row.age_s) for row in rows] == [(None,) * 4] * 2
    assert named == []
    station = await feed_row(client_on_both, "wifi-stations", STATION)
    assert station is not None
    assert (station["checks_24h"]["ok"], station["last_proof_at"]) == (0, None)


async def test_withdrawing_twice_changes_nothing_more(client: httpx.AsyncClient) -> None:
    key = await send(client, "blank_spot", blank_spot())
    await send(client, "withdrawal", withdrawal(key))
    first = (await client.get(f"/v1/submissions/{key}")).json()
    second = await send(client, "withdrawal", withdrawal(key))
    assert (await client.get(f"/v1/submissions/{key}")).json() == first
    problem = assert_problem(await put(client, submission("withdrawal", withdrawal(second))), 422, "invalid")
    assert problem["errors"][0]["field"] == "payload.target"


async def test_withdrawn_report_is_still_replayed(client: httpx.AsyncClient) -> None:
    key, body = new_id(), submission("blank_spot", blank_spot())
    first = await put(client, body, key)
    await send(client, "withdrawal", withdrawal(key))
    again = await put(client, body, key)
    assert (again.status_code, again.json()) == (200, first.json())
    assert await feed_row(client, "blank-spots", VILLAGE) is None
