"""Numbers and phones as people type them, and every answer to the search for a ticket."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import (
    BadAnswer,
    Busy,
    CaptivePortal,
    GatewayError,
    Interrupted,
    NoGateway,
    NoMatch,
    Refused,
    TooManyTries,
    Unreachable,
)
from services.models import LocalText
from services.public_state import PublicState
from services.ticket_lookup import read_number, read_phone
from tests.fakes.clock import START
from tests.fakes.gateway import FakeGateway, problem
from tests.unit.offline.test_client import client_with

NUMBER, PHONE = "BKL-2026-000123", "081200000777"
ROW: dict[str, Any] = {
    "number": NUMBER,
    "status": "answered",
    "service": {"id": "Jalan rusak", "en": "Broken road"},
    "agency": "Dinas Contoh",
    "due_on": "2026-12-03",
    "answered_at": START.isoformat(),
    "resolved_at": None,
    "duplicate_of": None,
    "received_at": START.isoformat(),
    "updated_at": START.isoformat(),
    "timeline": [
        {
            "at": START.isoformat(),
            "event": "received",
            "note": "",
            "by": "system",
            "agency": None,
            "files": [],
        }
    ],
}


@pytest.mark.parametrize(
    "words",
    [
        NUMBER,
        "bkl-2026-000123",
        "  BKL 2026 000123 ",
        "BKL2026000123",
        "bkl2026-000123",
        "2026-000123",
        "2026000123",
        "2026-123",
        "2026/123",
        "bkl.2026.123.",
        "BKL–2026–000123",
        "2026 000 123",
        "No. BKL-2026-000123",
        "Nomor: 2026-123",
        "#BKL-2026-000123",
        "BKL-2O26-OOOI23",
        "bkl-2026-000l23",
        "BKL-2026-0000123",
        "ＢＫＬ－２０２６－０００１２３",
    ],
)
def test_forms_of_a_number(words: str) -> None:
    assert read_number(words) == NUMBER


@pytest.mark.parametrize(
    "words",
    [
        "",
        "BKL",
        "123",
        "000123",
        "2026",
        "BKL-2026",
        "BKL-2026-",
        "2026123",  # 000123, or the beginning of 123000?
        "2026 12 3",
        "BKL-26-000123",
        "BKL-1926-000123",
        "BKL-2026-000000",
        "BKL-2026-0001234567",
        "XYZ-2026-000123",
        "BKL-2026-00012X",
        "081200000777",
        "jalan rusak",
    ],
)
def test_what_is_no_number_or_could_be_two(words: str) -> None:
    assert read_number(words) is None


@given(st.integers(2000, 2099), st.integers(1, 999_999_999))
def test_the_gateways_own_form_stays_as_it_is(year: int, sequence: int) -> None:
    number = f"BKL-{year}-{sequence:06d}"
    assert read_number(number) == read_number(f"bkl {year} {sequence}") == number


@given(st.text())
def test_whatever_is_typed_is_read_or_refused(words: str) -> None:
    number, phone = read_number(words), read_phone(words)
    assert number is None or read_number(number) == number
    assert phone is None or (phone.isascii() and phone.isdigit())


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("+62 812-0000-0777", "6281200000777"),
        ("000777", "000777"),
        (" 0812 (0000) 0777 ", PHONE),
        ("00777", None),
        ("", None),
        ("telepon", None),
        ("1" * 21, None),
    ],
)
def test_forms_of_a_phone(words: str, digits: str | None) -> None:
    assert read_phone(words) == digits


async def test_what_is_found() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=ROW)

    found = await client_with(answer).find_ticket(NUMBER, PHONE)
    assert (found.number, found.state) == (NUMBER, PublicState.ANSWERED)
    assert found.service == LocalText("Jalan rusak", "Broken road")
    assert (found.facts.agency, found.facts.due_on) == ("Dinas Contoh", date(2026, 12, 3))
    assert (found.facts.answered_at, found.facts.resolved_at) == (START, None)
    assert [entry.event for entry in found.timeline] == ["received"]
    assert not found.replied
    (request,) = seen
    assert (request.method, str(request.url)) == ("POST", "https://gateway.example/v1/tickets/find")
    assert json.loads(request.content) == {"number": NUMBER, "phone": PHONE}


async def test_a_ticket_of_which_little_is_known() -> None:
    bare = {"service": None, "agency": None, "due_on": None, "status": "new_state", "timeline": []}
    older = {
        name: value for name, value in (ROW | bare).items() if name not in ("answered_at", "resolved_at")
    }
    found = await client_with(httpx.Response(200, json=older)).find_ticket(NUMBER, PHONE)
    assert (found.service, found.facts.due_on, found.facts.answered_at) == (None, None, None)
    assert found.state is PublicState.RECEIVED


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.ConnectError("refused"), Unreachable),
        (httpx.ReadTimeout("slow"), Interrupted),
        (httpx.Response(200, html="<html>login</html>"), CaptivePortal),
        (problem(404, "no_match"), NoMatch),
        (problem(404, "not_found"), Refused),
        (problem(422, "invalid"), Refused),
        (problem(429, "too_many", **{"Retry-After": "90"}), TooManyTries),
        (httpx.Response(429), TooManyTries),
        (problem(503, "unavailable"), Busy),
        (httpx.Response(404, html="nothing"), NoGateway),
        (httpx.Response(200, json={"hello": "there"}), BadAnswer),
        (httpx.Response(200, json=ROW | {"due_on": "besok"}), BadAnswer),
        (httpx.Response(200, json=ROW | {"timeline": [{"event": "taken"}]}), BadAnswer),
    ],
    ids=str,
)
async def test_a_search_raises_our_errors_only(
    answer: httpx.Response | Exception, error: type[GatewayError]
) -> None:
    with pytest.raises(error) as caught:
        await client_with(answer).find_ticket(NUMBER, PHONE)
    assert type(caught.value) is error
    assert NUMBER not in str(caught.value)
    assert PHONE not in str(caught.value)
    if isinstance(caught.value, TooManyTries) and isinstance(answer, httpx.Response):
        assert caught.value.retry_after_s == (90 if "retry-after" in answer.headers else None)


async def test_the_fake_gateway_tells_only_by_both() -> None:
    gateway = FakeGateway()
    gateway.tickets[NUMBER] = (PHONE, ROW)
    client = client_with(lambda request: gateway.answer(request, request.content))
    for wanted in (PHONE, "000777"):
        assert (await client.find_ticket(NUMBER, wanted)).number == NUMBER
    for number, phone in ((NUMBER, "000778"), ("BKL-2026-000124", PHONE)):
        with pytest.raises(NoMatch):
            await client.find_ticket(number, phone)
