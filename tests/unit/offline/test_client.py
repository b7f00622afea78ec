"""The client turns whatever a network does into our words."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

import httpx
import pytest

from services import gateway_client
from services.answers import parse_retry_after
from services.errors import (
    BadAnswer,
    Busy,
    CaptivePortal,
    GatewayError,
    Interrupted,
    NoGateway,
    Refused,
    SignInNeeded,
    StaleToken,
    Unreachable,
    UpdateNeeded,
)
from services.gateway_client import GatewayClient
from services.transitions import Deferred, Held, QueuePause
from tests.fakes.clock import START, FakeClock
from tests.fakes.gateway import FakeGateway, problem

NAME = "a" * 64


def client_with(
    answer: httpx.Response | Exception | Callable[[httpx.Request], httpx.Response],
) -> GatewayClient:
    def respond(request: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else answer(request)

    return GatewayClient("https://gateway.example/", httpx.MockTransport(respond), "1.2.3", FakeClock(START))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sat, 21 Nov 2026 03:01:30 GMT", 90),
        ("Sat, 21 Nov 2026 02:00:00 GMT", 0),
        ("Sat, 21 Nov 2026 10:00:30 +0700", 30),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("²", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_in_both_forms(value: str | None, seconds: float | None) -> None:
    assert parse_retry_after(value, datetime(2026, 11, 21, 3, 0, tzinfo=UTC)) == seconds


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.ConnectError("refused"), Unreachable),
        (httpx.ConnectTimeout("slow"), Unreachable),
        (httpx.PoolTimeout("busy"), Unreachable),
        (httpx.ReadTimeout("slow"), Interrupted),
        (httpx.WriteError("broken"), Interrupted),
        (httpx.RemoteProtocolError("half"), Interrupted),
        (httpx.DecodingError("no gzip"), Interrupted),
        (httpx.Response(200, html="<html>login</html>"), CaptivePortal),
        (httpx.Response(302, headers={"Location": "http://login.example"}), CaptivePortal),
        (httpx.Response(302), CaptivePortal),
        (httpx.Response(511, json={}), CaptivePortal),
        (httpx.Response(403, html="blocked"), CaptivePortal),
        (httpx.Response(308, headers={"Location": "/v2/config"}), NoGateway),
        (httpx.Response(200, headers={"Content-Type": "application/json"}, content=b'{"a":'), BadAnswer),
        (httpx.Response(200, json=[1]), BadAnswer),
        (problem(401, "who"), SignInNeeded),
        (problem(410, "stale_token"), StaleToken),
        (problem(410, "gone"), UpdateNeeded),
        (problem(426, "old"), UpdateNeeded),
        (problem(404, "unknown_collection"), Refused),
        (httpx.Response(404, html="nothing"), NoGateway),
        (problem(503, "busy", **{"Retry-After": "7"}), Busy),
        (httpx.Response(502, html="Bad Gateway"), Busy),
    ],
    ids=str,
)
async def test_reading_raises_our_errors_only(
    answer: httpx.Response | Exception, error: type[GatewayError]
) -> None:
    client = client_with(answer)
    with pytest.raises(error) as caught:
        await client.changes("regions", "t1")
    assert type(caught.value) is error
    assert caught.value.message_id.startswith("error.")
    if isinstance(caught.value, Busy) and isinstance(answer, httpx.Response) and answer.status_code == 503:
        assert caught.value.retry_after_s == 7


async def test_requests_say_who_asks_and_where_to_go_on() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(
            200, json={"items": [], "removed": [], "token": "t", "more": False, "reset": False}
        )

    client = client_with(answer)
    await client.changes("wifi-stations", "")
    await client.changes("wifi-stations", "a b&c")
    assert [str(r.url) for r in seen] == [
        "https://gateway.example/v1/changes/wifi-stations?limit=500",
        "https://gateway.example/v1/changes/wifi-stations?since=a+b%26c&limit=500",
    ]
    assert seen[0].headers["user-agent"] == "Rafflesia/1.2.3"
    await client.aclose()


@pytest.mark.parametrize(
    "page",
    [
        {},
        {"items": {}, "removed": [], "token": "t"},
        {"items": [], "removed": None, "token": "t"},
        {"items": [], "removed": [], "token": 5},
        {"items": [], "removed": []},
    ],
)
async def test_a_page_of_another_form_is_no_page(page: dict[str, object]) -> None:
    with pytest.raises(BadAnswer):
        await client_with(httpx.Response(200, json=page)).changes("regions", "")


async def test_an_answer_that_drips_forever_has_a_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    class Dripping(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            while True:
                yield b" "
                await asyncio.sleep(0.001)

    monkeypatch.setattr(gateway_client, "DEADLINE_S", 0.03)
    headers = {"Content-Type": "application/json"}
    with pytest.raises(Interrupted):
        await client_with(httpx.Response(200, headers=headers, stream=Dripping())).packs()


async def test_an_endless_answer_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway_client, "_BODY_CAP_BYTES", 1000)
    with pytest.raises(BadAnswer):
        await client_with(httpx.Response(200, json={"x": "y" * 2000})).packs()


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (httpx.ConnectError("no"), Held(QueuePause.OFFLINE)),
        (httpx.ReadTimeout("no"), Deferred("error.interrupted")),
        (httpx.Response(200, html="login"), Held(QueuePause.CAPTIVE_PORTAL)),
        (httpx.Response(511), Held(QueuePause.CAPTIVE_PORTAL)),
        (httpx.Response(500), Deferred("error.gateway_busy")),
        (httpx.Response(429, headers={"Retry-After": "9"}), Deferred("error.gateway_busy", 9)),
    ],
)
async def test_uploading_never_raises(answer: httpx.Response | Exception, outcome: object) -> None:
    assert await client_with(answer).upload(NAME, b"x" * 10) == outcome


async def test_an_upload_that_never_advances_ends() -> None:
    calls: list[str] = []

    def stuck(request: httpx.Request) -> httpx.Response:
        calls.append(request.method)
        status = 404 if request.method == "HEAD" else 409
        return httpx.Response(status, headers={"Upload-Offset": "0"})

    assert await client_with(stuck).upload(NAME, b"x" * 300_000) == Deferred("error.interrupted")
    assert len(calls) < 12


async def test_an_offset_beyond_the_photo_starts_anew() -> None:
    gateway = FakeGateway()
    content = b"y" * 200_000
    name = hashlib.sha256(content).hexdigest()
    client = GatewayClient("https://gateway.example", gateway, "1", FakeClock())
    assert await client.upload(name, content) is None
    assert gateway.attachments == {name: content}
    assert [call for call in gateway.calls if call.startswith("PUT")] == [f"PUT /attachments/{name}"] * 2
