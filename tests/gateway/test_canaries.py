"""Canaries: a person's name, phone, e-mail, NIK and home are planted everywhere, and found nowhere.

They come in by every kind of submission and over Open311, in their own fields and inside free texts, and
officers repeat them in their answers. Then everything that the public and partners can read is read.
"""

from __future__ import annotations

import itertools
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from gateway.feed.repository import upsert_rows
from gateway.openapi import build_document
from gateway.tickets.transitions import Action
from tests.gateway.api.test_schemathesis import KNOWN
from tests.gateway.open311.world import V2, build, do, file, later, report, service
from tests.gateway.samples import (
    OTHER_VILLAGE,
    SERVICE,
    STATION,
    add_blank_spot_service,
    blank_spot,
    comment,
    confirmation,
    new_id,
    position,
    put,
    rating,
    resolution,
    service_request,
    submission,
    wifi_check,
    withdrawal,
)
from tests.gateway.tickets.world import send

NAME = "Zuleika Kanariawati"
PHONE = "0812-7777-3131"
EMAIL = "zuleika.k@contoh.invalid"
NIK = "1771034505900007"
DEVICE = "perangkat-kanaria-77"
STREET = "Gang Kanariawati 77"
HOME = {"lat": -3.812345, "lon": 102.287654}
TALK = f"Saya {NAME}, telepon {PHONE} atau +62 812 7777 3131, surel {EMAIL}, NIK {NIK}. Lubangnya dalam."

CANARIES = re.compile(
    "|".join(
        [
            "zuleika", "kanaria", r"812[\s.()-]*7777[\s.()-]*3131", "77773131", re.escape(EMAIL), NIK,
            "34505900",            r"3\.8123", r"102\.2876", "perangkat",
        ]
    ),
    re.IGNORECASE,
)  # fmt: skip
HIDDEN_FROM_NOBODY = ("/v1/submissions/{submission_id}", "/v1/submissions/{submission_id}/files/{sha256}")
"""For those who hold the key; asked here with keys that nobody holds."""


def caught(text: str) -> list[str]:
    """Return every canary in ``text``."""
    return CANARIES.findall(text)


def test_canaries_are_caught() -> None:
    for canary in (NAME, NAME.upper(), PHONE, "081277773131", EMAIL, NIK, DEVICE, STREET, str(HOME), TALK):
        assert caught(f"<a>{canary}</a>"), canary
    assert not caught("Lubang besar di tikungan, -3.79, 102.25, BKL-2026-000001, 17.71.03.1011")


async def plant(app: FastAPI, client: httpx.AsyncClient) -> tuple[str, dict[str, str]]:
    """Send everything that can be sent; return the partner's key and the numbers of requests by their key."""
    partner = await build(app.state.services.database)
    await add_blank_spot_service(app.state.services.database)
    home = position(**HOME)
    spot = await send(client, "blank_spot", blank_spot(note=TALK, position=home))
    await send(client, "wifi_check", wifi_check(position=home))
    await send(client, "confirmation", confirmation(position=home, about_id=OTHER_VILLAGE))
    await send(client, "confirmation", confirmation(position=home, about_type="submission", about_id=spot))
    contact = {"name": NAME, "phone": PHONE, "email": EMAIL, "nik": NIK, "where": home}
    requests = [
        await send(client, "service_request", service_request(story=TALK, **contact)) for _ in range(4)
    ]
    for key in requests[:3]:
        await send(client, "comment", comment(key, TALK))
    await send(
        client,
        "withdrawal",
        withdrawal(await send(client, "blank_spot", blank_spot(note=TALK, position=home))),
    )
    numbers = {}
    for key in (spot, *requests):
        numbers[key] = (await client.get(f"/v1/submissions/{key}")).json()["number"]
    await act(app, client, requests, numbers)
    return partner, numbers


