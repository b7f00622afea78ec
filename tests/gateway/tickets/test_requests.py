"""Requests for services: checked by their form, and what of them everybody may see."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway.db import Database
from gateway.feed.repository import remove_rows, upsert_rows
from gateway.forms.repository import publish_forms
from gateway.tickets.tables import Ticket
from tests.gateway.samples import (
    AGENCY,
    FORM,
    NOW,
    OTHER_VILLAGE,
    SERVICE,
    STATION,
    VILLAGE,
    add_blank_spot_service,
    assert_problem,
    blank_spot,
    comment,
    image,
    position,
    put,
    rating,
    resolution,
    service_request,
    submission,
    wifi_check,
    words,
)
from tests.gateway.tickets.world import file_ticket, refused, send, status_of, upload
from tests.gateway.uploads.pdfs import pdf

NOBODY = "00000000-0000-4000-8000-000000000000"


def database_of(app: FastAPI) -> Database:
    database: Database = app.state.services.database
    return database


async def ticket_of(app: FastAPI, key: str) -> Ticket:
    async with database_of(app).read() as session:
        return await session.get_one(Ticket, key)


async def test_ticket_of_a_request(client_on_both: httpx.AsyncClient, app_on_both: FastAPI) -> None:
    key = await file_ticket(
        client_on_both,
        story="Lubang di depan rumah Pak Budi, 0812-3456-7890.",
        name="Budi Rekaan",
        phone="081234567890",
        email="budi@contoh.id",
        where=position(),
    )
    ticket = await ticket_of(app_on_both, key)
    assert (ticket.service_id, ticket.form_version, ticket.agency_id) == (SERVICE, 1, AGENCY)
    assert (ticket.channel, ticket.due_on) == ("app", date(2026, 11, 30))
    assert (ticket.village_code, ticket.regency_code) == (VILLAGE, "17.71")
    assert (ticket.lat, ticket.lon) == (-3.7928, 102.2608)
    assert (ticket.public_lat, ticket.public_lon) == (-3.79, 102.25)
    assert ticket.public_text == "Lubang di depan rumah Pak •••, •••."
    assert ticket.public_answers == {"kind": "pothole", "story": ticket.public_text, "village": VILLAGE}
    assert (ticket.reporter_name, ticket.reporter_phone) == ("Budi Rekaan", "081234567890")
    assert ticket.reporter_email == "budi@contoh.id"
    status = await status_of(client_on_both, key)
    assert (status["kind"], status["status"]) == ("service_request", "received")
    assert status["ticket"] == {
        "service_id": SERVICE,
        "agency_id": AGENCY,
        "agency": "Dinas Rekaan",
        "due_on": "2026-11-30",
        "answered_at": None,
        "resolved_at": None,
        "confirm_until": None,
        "reopen_until": None,
        "rating": None,
        "duplicate_of": None,
    }


async def publish(app: FastAPI, service_id: str, **changes: Any) -> None:
    async with database_of(app).write() as session:
        await upsert_rows(session, "services", [{"id": service_id, "name": words("Layanan")}])
        await publish_forms(session, [{"id": service_id, "form": {**FORM, **changes}}], NOW)


@pytest.mark.parametrize(("public", "shown"), [("exact", (-3.7928, 102.2608)), ("none", (None, None))])
async def test_public_position_is_the_forms_choice(
    client: httpx.AsyncClient, app: FastAPI, public: str, shown: tuple[float | None, float | None]
) -> None:
    await publish(app, "lain", public_position=public)
    payload = {**service_request(where=position()), "service_id": "lain"}
    ticket = await ticket_of(app, await send(client, "service_request", payload))
    assert (ticket.public_lat, ticket.public_lon) == shown
    assert (ticket.agency_id, ticket.due_on) == (None, None)


async def test_position_alone_finds_its_village(client: httpx.AsyncClient, app: FastAPI) -> None:
    ticket = await ticket_of(app, await file_ticket(client, village=None, where=position()))
    assert (ticket.village_code, ticket.regency_code) == (VILLAGE, "17.71")


async def test_station_gives_its_place(client: httpx.AsyncClient, app: FastAPI) -> None:
    station = {"id": STATION, "lat": -3.8, "lon": 102.3, "village_code": OTHER_VILLAGE}
    field = {"code": "station", "type": "station", "required": True, "label": words("Titik")}
    async with database_of(app).write() as session:
        await upsert_rows(session, "wifi-stations", [station])
    await publish(app, "wifi-mati", fields=[field], public_position="exact")
    payload = {**service_request(), "service_id": "wifi-mati", "answers": {"station": STATION}}
    ticket = await ticket_of(app, await send(client, "service_request", payload))
    assert (ticket.public_lat, ticket.public_lon, ticket.village_code) == (-3.8, 102.3, OTHER_VILLAGE)
    payload["answers"] = {"station": "nowhere"}
    assert await refused(client, "service_request", payload) == [("payload.answers.station", "unknown_value")]


async def test_old_versions_are_taken_and_ended_services_too(client: httpx.AsyncClient, app: FastAPI) -> None:
    newer = {**FORM, "version": 2, "fields": FORM["fields"][:1]}
    async with database_of(app).write() as session:
        await publish_forms(session, [{"id": SERVICE, "form": newer}], NOW)
        await remove_rows(session, "services", [SERVICE], NOW)
    ticket = await ticket_of(app, await file_ticket(client))
    assert (ticket.form_version, ticket.agency_id) == (1, None)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"service_id": "nothing"}, ("payload.service_id", "unknown_value")),
        ({"form_version": 2}, ("payload.form_version", "unknown_value")),
        ({"form_version": 0}, ("payload.form_version", "range")),
        ({"answers": []}, ("payload.answers", "type")),
        ({"observed_at": "2026-11-23T00:00:00Z"}, ("payload.observed_at", "range")),
    ],
)
async def test_bad_requests(client: httpx.AsyncClient, changes: dict[str, Any], problem: Any) -> None:
    assert await refused(client, "service_request", {**service_request(), **changes}) == [problem]


@pytest.mark.parametrize(
    ("answers", "field", "code"),
    [
        ({"story": " "}, "story", "missing"),
        ({"kind": "moon"}, "kind", "unknown_value"),
        ({"phone": "12"}, "phone", "format"),
        ({"nik": "1771021334560001"}, "nik", "format"),
        ({"village": "17.71.03.9999"}, "village", "unknown_value"),
        ({"village": "17.71"}, "village", "format"),
        ({"where": position(lat=3.0)}, "where", "range"),
    ],
)
async def test_bad_answers(client: httpx.AsyncClient, answers: dict[str, Any], field: str, code: str) -> None:
    problems = await refused(client, "service_request", service_request(**answers))
    assert [(path.split(".")[2], kind) for path, kind in problems] == [(field, code)]


async def test_files_are_those_that_the_answers_cite(client: httpx.AsyncClient) -> None:
    photo, letter = await upload(client, image()), await upload(client, pdf())
    await file_ticket(client, (photo, letter))
    assert await refused(client, "service_request", service_request((photo,)), photo, letter) == [
        ("attachments.1", "unknown_value")
    ]
    assert await refused(client, "service_request", service_request((photo, letter)), photo) == [
        ("payload.answers.files", "unknown_value")
    ]
    wrong_kind = service_request(letter=[photo])
    assert await refused(client, "service_request", wrong_kind, photo) == [
        ("payload.answers.letter", "unknown_value")
    ]


async def test_blank_spots_take_photos_only(client: httpx.AsyncClient) -> None:
    letter = await upload(client, pdf())
    assert await refused(client, "blank_spot", blank_spot(), letter) == [("attachments.0", "unknown_value")]


async def test_blank_spot_opens_a_ticket(client_on_both: httpx.AsyncClient, app_on_both: FastAPI) -> None:
    without = await send(client_on_both, "blank_spot", blank_spot())
    await add_blank_spot_service(database_of(app_on_both))
    key = await send(client_on_both, "blank_spot", blank_spot(note="Rumah Budi 081234567890"))
    ticket = await ticket_of(app_on_both, key)
    assert (ticket.service_id, ticket.agency_id) == ("lapor-blank-spot", AGENCY)
    assert (ticket.lat, ticket.public_lat, ticket.public_lon) == (-3.7928, -3.79, 102.25)
    assert (ticket.public_text, ticket.public_answers, ticket.due_on) == ("", {}, date(2026, 12, 7))
    assert (await status_of(client_on_both, without))["ticket"] is None
    assert (await status_of(client_on_both, key))["ticket"]["agency"] == "Dinas Rekaan"
    await send(client_on_both, "withdrawal", {"target": key})
    ticket = await ticket_of(app_on_both, key)
    assert (ticket.lat, ticket.public_lat, ticket.village_code) == (None, None, None)
    assert ticket.closed_at == NOW


@pytest.mark.parametrize("payload", [comment(NOBODY), rating(NOBODY), resolution(NOBODY)])
async def test_acts_need_a_ticket(client: httpx.AsyncClient, payload: dict[str, Any]) -> None:
    kind = "rating" if "stars" in payload else "resolution" if "accepted" in payload else "comment"
    unknown = [("payload.target", "unknown_value")]
    assert await refused(client, kind, payload) == unknown
    check = await send(client, "wifi_check", wifi_check())
    assert await refused(client, kind, {**payload, "target": check}) == unknown


@pytest.mark.parametrize(
    ("kind", "payload", "problem"),
    [
        ("comment", comment(NOBODY, " "), ("payload.text", "too_short")),
        ("comment", comment(NOBODY, "a" * 2001), ("payload.text", "too_long")),
        ("comment", comment("x"), ("payload.target", "format")),
        ("rating", rating(NOBODY, 0), ("payload.stars", "range")),
        ("rating", rating(NOBODY, 6), ("payload.stars", "range")),
        ("rating", rating(NOBODY, 3, "a" * 501), ("payload.text", "too_long")),
        ("resolution", resolution(NOBODY, accepted=False), ("payload.text", "too_short")),
        ("resolution", resolution(NOBODY, accepted=False, text="belum    "), ("payload.text", "too_short")),
        ("resolution", {"target": NOBODY, "accepted": False}, ("payload.text", "too_short")),
        ("resolution", {"target": NOBODY, "accepted": "no"}, ("payload.accepted", "type")),
    ],
)
async def test_bad_acts(client: httpx.AsyncClient, kind: str, payload: dict[str, Any], problem: Any) -> None:
    assert await refused(client, kind, payload) == [problem]


@pytest.mark.parametrize(("kind", "most"), [("service_request", 8), ("comment", 3), ("rating", 0)])
async def test_every_kind_has_its_most_attachments(client: httpx.AsyncClient, kind: str, most: int) -> None:
    payload = {"service_request": service_request(), "comment": comment(NOBODY), "rating": rating(NOBODY)}[
        kind
    ]
    hashes = [f"{number:064x}" for number in range(most + 1)]
    assert await refused(client, kind, payload, *hashes) == [("attachments", "too_long")]
    if most:
        answer = await put(client, submission(kind, payload, tuple(hashes[:most])))
        assert_problem(answer, 424, "attachment_missing")
