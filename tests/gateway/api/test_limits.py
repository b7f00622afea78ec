"""Limits: what is refused, for whom, and what is remembered of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI, Request
from limits.errors import StorageError

from gateway.app import create_app
from gateway.limits import Limits, Rule
from gateway.migrate import migrate
from gateway.settings import Settings
from tests.gateway.conftest import FixedClock
from tests.gateway.samples import (
    add_content,
    assert_problem,
    comment,
    image,
    new_id,
    put,
    submission,
    wifi_check,
)
from tests.gateway.tickets.world import file_ticket, status_of, upload

PHONE = "081298765432"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Limits as they are when nobody chooses."""
    chosen = {
        name: field.default for name, field in Settings.model_fields.items() if name.startswith("limit_")
    }
    return settings.model_copy(update=chosen)


def from_address(app: FastAPI, address: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=app, client=(address, 1234))
    return httpx.AsyncClient(transport=transport, base_url="http://gateway.test")


def assert_too_many(answer: httpx.Response, window: int = 60) -> None:
    assert_problem(answer, 429, "too_many")
    assert 1 <= int(answer.headers["retry-after"]) <= window


def assert_limited(codes: list[int], limit: int, start: float) -> None:
    """Check that nothing opened, and that no more was looked up than the minutes since ``start`` allow."""
    assert set(codes) == {404, 429}
    assert limit <= codes.count(404) <= limit * (1 + (time.monotonic() - start) // 60)


async def test_guessing_ten_thousand_keys(client: httpx.AsyncClient, app: FastAPI) -> None:
    key = await file_ticket(client)
    start = time.monotonic()
    codes = [(await client.get(f"/v1/submissions/{new_id()}")).status_code for _ in range(10_000)]
    assert_limited(codes, 30, start)
    assert_too_many(await client.get(f"/v1/submissions/{key}"))
    assert_too_many(await client.get(f"/v1/submissions/{key}/files/{'0' * 64}"))
    assert_too_many(await client.post("/v1/submissions/status", json={"ids": [key]}))
    async with from_address(app, "192.0.2.7") as neighbour:
        assert (await neighbour.get(f"/v1/submissions/{key}")).status_code == 200


async def test_guessing_ten_thousand_numbers(client: httpx.AsyncClient) -> None:
    number = (await status_of(client, await file_ticket(client, phone=PHONE)))["number"]
    start, codes = time.monotonic(), []
    for at in range(10_000):
        body = {"number": f"BKL-2026-{at:06d}", "phone": f"{at:06d}"}
        codes.append((await client.post("/v1/tickets/find", json=body)).status_code)
    assert_limited(codes, 10, start)
    assert_too_many(await client.post("/v1/tickets/find", json={"number": number, "phone": PHONE}))


async def test_guessing_the_phone_of_one_number_from_many_addresses(app: FastAPI) -> None:
    async with from_address(app, "192.0.2.1") as owner:
        number = (await status_of(owner, await file_ticket(owner, phone=PHONE)))["number"]
    codes = []
    for at in range(20):
        async with from_address(app, f"198.51.100.{at}") as guesser:
            answer = await guesser.post("/v1/tickets/find", json={"number": number, "phone": f"00000{at}"})
            codes.append(answer.status_code)
    assert codes == [404] * 5 + [429] * 15
    async with from_address(app, "192.0.2.1") as owner:
        answer = await owner.post("/v1/tickets/find", json={"number": number, "phone": PHONE})
    assert_too_many(answer, window=3600)


async def test_those_who_know_are_not_slowed_by_the_number(client: httpx.AsyncClient) -> None:
    number = (await status_of(client, await file_ticket(client, phone=PHONE)))["number"]
    body = {"number": number, "phone": PHONE}
    codes = [(await client.post("/v1/tickets/find", json=body)).status_code for _ in range(10)]
    assert codes == [200] * 10


@pytest.mark.parametrize("kind", ["comment", "withdrawal"])
async def test_guessing_keys_by_acting_on_them(client: httpx.AsyncClient, app: FastAPI, kind: str) -> None:
    def guess(key: str) -> dict[str, str]:
        return {"target": key} if kind == "withdrawal" else comment(key)

    key = await file_ticket(client)
    codes = [(await put(client, submission(kind, guess(new_id())))).status_code for _ in range(32)]
    assert codes == [422] * 30 + [429] * 2
    assert_too_many(await put(client, submission(kind, guess(key))))
    assert (await put(client, submission("wifi_check", wifi_check()))).status_code == 201
    async with from_address(app, "192.0.2.7") as neighbour:
        assert (await put(neighbour, submission(kind, guess(key)))).status_code == 201


async def test_unknown_ids_in_bulk_are_misses_too(client: httpx.AsyncClient) -> None:
    async def ask(count: int) -> httpx.Response:
        return await client.post("/v1/submissions/status", json={"ids": [new_id() for _ in range(count)]})

    assert (await ask(20)).status_code == 200
    assert (await ask(200)).status_code == 200
    assert_too_many(await ask(1))


async def test_polling_what_is_known_is_free(client: httpx.AsyncClient) -> None:
    key = await file_ticket(client)
    for _ in range(100):
        assert (await client.get(f"/v1/submissions/{key}")).status_code == 200
        assert (await client.post("/v1/submissions/status", json={"ids": [key]})).status_code == 200


async def test_submissions_of_a_village(client: httpx.AsyncClient) -> None:
    body = submission("wifi_check", wifi_check())
    codes = [(await put(client, body)).status_code for _ in range(121)]
    assert codes == [201] * 120 + [429]
    assert_too_many(await put(client, body))


async def test_uploads(settings: Settings, clock: FixedClock) -> None:
    app = create_app(settings.model_copy(update={"limit_uploads_per_min": 3}), clock)
    await migrate(app.state.services.database)
    async with from_address(app, "192.0.2.1") as client:
        for _ in range(3):
            await upload(client, image())
        assert_too_many(await client.put(f"/v1/attachments/{'a' * 64}", content=image()))
        assert (await client.head(f"/v1/attachments/{'a' * 64}")).status_code == 404
    await app.state.services.database.dispose()


async def test_a_wave_is_not_let_through(client: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(client.get(f"/v1/submissions/{new_id()}") for _ in range(200)))
    codes = [answer.status_code for answer in answers]
    assert codes.count(404) == 30
    assert codes.count(429) == 170
    assert_too_many(await client.get(f"/v1/submissions/{new_id()}"))


@pytest.fixture
async def behind_proxy(settings: Settings, clock: FixedClock) -> AsyncIterator[FastAPI]:
    """The application, told to trust a header."""
    app = create_app(settings.model_copy(update={"proxy_header": "X-Forwarded-For"}), clock)
    await migrate(app.state.services.database)
    await add_content(app.state.services.database)
    yield app
    await app.state.services.database.dispose()


async def _exhaust(client: httpx.AsyncClient, forwarded: str) -> int:
    headers = {"X-Forwarded-For": forwarded}
    for _ in range(31):
        answer = await client.get(f"/v1/submissions/{new_id()}", headers=headers)
    return answer.status_code


async def test_senders_behind_a_proxy_are_told_apart(behind_proxy: FastAPI) -> None:
    async with from_address(behind_proxy, "10.0.0.1") as proxy:
        assert await _exhaust(proxy, "203.0.113.5, 192.0.2.1") == 429
        for forwarded, status in (("203.0.113.5, 192.0.2.2", 404), ("1.1.1.1, 192.0.2.1", 429), ("x", 404)):
            answer = await proxy.get(f"/v1/submissions/{new_id()}", headers={"X-Forwarded-For": forwarded})
            assert answer.status_code == status


async def test_the_header_counts_for_nothing_without_a_proxy(client: httpx.AsyncClient) -> None:
    for at in range(31):
        headers = {"X-Forwarded-For": f"192.0.2.{at}"}
        answer = await client.get(f"/v1/submissions/{new_id()}", headers=headers)
    assert_too_many(answer)


def _request(address: str) -> Request:
    return Request({"type": "http", "headers": [], "client": (address, 1)})


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2:3::4", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ],
)
async def test_who_counts_as_one(
    settings: Settings, clock: FixedClock, one: str, other: str, is_same: bool
) -> None:
    limits = Limits(settings, clock)
    assert (limits.address(_request(one)) == limits.address(_request(other))) is is_same