async def act(app: FastAPI, client: httpx.AsyncClient, requests: list[str], numbers: dict[str, str]) -> None:
    """Let officers repeat what they read, and the reporter go on."""
    answered, resolved, rejected, withdrawn = requests
    for key in requests[:3]:
        await do(app, numbers[key], Action.NOTE, later(minutes=1), text=TALK)
        await do(app, numbers[key], Action.ASK, later(minutes=2), text=TALK)
    await do(app, numbers[answered], Action.ANSWER, later(minutes=3), text=TALK)
    await do(app, numbers[resolved], Action.RESOLVE, later(minutes=4), text=TALK, no_proof_reason=TALK)
    await do(app, numbers[rejected], Action.REJECT, later(minutes=5), text=TALK)
    await send(client, "rating", rating(answered, text=TALK))
    await send(client, "resolution", resolution(resolved, accepted=False, text=TALK))
    await send(client, "withdrawal", withdrawal(withdrawn))


async def plant_over_open311(app: FastAPI, client: httpx.AsyncClient, key: str) -> list[str]:
    """File over Open311, with a form that asks, with one that does not, and a blank spot."""
    person = {
        "first_name": NAME.split()[0],
        "last_name": NAME.split()[1],
        "phone": PHONE,
        "email": EMAIL,
        "device_id": DEVICE,
        "account_id": EMAIL,
        "address_string": f"{STREET}, {NAME}",
        "media_url": f"https://contoh.invalid/{DEVICE}.jpg?tel=081277773131",
        "description": TALK,
        "attribute[other]": TALK[:40],
        "attribute[kind]": "other",
    }
    async with app.state.services.database.write() as session:
        await upsert_rows(session, "services", [service("lapor-blank-spot", None, kind="blank_spot")])
    home = {"lat": str(HOME["lat"]), "long": str(HOME["lon"])}
    spot = {"attribute[blank]": "telkomsel", "attribute[environment]": "indoor", "attribute[note]": TALK}
    numbers = [
        await file(client, key, **person),
        await file(client, key, **{**person, **home, **spot, "service_code": "lapor-blank-spot"}),
        await file(client, key, **{**person, **home, "service_code": "informasi.publik_1"}),
    ]
    for number in numbers:
        await do(app, number, Action.ANSWER, later(minutes=6), text=TALK)
    return numbers


def addresses(numbers: list[str]) -> Iterator[str]:
    """Yield every address that can be read, with everything that is known to be there."""
    known: dict[str, list[str]] = {
        **{name: [value] for name, value in KNOWN.items()},
        "collection": build_document("")["paths"]["/v1/changes/{collection}"]["get"]["parameters"][0][
            "schema"
        ]["enum"],
        "collection_id": ["wifi-stations", "destinations", "products", "businesses", "requests"],
        "feature_id": [*numbers, STATION],
        "service_code": ["lubang-jalan", "informasi.publik_1", SERVICE],
        "service_request_id": numbers,
        "token": numbers,
        "suffix": ["json", "xml"],
        "submission_id": [new_id()],
        "sha256": ["0" * 64],
        "name": ["villages"],
    }
    for path, methods in build_document("")["paths"].items():
        if "get" not in methods:
            continue
        names = re.findall(r"{(\w+)}", path)
        for values in itertools.product(*(known[name] for name in names)):
            yield path.format(**dict(zip(names, values, strict=True)))


QUERIES = [
    {},
    {"extensions": "true"},
    {"f": "csv"},
    {"service_request_id": f"{NAME},BKL-2026-000001"},
    {"status": TALK, "start_date": PHONE, "page": NIK, "updated_after": EMAIL, "extensions": NAME},
    {"jurisdiction_id": NAME},
    {"bbox": "102.287654,-3.812345,1", "datetime": NIK, "limit": PHONE, "offset": EMAIL, "f": NAME},
    {"from": PHONE, "to": NIK, "agency": NAME},
    {"since": NIK, "limit": PHONE},
    {"api_key": NAME},
]
"""What is asked rightly, and what is asked wrongly with canaries in it: errors say nothing back."""


