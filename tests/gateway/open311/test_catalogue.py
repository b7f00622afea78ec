"""The services of the repository: each can be filed by a client that knows nothing but its definition."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway.feed.repository import upsert_rows
from gateway.forms.repository import publish_forms
from gateway.staff.keys import add_key
from gateway.submissions.tables import Submission
from tests.gateway.open311.world import V2, errors, stored
from tests.gateway.samples import NOW, STATION

CONTENT = Path(__file__).parents[3] / "assets" / "content" / "services.json"
ROWS: list[dict[str, Any]] = json.loads(CONTENT.read_text("utf-8"))["items"]
OFFERED = sorted(row["id"] for row in ROWS if row.get("form"))
PERSON = {
    "first_name": "Bunga",
    "last_name": "Rampai",
    "phone": "0812 0000 0000",
    "email": "bunga@contoh.invalid",
    "lat": "-3.7901",
    "long": "102.2512",
    "description": "Diceritakan dengan cukup panjang oleh seorang warga.",
}


@pytest.fixture
async def partner(app: FastAPI) -> str:
    """The key of a partner of a gateway with the services of the repository."""
    async with app.state.services.database.write() as session:
        await upsert_rows(session, "services", ROWS)
        await publish_forms(session, [row for row in ROWS if row["id"] != "jalan-rusak"], NOW)
        return (await add_key(session, "Kota Pintar", "kota@contoh.invalid", NOW))[1]


def fill(attribute: dict[str, Any]) -> Any:
    """Answer an attribute as a person would who reads what it says."""
    hint = attribute["datatype_description"] or ""
    match attribute["datatype"]:
        case "singlevaluelist":
            return attribute["values"][0]["key"]
        case "multivaluelist":
            return [attribute["values"][0]["key"]]
        case "number":
            return "12"
        case "datetime":
            return "2026-11-20T08:00:00+07:00"
    known = {
        "NIK, 16 angka": "1771034505900007",
        "Nomor telepon, 8": PERSON["phone"],
        "Alamat surel.": PERSON["email"],
        "ID stasiun WiFi": STATION,
    }
    answered = (value for sentence, value in known.items() if sentence in hint)
    return next(answered, "Jawabanyangcukuppanjangsekali"[: _most(hint)])


def _most(hint: str) -> int:
    found = re.search(r"banyak (\d+) huruf", hint)
    return int(found[1]) if found else 200


def test_there_are_services() -> None:
    assert len(OFFERED) >= 5


@pytest.mark.parametrize("code", OFFERED)
async def test_a_stranger_can_file(app: FastAPI, client: httpx.AsyncClient, partner: str, code: str) -> None:
    """Fill in what is required, then what the errors name, until the request is taken."""
    listed = {each["service_code"]: each for each in (await client.get(f"{V2}/services.json")).json()}
    assert ".." not in listed[code]["description"]
    definition = (await client.get(f"{V2}/services/{code}.json")).json()
    attributes = {each["code"]: each for each in definition["attributes"]}
    assert listed[code]["metadata"] is bool(attributes)
    data = {"service_code": code, "api_key": partner, **PERSON}
    for each in attributes.values():
        if each["required"]:
            data[_parameter(each)] = fill(each)
    for _ in range(4):
        answer = await client.post(f"{V2}/requests.json", data=data)
        if answer.status_code == 200:
            break
        for _, name in errors(answer, "json"):
            each = attributes[name.removeprefix("attribute[").rstrip("]")]
            data[_parameter(each)] = fill(each)
    assert answer.status_code == 200, answer.text
    ticket, submission = await stored(app, answer.json()[0]["service_request_id"])
    assert isinstance(submission, Submission)
    assert (ticket.service_id, ticket.channel, ticket.reporter_email) == (code, "open311", PERSON["email"])
    assert ticket.agency_id == next(row["agency_id"] for row in ROWS if row["id"] == code)


def _parameter(attribute: dict[str, Any]) -> str:
    return f"attribute[{attribute['code']}]" + "[]" * (attribute["datatype"] == "multivaluelist")