async def test_no_address_is_kept(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    address = "198.51.100.77"
    async with from_address(app, address) as client:
        await _exhaust(client, "")
    storage = app.state.services.limits._windows.storage
    assert storage.events, "something is counted"
    assert address not in repr(storage.events) + repr(storage.storage) + caplog.text


async def test_zero_is_no_limit(settings: Settings, clock: FixedClock) -> None:
    limits = Limits(settings.model_copy(update={"limit_misses_per_min": 0}), clock)
    for _ in range(1000):
        await limits.count(Rule.MISSES, "a")
    await limits.require(Rule.MISSES, "a")
    await limits.add(Rule.MISSES, "a", 5)


async def test_a_store_that_does_not_answer_refuses_nobody(
    settings: Settings, clock: FixedClock, caplog: pytest.LogCaptureFixture
) -> None:
    class Gone:
        """Windows whose store is away."""

        async def hit(self, *_: object, **__: object) -> bool:
            raise StorageError(OSError("away"))

        get_window_stats = hit

    limits = Limits(settings, clock)
    limits._windows = Gone()  # type: ignore[assignment]
    await limits.count(Rule.FINDS, "192.0.2.1")
    await limits.require(Rule.FINDS, "192.0.2.1")
    await limits.add(Rule.FINDS, "192.0.2.1")
    assert "does not answer" in caplog.text
    assert "192.0.2.1" not in caplog.text


async def test_processes_with_one_store_count_alike(settings: Settings, clock: FixedClock) -> None:
    shared = settings.model_copy(update={"limits_url": "memory://secret@store"})
    one, other = Limits(shared, clock), Limits(shared, clock)
    alone, apart = Limits(settings, clock), Limits(settings, clock)
    assert one._hashed("192.0.2.1") == other._hashed("192.0.2.1")
    assert alone._hashed("192.0.2.1") != apart._hashed("192.0.2.1")
