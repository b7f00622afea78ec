"""Clients that others wrote, and what they expect of an endpoint, against a real server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import httpx
import pytest
from civicbot import HttpTransport, Open311Client, Open311Error
from civicbot.http import HttpError, RateLimiter
from civicbot.open311 import CONFIRM_TOKEN
from civicbot.registry import Endpoint
from defusedxml.ElementTree import fromstring

from gateway.db import Database
from gateway.migrate import ensure_data_dir, migrate
from tests.gateway.api.test_process import free_port, serving
from tests.gateway.open311.world import V2, build, file, report
from tests.gateway.samples import add_content

REPORT: dict[str, Any] = {
    "lat": -3.7901,
    "lng": 102.2512,
    "description": "Lubang besar di tikungan.",
    "first_name": "Bunga",
    "last_name": "Rampai",
    "attributes": {"kind": "pothole", "truth": "yes", "dangers": ["dark", "bend"], "details": "Dalam."},
}


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[tuple[str, str]]:
    """Address of the endpoint in a process of its own, and a partner's key."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'rafflesia.sqlite3'}"
    ensure_data_dir(url)
    database = Database(url)
    await migrate(database)
    await add_content(database)
    key = await build(database)
    await database.dispose()
    port = free_port()
    async with serving(tmp_path, port):
        yield f"http://127.0.0.1:{port}", key


def drive_civicbot(base: str, key: str) -> None:
    """Do everything that the client can do."""
    endpoint = Endpoint("bengkulu", "Bengkulu", base + V2, write=True)
    client = Open311Client(endpoint, HttpTransport(rate_limiter=RateLimiter(0)), "bengkuluprov.go.id")
    assert [service["service_code"] for service in client.list_services()] == [
        "informasi.publik_1", "lubang-jalan"
    ]  # fmt: skip
    definition = client.get_service_definition("lubang-jalan")
    assert definition["attributes"][0]["code"] == "kind"
    with pytest.raises(Open311Error, match="kind"):
        client.create_request("lubang-jalan", validate_remote=True, lat=-3.79, lng=102.25)
    sent = client.create_request(
        "lubang-jalan",
        validate_remote=True,
        dry_run=False,
        confirm=CONFIRM_TOKEN,
        api_key=key,
        **{**REPORT, "attributes": {**REPORT["attributes"], "name": "Bunga Rampai"}},
    )
    number = sent.response[0]["service_request_id"]
    assert client.get_token(number)[0]["service_request_id"] == number
    request = client.get_request(number)
    assert request is not None
    assert (request["status"], request["lat"], request["long"]) == ("open", -3.7901, 102.2512)
    listed = client.list_requests(status="open", service_code="lubang-jalan", page_size=10)
    assert listed == client.list_requests(service_request_ids=[number]) == [request]
    assert client.list_requests(status="closed") == []
    with pytest.raises(HttpError) as refused:
        client.create_request("lubang-jalan", dry_run=False, confirm=CONFIRM_TOKEN, api_key="wrong", **REPORT)
    assert refused.value.status == 403
    with pytest.raises(HttpError) as missing:
        client.get_service_definition("nothing")
    assert missing.value.status == 404


async def test_civicbot(served: tuple[str, str]) -> None:
    await asyncio.to_thread(drive_civicbot, *served)


def forced(element: Element, name: str) -> list[Element]:
    """Return the members of a list, as clients do that expect a list wherever the schema has one."""
    assert all(child.tag == name for child in element)
    return list(element)


async def test_a_client_that_reads_xml_only(client: httpx.AsyncClient, key: str) -> None:
    """As council systems do: list, definitions of services with metadata, report, follow updates."""
    common = {"jurisdiction_id": "bengkuluprov.go.id"}
    listing = fromstring((await client.get(f"{V2}/services.xml", params=common)).content)
    services = {each.findtext("service_code"): each for each in forced(listing, "service")}
    assert services["lubang-jalan"].findtext("metadata") == "true"
    assert services["informasi.publik_1"].findtext("metadata") == "false"
    definition = fromstring((await client.get(f"{V2}/services/lubang-jalan.xml", params=common)).content)
    attributes = definition.find("attributes")
    assert attributes is not None
    for attribute in forced(attributes, "attribute"):
        assert int(attribute.findtext("order") or "") > 0
        assert attribute.findtext("variable") == "true"
        values = attribute.find("values")
        assert values is None or all(value.findtext("key") for value in forced(values, "value"))
    body = {**report(api_key=key), **common, "attribute[easting]": "1", "attribute[fixmystreet_id]": "77"}
    posted = fromstring((await client.post(f"{V2}/requests.xml", data=body)).content)
    number = forced(posted, "request")[0].findtext("service_request_id")
    window = {"start_date": "2026-11-21T04:00:00Z", "end_date": "2026-11-21T06:00:00Z", "api_key": ""}
    updates = fromstring((await client.get(f"{V2}/servicerequestupdates.xml", params=window)).content)
    assert forced(updates, "request_update") == []
    found = fromstring(
        (await client.get(f"{V2}/requests.xml", params={"service_request_id": number})).content
    )
    assert forced(found, "request")[0].findtext("status") == "open"


async def test_a_client_that_reads_errors_in_xml(client: httpx.AsyncClient, key: str) -> None:
    answer = await client.post(f"{V2}/requests.xml", data={"api_key": "wrong"})
    [error] = forced(fromstring(answer.content), "error")
    assert (error.findtext("code"), error.findtext("description")) == (
        "403",
        "api_key: Missing or not valid.",
    )


@pytest.mark.parametrize("join", ["{}/{}", "{}//{}", "{}/{}/"])
async def test_a_client_that_finds_its_way_by_discovery(
    client: httpx.AsyncClient, key: str, join: str
) -> None:
    """The published address works with a slash added or not, and the format by its suffix."""
    discovery = (await client.get(f"{V2}/discovery.json")).json()
    [endpoint] = [each for each in discovery["endpoints"] if each["type"] == "production"]
    assert not endpoint["url"].endswith("/")
    answer = await client.get(join.format(endpoint["url"], "services.json"))
    assert [service["type"] for service in answer.json()] == ["realtime"] * 2


async def test_a_client_that_wraps_everything_in_lists(client: httpx.AsyncClient, key: str) -> None:
    """Top-level arrays, also of one and of none; ids are texts, flags are flags, nothing is null."""
    number = await file(client, key)
    for path in ("services", "requests", f"requests/{number}", f"tokens/{number}", "servicerequestupdates"):
        found = (await client.get(f"{V2}/{path}.json")).json()
        assert isinstance(found, list), path
        for member in found:
            ids = [value for name, value in member.items() if name.endswith(("_id", "_code", "token"))]
            assert all(value is None or isinstance(value, str) for value in ids), path
            assert "" not in member.values(), path
    [service] = [
        each for each in (await client.get(f"{V2}/services.json")).json() if each["metadata"] is True
    ]
    assert service["service_code"] == "lubang-jalan"


async def test_a_client_that_sends_dates_as_midnight_utc(client: httpx.AsyncClient, key: str) -> None:
    number = await file(client, key)
    dates = {"start_date": "2026-11-21T00:00:00Z", "end_date": "2026-11-22T00:00:00Z", "status": "open"}
    answer = await client.get(
        f"{V2}/requests.json", params={**dates, "jurisdiction_id": "", "page_size": "50"}
    )
    assert [each["service_request_id"] for each in answer.json()] == [number]