@pytest.fixture
async def planted(
    app: FastAPI, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> tuple[str, list[str]]:
    """The partner's key and the numbers of every request."""
    listen(caplog)
    partner, numbers = await plant(app, client)
    return partner, [*numbers.values(), *await plant_over_open311(app, client, partner)]


def listen(caplog: pytest.LogCaptureFixture) -> None:
    """Log as much as an operator can ask for; the test's own client is none of the gateway's."""
    caplog.set_level(logging.WARNING, "httpx")
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.DEBUG, "gateway")


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return every line of the log, traces of errors included."""
    layout = logging.Formatter("%(name)s %(message)s %(pathname)s")
    return [layout.format(line) for phase in ("setup", "call") for line in caplog.get_records(phase)]


async def test_nothing_that_can_be_read_holds_a_canary(
    client: httpx.AsyncClient, planted: tuple[str, list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    found, read = [], 0
    for address in addresses(planted[1]):
        for query in QUERIES:
            answer = await client.get(address, params=query or None)
            assert answer.status_code < 500, address
            read += answer.status_code == 200
            if canaries := caught(answer.text + str(answer.headers)):
                found.append((address, query, canaries))
    assert not found
    assert read > 200
    lines = logged(caplog)
    assert len(lines) > read
    assert not [line for line in lines if caught(line)]


async def test_the_requests_are_there_all_the_same(
    client: httpx.AsyncClient, planted: tuple[str, list[str]]
) -> None:
    """What is not personal of the very same requests is public: nothing was simply left out."""
    shown = (await client.get(f"{V2}/requests.json", params={"extensions": "true"})).json()
    assert len(shown) == len(planted[1]) - 1  # one was withdrawn
    assert sum("Lubangnya dalam." in (request["description"] or "") for request in shown) == 4
    assert sum("Lubangnya dalam." in (request["status_notes"] or "") for request in shown) == 6
    assert {request["address_id"] for request in shown} != {None}


BAD = [
    {"email": TALK},
    {"phone": TALK},
    {"attribute[kind]": NAME},
    {"attribute[depth]": PHONE},
    {"attribute[since]": NIK},
    {"service_code": NAME},
    {"api_key": NIK},
    {"lat": f"{HOME['lat']}", "long": "1.0"},
    {"lat": "-31.81234", "long": f"{HOME['lon']}"},
    {"media_url": TALK},
    {"description": TALK * 50},
    {"jurisdiction_id": NAME},
]


@pytest.mark.parametrize("suffix", ["json", "xml"])
async def test_refusals_say_nothing_back(
    app: FastAPI, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, suffix: str
) -> None:
    listen(caplog)
    key = await build(app.state.services.database)
    for changes in BAD:
        person = {"first_name": NAME, "phone": PHONE, "email": EMAIL, "description": TALK}
        answer = await client.post(
            f"{V2}/requests.{suffix}", data=report(**{"api_key": key, **person, **changes})
        )
        assert answer.status_code in {400, 403, 404}, changes
        assert not caught(answer.text), changes
    for number, phone in (("BKL-2026-000001", PHONE), (NAME, NIK)):
        answer = await client.post("/v1/tickets/find", json={"number": number, "phone": phone})
        assert not caught(answer.text)
    for payload in (service_request(kind=NAME, phone=TALK, nik=PHONE), service_request(where=HOME)):
        assert not caught((await put(client, submission("service_request", payload))).text)
    assert not [line for line in logged(caplog) if caught(line)]


def test_drivers_do_not_log_what_they_store(tmp_path: Path) -> None:
    """Also not when the operator wants to see everything: a driver would log every value it stores."""
    environment = {**os.environ, "RAFFLESIA_DATA_DIR": str(tmp_path), "RAFFLESIA_LOG_LEVEL": "DEBUG"}
    environment.pop("RAFFLESIA_DATABASE_URL", None)
    command = [sys.executable, "-m", "gateway", "migrate"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert "aiosqlite" not in ended.stdout + ended.stderr
