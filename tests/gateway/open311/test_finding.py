"""Which requests a query finds, page by page, in windows of time, and as one file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from fastapi import FastAPI

from gateway.tickets.transitions import Action
from tests.gateway.conftest import FixedClock
from tests.gateway.open311.world import V2, do, file, numbers
from tests.gateway.samples import NOW

URL = f"{V2}/requests.json"


async def find(client: httpx.AsyncClient, **query: str) -> list[str]:
    answer = await client.get(URL, params=query)
    assert answer.status_code == 200, answer.text
    return numbers(answer.json())


async def file_at(client: httpx.AsyncClient, clock: FixedClock, key: str, *moments: datetime) -> list[str]:
    """File a report at each moment; afterwards it is ``NOW`` again."""
    found = []
    for moment in moments:
        clock.moment = moment
        found.append(await file(client, key))
    clock.moment = NOW
    return found


async def test_pages_are_stable_and_end(
    client_on_both: httpx.AsyncClient, key_on_both: str, clock: FixedClock
) -> None:
    """Also of requests that came in the same instant."""
    filed = await file_at(client_on_both, clock, key_on_both, *[NOW] * 3, *[NOW - timedelta(days=1)] * 2)
    expected = [*reversed(filed[:3]), *reversed(filed[3:])]
    assert await find(client_on_both) == expected
    pages = [await find(client_on_both, page=str(page), page_size="2") for page in range(1, 5)]
    assert pages == [expected[:2], expected[2:4], expected[4:], []]
    assert await find(client_on_both, page="1000000", page_size="1000") == []


async def test_an_evening_in_bengkulu_belongs_to_its_day(
    client: httpx.AsyncClient, key: str, clock: FixedClock
) -> None:
    evening = datetime(2026, 11, 18, 16, 59, 59, 700_000, tzinfo=UTC)  # 23.59 on the 18th in Bengkulu
    morning = datetime(2026, 11, 18, 17, 0, 0, tzinfo=UTC)  # midnight, the 19th
    first, second = await file_at(client, clock, key, evening, morning)
    for start, end in (
        ("2026-11-18T00:00:00+07:00", "2026-11-18T23:59:59+07:00"),
        ("2026-11-18T00:00:00 07:00", "2026-11-18T23:59:59 07:00"),
        ("2026-11-17T17:00:00Z", "2026-11-18T16:59:59Z"),
        ("2026-11-17T17:00:00.000Z", "2026-11-18T16:59:59.999Z"),
        ("2026-11-18", "2026-11-18"),
    ):
        assert await find(client, start_date=start, end_date=end) == [first]
    assert await find(client, start_date="2026-11-19", end_date="2026-11-19") == [second]
    assert await find(client, start_date="2026-11-18", end_date="2026-11-19") == [second, first]


async def test_by_default_the_last_90_days(client: httpx.AsyncClient, key: str, clock: FixedClock) -> None:
    old, recent = await file_at(client, clock, key, NOW - timedelta(days=91), NOW - timedelta(days=89))
    assert await find(client) == [recent]
    assert await find(client, status="", service_code=" ") == [recent]
    assert await find(client, start_date="2026-08-01T00:00:00Z") == [recent, old]
    assert await find(client, end_date="2026-08-23T00:00:00Z") == [old]


async def test_ids_override_everything(client: httpx.AsyncClient, key: str, clock: FixedClock) -> None:
    first, second, third = await file_at(client, clock, key, NOW - timedelta(days=200), NOW, NOW)
    wanted = {"service_request_id": f"{first}, {second},BKL-2026-999999", "status": "closed",
              "start_date": "2026-01-01", "end_date": "2026-01-02", "service_code": "unknown"}  # fmt: skip
    assert await find(client, **wanted) == [second, first]
    assert await find(client, service_request_id="nothing") == []
    assert third in await find(client, service_request_id="")


async def test_by_service(client: httpx.AsyncClient, key: str) -> None:
    road, information = await file(client, key), await file(client, key, service_code="informasi.publik_1")
    assert await find(client, service_code="lubang-jalan") == [road]
    assert await find(client, service_code="lubang-jalan,informasi.publik_1") == [information, road]
    assert await find(client, service_code="unknown") == []
    both = await client.get(
        URL, params=[("service_code", "lubang-jalan"), ("service_code", "informasi.publik_1")]
    )
    assert numbers(both.json()) == [information, road]


async def test_by_change(client: httpx.AsyncClient, app: FastAPI, key: str, clock: FixedClock) -> None:
    """Whoever follows changes misses none for its age."""
    old, recent = await file_at(client, clock, key, NOW - timedelta(days=300), NOW)
    await do(app, old, Action.TAKE, NOW + timedelta(seconds=30))
    clock.moment = NOW + timedelta(days=1)
    assert await find(client, updated_after="2026-11-21T12:00:10+07:00") == [old]
    assert await find(client, updated_before="2026-11-21T12:00:10+07:00") == [recent]
    assert await find(client, updated_after="2026-11-21T11:00:00+07:00") == [recent, old]
    assert await find(client, updated_after="2026-11-21", start_date="2026-11-20") == [recent]
    [found] = (await client.get(f"{V2}/requests/{old}.json")).json()
    assert old in await find(client, updated_after=found["updated_datetime"])


async def test_as_one_file(client_on_both: httpx.AsyncClient, key_on_both: str) -> None:
    number = await file(client_on_both, key_on_both, description="=HYPERLINK(A1)")
    answer = await client_on_both.get(f"{V2}/requests.csv", params={"status": "open"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="requests.csv"' in answer.headers["content-disposition"]
    [row] = csv.DictReader(io.StringIO(answer.text))
    [shown] = (await client_on_both.get(f"{V2}/requests/{number}.json")).json()
    assert row.pop("description") == "'=HYPERLINK(A1)"
    assert row == {
        name: "" if value is None else str(value) for name, value in shown.items() if name != "description"
    }
    assert (
        list(csv.DictReader(io.StringIO((await client_on_both.get(f"{V2}/requests.csv?status=closed")).text)))
        == []
    )


@pytest.mark.parametrize("path", ["services.json", "requests.xml", "requests.csv", "discovery.json"])
async def test_anybody_may_read_and_keep_it(client: httpx.AsyncClient, key: str, path: str) -> None:
    for _ in range(3):
        await file(client, key)
    answer = await client.get(f"{V2}/{path}", headers={"Origin": "https://contoh.invalid"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "public, max-age=60"
    again = await client.get(f"{V2}/{path}", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert len(answer.content) < 700 or answer.headers["content-encoding"] == "gzip"


async def test_the_log_names_the_route_only(
    client: httpx.AsyncClient, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "gateway.access")
    await client.get(f"{V2}//requests/BKL-2026-000001.json/", params={"page": "1"})
    [line] = [record.getMessage() for record in caplog.records if record.name == "gateway.access"]
    assert line.startswith("GET /open311/v2/requests/{service_request_id}.{suffix} 404 ")
