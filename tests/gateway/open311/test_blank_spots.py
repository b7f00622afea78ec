"""A blank spot that a partner reports is one like those of the app."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway.feed.repository import upsert_rows
from tests.gateway.open311.world import V2, errors, post, service, stored
from tests.gateway.samples import VILLAGE, feed_row, image

CODE = "lapor-blank-spot"
SPOT: dict[str, Any] = {
    "service_code": CODE,
    "attribute[kind]": None,
    "attribute[truth]": None,
    "attribute[blank][]": ["telkomsel"],
    "attribute[weak][]": ["indosat", "telkomsel"],
    "attribute[environment]": "indoor",
}


@pytest.fixture
async def partner(app_on_both: FastAPI, key_on_both: str) -> str:
    """The key of a partner of a gateway that takes blank spots."""
    async with app_on_both.state.services.database.write() as session:
        await upsert_rows(session, "services", [service(CODE, None, kind="blank_spot", target_days=10)])
    return key_on_both


async def test_it_is_offered_with_a_small_form(client_on_both: httpx.AsyncClient, partner: str) -> None:
    listed = (await client_on_both.get(f"{V2}/services.json")).json()
    assert CODE in {each["service_code"] for each in listed}
    definition = (await client_on_both.get(f"{V2}/services/{CODE}.json")).json()
    assert [(each["code"], each["required"]) for each in definition["attributes"]] == [
        ("blank", False), ("weak", False), ("environment", True), ("note", False)
    ]  # fmt: skip
    assert [value["key"] for value in definition["attributes"][0]["values"]] == ["indosat", "telkomsel"]


async def test_it_is_counted_and_has_a_ticket(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, partner: str
) -> None:
    answer = await post(client_on_both, api_key=partner, phone="0812-0000-0000", **SPOT)
    assert answer.status_code == 200, answer.text
    number = answer.json()[0]["service_request_id"]
    ticket, submission = await stored(app_on_both, number)
    assert (submission.kind, ticket.service_id, ticket.channel) == ("blank_spot", CODE, "open311")
    assert ticket.api_key_id is not None
    assert (ticket.reporter_name, ticket.reporter_phone) == ("Bunga Rampai", "0812-0000-0000")
    assert str(ticket.due_on) == "2026-12-07"
    counted = await feed_row(client_on_both, "blank-spots", VILLAGE)
    assert counted is not None
    assert (counted["reports"], counted["blank_by_operator"]) == (1, {"telkomsel": 1})
    [shown] = (await client_on_both.get(f"{V2}/requests/{number}.json")).json()
    assert (shown["lat"], shown["long"]) == (-3.79, 102.25)  # the village's middle
    assert shown["description"] is None


@pytest.mark.parametrize(
    ("changes", "parameter"),
    [
        ({"attribute[blank][]": None, "attribute[weak][]": None}, "attribute[blank]"),
        ({"attribute[blank][]": ["indihome"]}, "attribute[blank]"),
        ({"attribute[environment]": None}, "attribute[environment]"),
        ({"lat": None, "long": None, "address_string": "Di belakang bukit"}, "lat"),
    ],
)
async def test_what_is_refused(
    client_on_both: httpx.AsyncClient, partner: str, changes: dict[str, Any], parameter: str
) -> None:
    answer = await post(client_on_both, "xml", api_key=partner, **{**SPOT, **changes})
    assert errors(answer, "xml") == [("400", parameter)]
    assert await feed_row(client_on_both, "blank-spots", VILLAGE) is None


async def test_with_a_photo(client_on_both: httpx.AsyncClient, app_on_both: FastAPI, partner: str) -> None:
    data = {name: value for name, value in SPOT.items() if value} | {
        "api_key": partner,
        "lat": "-3.79",
        "long": "102.25",
    }
    files = [("media", ("foto.jpg", image(), "image/jpeg"))]
    answer = await client_on_both.post(f"{V2}/requests.json", data=data, files=files)
    assert answer.status_code == 200, answer.text
