"""POST /v1/tickets/find: number and phone open the state of a request, and not a word of its reporter."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway.tickets.finding import is_same_phone
from gateway.tickets.transitions import Action
from tests.gateway.samples import assert_problem, comment, image, words
from tests.gateway.tickets.world import Desk, file_ticket, send, status_of, upload

PHONE = "+62 812-9876-5432"


async def find(client: httpx.AsyncClient, number: Any, phone: Any) -> httpx.Response:
    return await client.post("/v1/tickets/find", json={"number": number, "phone": phone})


async def test_what_is_told(client_on_both: httpx.AsyncClient, app_on_both: FastAPI) -> None:
    client, desk = client_on_both, Desk(app_on_both)
    key = await file_ticket(client, phone=PHONE, name="Budi Rekaan", story="Cerita Budi.")
    await desk.do(key, Action.ASK, text="Di sisi mana?")
    await send(client, "comment", comment(key, "Kata saya sendiri."), (await upload(client, image()),))
    await desk.do(key, Action.NOTE, text="Untuk kantor saja.")
    await desk.resolve(key, await upload(client, image()))
    status = await status_of(client, key)
    answer = await find(client, status["number"], PHONE)
    body = answer.json()
    told = [(line["event"], line["note"]) for line in body.pop("timeline")]
    assert body == {
        "number": status["number"],
        "status": "resolved",
        "service": words("Jalan rusak"),
        "agency": "Dinas Rekaan",
        "due_on": "2026-11-30",
        "answered_at": status["ticket"]["answered_at"],
        "resolved_at": status["ticket"]["resolved_at"],
        "duplicate_of": None,
        "received_at": status["received_at"],
        "updated_at": status["updated_at"],
    }
    assert told == [
        ("received", ""),
        ("question", "Di sisi mana?"),
        ("comment", ""),
        ("resolved", "Sudah ditambal."),
    ]
    for secret in (key, "Cerita", "Kata saya", "Budi", "9876", "sha256"):
        assert secret not in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_nothing_tells_what_was_wrong(client: httpx.AsyncClient) -> None:
    key, without = await file_ticket(client, phone=PHONE), await file_ticket(client)
    number = (await status_of(client, key))["number"]
    answers = [
        await find(client, number, "081298765433"),
        await find(client, number, "65432"),
        await find(client, number, ""),
        await find(client, "BKL-2026-999999", PHONE),
        await find(client, "x", PHONE),
        await find(client, key, PHONE),
        await find(client, (await status_of(client, without))["number"], ""),
        await find(client, (await status_of(client, without))["number"], "000000"),
    ]
    await send(client, "withdrawal", {"target": key})
    answers.append(await find(client, number, PHONE))
    assert len({answer.content for answer in answers}) == 1
    assert_problem(answers[0], 404, "no_match")


@pytest.mark.parametrize(
    "given",
    [PHONE, "081298765432", "6281298765432", "298765432", "765432", "0812 9876 5432", "+6281298765432"],
)
async def test_forms_of_the_phone(client: httpx.AsyncClient, given: str) -> None:
    key = await file_ticket(client, phone=PHONE)
    number = (await status_of(client, key))["number"]
    assert (await find(client, f" {number.lower()} ", given)).status_code == 200


@pytest.mark.parametrize(
    ("given", "stored", "is_same"),
    [
        ("345678", "0812345678", True),
        ("45678", "0812345678", False),
        ("0812345678", "62812345678", True),
        ("62812345678", "0812345678", True),
        ("1345678", "345678", False),
        ("000000", "0812000000", True),
        ("", "", False),
        ("000000", "", False),
        ("abcdef", "abcdef", False),
    ],
)
def test_same_phone(given: str, stored: str, is_same: bool) -> None:
    assert is_same_phone(given, stored) is is_same


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"number": 7, "phone": "1"}, 422),
        ({"number": "x"}, 422),
        ({"number": "x" * 50, "phone": ""}, 422),
        ([], 400),
    ],
)
async def test_bad_questions(client: httpx.AsyncClient, body: Any, status: int) -> None:
    assert (await client.post("/v1/tickets/find", json=body)).status_code == status
