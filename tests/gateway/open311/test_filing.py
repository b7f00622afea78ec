"""Reports that are taken: what becomes of each parameter."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from gateway.app import create_app
from gateway.migrate import migrate
from gateway.settings import Settings
from gateway.staff.keys import list_keys, revoke_key
from gateway.submissions.tables import Submission, SubmissionAttachment, SubmissionEvent
from tests.gateway.conftest import FixedClock
from tests.gateway.open311.world import V2, build, errors, file, post, read, report, stored
from tests.gateway.samples import NOW, VILLAGE, add_content, client_of, image


async def payload_of(app: FastAPI, number: str) -> dict[str, Any]:
    _, submission = await stored(app, number)
    assert submission.payload is not None
    return submission.payload


async def events_of(app: FastAPI, number: str) -> list[SubmissionEvent]:
    _, submission = await stored(app, number)
    query = select(SubmissionEvent).where(SubmissionEvent.submission_id == submission.id)
    async with app.state.services.database.read() as session:
        return list((await session.execute(query.order_by(SubmissionEvent.id))).scalars())


@pytest.mark.parametrize("suffix", ["json", "xml"])
async def test_the_answer_is_the_number(client: httpx.AsyncClient, key: str, suffix: str) -> None:
    answer = await post(client, suffix, api_key=key)
    assert answer.status_code == 200, answer.text
    [found] = read(answer, suffix, "service_requests")
    assert found == {"service_request_id": "BKL-2026-000001", "service_notice": None, "account_id": None}
    assert answer.headers["cache-control"] == "no-store"


async def test_a_ticket_like_any_other(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, key_on_both: str
) -> None:
    answers = {
        "attribute[kind]": "other",
        "attribute[other]": "Gorong-gorong",
        "attribute[depth]": "12.50",
        "attribute[since]": "2026-11-20T20:00:00Z",
        "attribute[dangers][]": ["school", "dark"],
        "attribute[unknown]": "x",
    }
    number = await file(client_on_both, key_on_both, phone="0812-0000-0000", **answers)
    ticket, submission = await stored(app_on_both, number)
    assert (ticket.channel, ticket.service_id, ticket.form_version) == ("open311", "lubang-jalan", 1)
    assert ticket.api_key_id is not None
    assert (ticket.agency_id, str(ticket.due_on)) == ("dinas-pupr", "2026-11-30")
    assert (ticket.reporter_name, ticket.reporter_phone) == ("Bunga Rampai", "0812-0000-0000")
    assert (ticket.village_code, ticket.regency_code) == (VILLAGE, "17.71")
    assert (ticket.lat, ticket.lon) == (ticket.public_lat, ticket.public_lon) == (-3.7901, 102.2512)
    assert submission.payload is not None
    values = submission.payload["answers"]
    assert values["depth"] == 12.5
    assert values["since"] == "2026-11-21"
    assert values["dangers"] == ["school", "dark"]
    assert values["truth"] is True
    assert values["details"] == "Lubang besar di tikungan."
    assert "unknown" not in values
    assert set(ticket.public_answers or {}) == {"kind", "other", "details", "depth", "since", "dangers"}


async def test_an_address_is_a_place_too(client: httpx.AsyncClient, app: FastAPI, key: str) -> None:
    number = await file(client, key, lat=None, long=None, address_string="Depan pasar, Jl. KZ Abidin")
    ticket, _ = await stored(app, number)
    assert (ticket.lat, ticket.village_code) == (None, None)
    [found] = (await client.get(f"{V2}/requests/{number}.json")).json()
    assert (found["lat"], found["address"]) == (None, None)


async def test_what_no_field_takes_is_for_the_agency_only(
    client: httpx.AsyncClient, app: FastAPI, key: str
) -> None:
    extra = {
        "address_string": "Depan pasar",
        "media_url": "https://contoh.invalid/foto.jpg",
        "device_id": "perangkat-1",
        "account_id": "akun-1",
        "email": "bunga@contoh.invalid",
    }
    number = await file(client, key, **extra)
    ticket, _ = await stored(app, number)
    assert ticket.reporter_email == "bunga@contoh.invalid"
    note = (await events_of(app, number))[-1]
    assert (note.event, note.visibility) == ("note", "internal")
    assert note.note.splitlines() == [
        "address_string: Depan pasar",
        "media_url: https://contoh.invalid/foto.jpg",
        "account_id: akun-1",
        "device_id: perangkat-1",
    ]
    shown = (await client.get(f"{V2}/requests/{number}.json", params={"extensions": "true"})).text
    assert not [value for value in extra.values() if value in shown]


async def test_a_form_without_fields_takes_a_description(
    client: httpx.AsyncClient, app: FastAPI, key: str
) -> None:
    """Where and who it is stays with the agency when the form publishes no place."""
    number = await file(client, key, service_code="informasi.publik_1", first_name="Bunga", last_name=None)
    ticket, _ = await stored(app, number)
    assert (ticket.lat, ticket.public_lat, ticket.reporter_name) == (-3.7901, None, "Bunga")
    assert (await events_of(app, number))[-1].note == "description: Lubang besar di tikungan."
    [found] = (await client.get(f"{V2}/requests/{number}.json")).json()
    assert (found["description"], found["lat"], found["expected_datetime"]) == (None, None, None)


async def test_the_reporters_name_is_hidden_in_public_texts(
    client: httpx.AsyncClient, app: FastAPI, key: str
) -> None:
    number = await file(client, key, description="Saya Bunga, telepon 0812 0000 0000.")
    [found] = (await client.get(f"{V2}/requests/{number}.json")).json()
    assert found["description"] == "Saya •••, telepon •••."


async def test_photos(client_on_both: httpx.AsyncClient, app_on_both: FastAPI, key_on_both: str) -> None:
    photos = [image("JPEG", (30 + at, 20)) for at in range(2)]
    files = [("media", (f"{at}.jpg", photo, "image/jpeg")) for at, photo in enumerate(photos)]
    files += [("media", ("", b"", "application/octet-stream"))]
    answer = await client_on_both.post(
        f"{V2}/requests.xml", data=report(api_key=key_on_both), files=files[:2]
    )
    [found] = read(answer, "xml", "service_requests")
    ticket, submission = await stored(app_on_both, found["service_request_id"])
    hashes = [hashlib.sha256(photo).hexdigest() for photo in photos]
    assert submission.payload is not None
    assert submission.payload["answers"]["photo"] == hashes
    query = select(SubmissionAttachment.sha256).where(
        SubmissionAttachment.submission_id == ticket.submission_id
    )
    async with app_on_both.state.services.database.read() as session:
        assert sorted((await session.execute(query)).scalars()) == sorted(hashes)


async def test_a_photo_is_found_by_a_client_that_joins_slashes(client: httpx.AsyncClient, key: str) -> None:
    for path in (f"{V2}/requests.json/", f"{V2}//requests.json", "//open311/v2/requests.json//"):
        answer = await client.post(f"http://gateway.test{path}", data=report(api_key=key))
        assert answer.status_code == 200, path
    assert len((await client.get(f"{V2}/requests.json/")).json()) == 3


async def test_the_key_may_stand_in_the_address(
    client: httpx.AsyncClient, app: FastAPI, key: str, clock: FixedClock
) -> None:
    clock.advance(hours=1)
    answer = await client.post(f"{V2}/requests.json", params={"api_key": key}, data=report())
    assert answer.status_code == 200
    async with app.state.services.database.read() as session:
        [partner] = await list_keys(session)
    assert partner.last_used_at is not None
    assert partner.last_used_at > NOW


async def test_a_revoked_key_opens_nothing(client: httpx.AsyncClient, app: FastAPI, key: str) -> None:
    async with app.state.services.database.write() as session:
        await revoke_key(session, (await list_keys(session))[0].id, NOW)
    assert errors(await post(client, api_key=key), "json") == [("403", "api_key")]
    async with app.state.services.database.read() as session:
        assert (await session.execute(select(func.count()).select_from(Submission))).scalar_one() == 0


@asynccontextmanager
async def limited(
    settings: Settings, clock: FixedClock, **limits: int
) -> AsyncIterator[tuple[httpx.AsyncClient, str]]:
    """Give a client of a gateway with limits, and a partner's key."""
    app = create_app(settings.model_copy(update=limits), clock)
    database = app.state.services.database
    await migrate(database)
    await add_content(database)
    key = await build(database)
    async with client_of(app) as client:
        yield client, key
    await database.dispose()


async def test_guessing_keys_is_limited(settings: Settings, clock: FixedClock) -> None:
    """Whoever guesses is kept out, also with a right key, until the minute is over."""
    async with limited(settings, clock, limit_misses_per_min=3) as (client, key):
        statuses = [(await post(client, api_key="wrong")).status_code for _ in range(4)]
        answer = await post(client, "xml", api_key=key)
    assert statuses == [403, 403, 403, 429]
    assert errors(answer, "xml")[0][0] == "429"
    assert int(answer.headers["retry-after"]) > 0


async def test_a_partner_has_a_limit(settings: Settings, clock: FixedClock) -> None:
    async with limited(settings, clock, limit_submissions_per_min=2) as (client, key):
        assert [(await post(client, api_key=key)).status_code for _ in range(3)] == [200, 200, 429]
