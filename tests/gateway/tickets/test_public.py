"""What everybody may know of tickets, found by every filter; on both databases."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway.db import Database
from gateway.tickets.places import Place
from gateway.tickets.public import PublicTicket, TicketQuery, count_public, find_public
from gateway.tickets.transitions import Action
from tests.gateway.conftest import FixedClock
from tests.gateway.samples import AGENCY, NOW, SERVICE, VILLAGE, comment, position, rating
from tests.gateway.tickets.world import Desk, add_ticket, file_ticket, send, status_of

MEMBERS = {
    "number",
    "service_id",
    "agency_id",
    "status",
    "description",
    "answers",
    "lat",
    "lon",
    "village_code",
    "regency_code",
    "received_at",
    "updated_at",
    "due_on",
    "answered_at",
    "resolved_at",
    "closed_at",
    "reopened",
    "rating",
    "channel",
    "events",
    "duplicate_of",
}


async def public(app: FastAPI, **query: Any) -> list[PublicTicket]:
    async with app.state.services.database.read() as session:
        return await find_public(session, TicketQuery(**query))


def test_the_public_members_are_these() -> None:
    assert {field.name for field in fields(PublicTicket)} == MEMBERS


async def test_nothing_private_is_told(client_on_both: httpx.AsyncClient, app_on_both: FastAPI) -> None:
    client, desk = client_on_both, Desk(app_on_both)
    key = await file_ticket(
        client,
        story="Saya Budi, 0812-9876-5432.",
        name="Budi Rekaan",
        phone="081298765432",
        email="budi@contoh.id",
        nik="1771024102900001",
        where=position(lat=-3.71234567),
    )
    await desk.do(key, Action.ASK, text="Pertanyaan untuk Budi.")
    await send(client, "comment", comment(key, "Jawaban saya."))
    await desk.do(key, Action.NOTE, text="Catatan dapur.")
    await desk.do(key, Action.ANSWER, text="Pak Budi, kami datang. 0736-21450")
    await send(client, "rating", rating(key, 3, "Kata penilai."))
    found = await public(app_on_both)
    assert [ticket.status for ticket in found] == ["answered"]
    assert [(event.event, event.note) for event in found[0].events] == [
        ("received", ""),
        ("answered", "Pak •••, kami datang. •••"),
    ]
    assert (found[0].description, found[0].rating) == ("Saya •••, •••.", 3)
    for secret in (
        key,
        "Budi",
        "9876",
        "contoh.id",
        "1771024102900001",
        "3.7123",
        "Jawaban",
        "dapur",
        "Kata",
    ):
        assert secret not in repr(found)


async def test_withdrawn_is_found_by_number_only(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI
) -> None:
    key = await file_ticket(client_on_both)
    number = (await status_of(client_on_both, key))["number"]
    await send(client_on_both, "withdrawal", {"target": key})
    assert await public(app_on_both) == []
    assert await public(app_on_both, statuses=["withdrawn"]) == []
    assert await public(app_on_both, numbers=[number]) == [
        PublicTicket(number=number, status="withdrawn", received_at=NOW, updated_at=NOW)
    ]


async def test_a_duplicate_names_the_other(client: httpx.AsyncClient, app: FastAPI) -> None:
    kept, merged = await file_ticket(client), await file_ticket(client)
    await Desk(app).do(merged, Action.MERGE, target=kept)
    by_status = {ticket.status: ticket for ticket in await public(app)}
    assert by_status["duplicate"].duplicate_of == by_status["received"].number


@pytest.fixture
async def three(database: Database) -> list[str]:
    """Three tickets of three places; returns their numbers."""
    places = [
        Place(village_code=VILLAGE, regency_code="17.71", public_lat=-3.8, public_lon=102.3),
        Place(village_code="17.01.01.2001", regency_code="17.01", public_lat=-4.4, public_lon=103.1),
        Place(),
    ]
    services = [SERVICE, SERVICE, "lain"]
    for service, place in zip(services, places, strict=True):
        await add_ticket(database, service, place)
    return [f"BKL-2026-00000{at}" for at in (1, 2, 3)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "321"),
        ({"order": "received"}, "123"),
        ({"order": "updated"}, "123"),
        ({"order": "-updated", "limit": 2}, "32"),
        ({"offset": 1}, "21"),
        ({"offset": 1, "limit": 1}, "2"),
        ({"numbers": ["BKL-2026-000002", "BKL-2026-000009"]}, "2"),
        ({"service_ids": [SERVICE]}, "21"),
        ({"statuses": ["received"]}, "321"),
        ({"statuses": ["closed"]}, ""),
        ({"agency": AGENCY}, "321"),
        ({"agency": "nobody"}, ""),
        ({"regency": "17.01"}, "2"),
        ({"bbox": (102.0, -4.0, 102.5, -3.0)}, "1"),
        ({"bbox": (100.5, -6.0, 104.5, -1.8)}, "21"),
        ({"received_from": NOW}, "321"),
        ({"received_from": NOW + timedelta(seconds=1)}, ""),
        ({"received_to": NOW}, ""),
        ({"received_to": NOW + timedelta(seconds=1)}, "321"),
        ({"updated_from": NOW, "updated_to": NOW + timedelta(days=1)}, "321"),
        ({"updated_to": NOW}, ""),
    ],
)
async def test_filters(database: Database, three: list[str], query: dict[str, Any], expected: str) -> None:
    wanted = TicketQuery(**query)
    async with database.read() as session:
        found = await find_public(session, wanted)
        total = await count_public(session, wanted)
    assert [ticket.number for ticket in found] == [three[int(digit) - 1] for digit in expected]
    if not query.keys() & {"offset", "limit"}:
        assert total == len(found)
    assert total == await _count(database, replace(wanted, offset=0, limit=None))


async def _count(database: Database, query: TicketQuery) -> int:
    async with database.read() as session:
        return len(await find_public(session, query))


async def test_times_are_told(client: httpx.AsyncClient, app: FastAPI, clock: FixedClock) -> None:
    key = await file_ticket(client)
    clock.advance(hours=5)
    await Desk(app).resolve(key)
    found = (await public(app, with_events=False))[0]
    assert (found.received_at, found.answered_at, found.resolved_at) == (NOW, clock.now(), clock.now())
    assert (found.closed_at, found.events, found.channel, found.reopened) == (None, (), "app", 0)
