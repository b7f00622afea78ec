"""The public clock over HTTP: its figures can be recomputed by anybody from the file beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.feed.repository import upsert_rows
from tests.gateway.conftest import FixedClock
from tests.gateway.samples import assert_problem, client_of
from tests.gateway.statistics.histories import FIRST, REGENCIES, History, histories, number_of, store
from tests.gateway.statistics.reference import read, recompute

URL = "/v1/statistics"
SOME = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ticket(**changes: Any) -> History:
    sample: History = {
        "service_id": "jalan-rusak",
        "agency_id": "dinas-pupr",
        "regency_code": "17.71",
        "status": "received",
        "received_at": datetime(2026, 11, 20, 5, tzinfo=UTC),
        "updated_at": datetime(2026, 11, 20, 5, tzinfo=UTC),
        "due_on": date(2026, 11, 27),
    }
    return {**sample, **changes}


async def ask(client: httpx.AsyncClient, **query: str) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Return the figures and the rows that they come from."""
    answer = await client.get(URL, params=query)
    rows = await client.get(f"{URL}/requests.csv", params=query)
    assert (answer.status_code, rows.status_code) == (200, 200), answer.text
    return answer.json(), read(rows.text)


@SOME
@given(tickets=st.lists(histories(), max_size=12), data=st.data())
async def test_figures_equal_those_recomputed_from_the_file(
    app: FastAPI, clock: FixedClock, tickets: list[History], data: st.DataObject
) -> None:
    clock.moment = FIRST + data.draw(st.timedeltas(timedelta(days=61), timedelta(days=300)))
    await store(app.state.services.database, tickets)
    query = {"from": "2025-12-01", "to": "2026-12-31"}
    async with client_of(app) as client:
        found, rows = await ask(client, **query)
        regency = data.draw(st.sampled_from(REGENCIES[1:]))
        of_regency, regency_rows = await ask(client, regency=regency, **query)
    kept = [number_of(at) for at, each in enumerate(tickets, 1) if each["status"] != "withdrawn"]
    assert sorted(row["number"] for row in rows) == kept
    assert found["total"] == recompute(rows, found["as_of"])
    assert of_regency["total"] == recompute(regency_rows, of_regency["as_of"])
    assert regency_rows == [row for row in rows if row["regency_code"] == regency]
    for group, column in (("agency", "agency_id"), ("regency", "regency_code"), ("service", "service_id")):
        for member in found[f"by_{group}"]:
            name = member.pop("id") or ""
            own = [row for row in rows if row[column].lstrip("'") == name]
            member.pop("name")
            assert member == recompute(own, found["as_of"])
        assert sum(member["received"] for member in found[f"by_{group}"]) == len(rows)


async def test_on_both_databases(client_on_both: httpx.AsyncClient, app_on_both: FastAPI) -> None:
    database = app_on_both.state.services.database
    async with database.write() as session:
        await upsert_rows(session, "agencies", [{"id": "dinas-pupr", "name": "Dinas PUPR"}])
    answered_at = datetime(2026, 11, 20, 17, 0, 0, 5, tzinfo=UTC)
    await store(database, [ticket(), ticket(status="answered", answered_at=answered_at, agency_id=None)])
    found, rows = await ask(client_on_both)
    assert (found["from"], found["to"]) == ("2025-11-22", "2026-11-21")
    assert found["total"] == recompute(rows, found["as_of"])
    assert [(group["id"], group["name"]) for group in found["by_agency"]] == [
        ("dinas-pupr", "Dinas PUPR"),
        (None, None),
    ]
    assert found["by_regency"][0]["name"] == "Kota Bengkulu"
    assert rows[1]["answered_at"] == answered_at.isoformat()


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ({"from": "2026-11-20", "to": "2026-11-20"}, [2]),
        ({"to": "2026-11-19"}, [1]),
        ({"from": "2026-11-21"}, [3]),
        ({"from": "", "to": "", "agency": ""}, [1, 2, 3]),
        ({"agency": "dinas-pupr"}, [2, 3]),
        ({"service": "other"}, [3]),
        ({"regency": "17.01"}, []),
    ],
)
async def test_a_selection(
    app: FastAPI, client: httpx.AsyncClient, query: dict[str, str], numbers: list[int]
) -> None:
    """Days begin at midnight in Bengkulu, which is 17.00 of the day before in UTC."""
    received = [
        datetime(2026, 11, 19, 16, 59, 59, tzinfo=UTC),
        datetime(2026, 11, 20, 16, 59, 59, tzinfo=UTC),
    ]
    own = {"agency_id": "other"}, {}, {"service_id": "other"}
    times = [*received, datetime(2026, 11, 20, 17, tzinfo=UTC)]
    await store(
        app.state.services.database,
        [ticket(received_at=at, **more) for at, more in zip(times, own, strict=True)],
    )
    found, rows = await ask(client, **query)
    assert [row["number"] for row in rows] == [number_of(place) for place in numbers]
    assert found["total"]["received"] == len(numbers)


@pytest.mark.parametrize("path", [URL, f"{URL}/requests.csv"])
@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ({"from": "yesterday"}, [("from", "format")]),
        ({"from": "2026-02-30", "to": "20261121"}, [("to", "format"), ("from", "format")]),
        ({"to": "9999-12-31"}, [("to", "range")]),
        ({"to": "0001-01-01"}, [("to", "range")]),
        ({"from": "0001-01-01"}, [("from", "range")]),
        ({"from": "2026-11-02", "to": "2026-11-01"}, [("from", "range")]),
        ({"agency": "x" * 101}, [("agency", "too_long")]),
        ({"service": "\0"}, [("service", "bad_text")]),
    ],
)
async def test_what_is_refused(
    client: httpx.AsyncClient, path: str, query: dict[str, str], problems: list[tuple[str, str]]
) -> None:
    body = assert_problem(await client.get(path, params=query), 422, "invalid")
    assert [(error["field"], error["code"]) for error in body["errors"]] == problems


async def test_anybody_may_read_and_keep_it(app: FastAPI, client: httpx.AsyncClient) -> None:
    await store(app.state.services.database, [ticket() for _ in range(30)])
    for path, media_type in ((URL, "application/json"), (f"{URL}/requests.csv", "text/csv; charset=utf-8")):
        answer = await client.get(path, headers={"Origin": "https://example.org"})
        assert answer.headers["content-type"] == media_type
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cache-control"] == "public, max-age=60"
        assert answer.headers["content-encoding"] == "gzip"
        again = await client.get(path, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "query", ["from=1971-01-01&to=2099-12-31", "from=2099-12-31&to=2099-12-31", "agency=%ff"]
)
async def test_far_days_on_both_databases(client_on_both: httpx.AsyncClient, query: str) -> None:
    assert (await client_on_both.get(f"{URL}?{query}")).status_code == 200
