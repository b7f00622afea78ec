"""Every document that can be read, in both formats."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway.app import create_app
from gateway.settings import Settings
from gateway.tickets.transitions import Action
from tests.gateway.conftest import FixedClock
from tests.gateway.open311.world import V2, do, file, later, numbers, read, texts
from tests.gateway.samples import VILLAGE, client_of

BOTH = pytest.mark.parametrize("suffix", ["json", "xml"])

REQUEST = {
    "status": "open",
    "status_notes": None,
    "service_name": "Lubang jalan",
    "service_code": "lubang-jalan",
    "description": "Lubang besar di tikungan.",
    "agency_responsible": "Dinas PUPR",
    "service_notice": None,
    "requested_datetime": "2026-11-21T12:00:00+07:00",
    "updated_datetime": "2026-11-21T12:00:00+07:00",
    "expected_datetime": "2026-11-30T23:59:59+07:00",
    "address": "Kebun Keling, Teluk Segara, Kota Bengkulu",
    "address_id": VILLAGE,
    "zipcode": None,
    "lat": -3.7901,
    "long": 102.2512,
    "media_url": None,
}


async def get(client: httpx.AsyncClient, suffix: str, path: str, root: str, **query: str) -> Any:
    """Return the document at ``path``."""
    answer = await client.get(f"{V2}/{path}.{suffix}", params=query)
    assert answer.status_code == 200, answer.text
    return read(answer, suffix, root)


def same(document: Any, expected: Any, suffix: str) -> bool:
    """Tell whether a document is the expected one, which XML knows as texts only."""
    return bool(document == (expected if suffix == "json" else texts(expected)))


@BOTH
async def test_discovery(client: httpx.AsyncClient, key: str, suffix: str) -> None:
    found = await get(client, suffix, "discovery", "discovery")
    endpoint = found["endpoints"][0]
    assert endpoint["url"] == "http://gateway.test/open311/v2"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert endpoint["type"] == "production"
    assert "wiki.open311.org/GeoReport_v2" in endpoint["specification"]
    assert set(found) == {"changeset", "contact", "key_service", "endpoints"}
    assert found["contact"] is None


async def test_the_published_address_is_a_setting(settings: Settings, clock: FixedClock) -> None:
    changes = {"public_url": "https://layanan.contoh.invalid/", "contact_email": "halo@contoh.invalid"}
    async with client_of(create_app(settings.model_copy(update=changes), clock)) as client:
        found = await get(client, "json", "discovery", "discovery")
    assert found["endpoints"][0]["url"] == "https://layanan.contoh.invalid/open311/v2"
    assert found["contact"] == "halo@contoh.invalid"


@BOTH
async def test_services(client: httpx.AsyncClient, key: str, suffix: str) -> None:
    found = await get(client, suffix, "services", "services")
    expected = [
        {
            "service_code": "informasi.publik_1",
            "service_name": "Informasi.publik_1",
            "description": "Dilayani Dinas.",
            "metadata": False,
            "type": "realtime",
            "keywords": None,
            "group": "information",
        },
        {
            "service_code": "lubang-jalan",
            "service_name": "Lubang jalan",
            "description": "Dilayani Dinas. Semua orang. Target: 5 hari kerja.",
            "metadata": True,
            "type": "realtime",
            "keywords": "lubang, aspal",
            "group": "complaint",
        },
    ]
    assert same(found, expected, suffix)


@BOTH
async def test_no_services(client: httpx.AsyncClient, suffix: str) -> None:
    assert await get(client, suffix, "services", "services") == []


@BOTH
async def test_a_definition(client: httpx.AsyncClient, key: str, suffix: str) -> None:
    found = await get(client, suffix, "services/lubang-jalan", "service_definition")
    assert found["service_code"] == "lubang-jalan"
    attributes = {attribute["code"]: attribute for attribute in found["attributes"]}
    assert [(code, attribute["datatype"]) for code, attribute in attributes.items()] == [
        ("kind", "singlevaluelist"),
        ("other", "string"),
        ("details", "text"),
        ("depth", "number"),
        ("since", "datetime"),
        ("dangers", "multivaluelist"),
        ("name", "string"),
        ("phone", "string"),
        ("truth", "singlevaluelist"),
    ]
    assert same([attribute["order"] for attribute in found["attributes"]], list(range(1, 10)), suffix)
    assert same([attribute["required"] for attribute in found["attributes"]],
                [True, False, True, False, False, False, True, False, True], suffix)  # fmt: skip
    assert same(
        attributes["kind"],
        {
            "variable": True,
            "code": "kind",
            "datatype": "singlevaluelist",
            "required": True,
            "datatype_description": None,
            "order": 1,
            "description": "Apa yang rusak?",
            "values": [{"key": key, "name": key.capitalize()} for key in ("pothole", "bridge", "other")],
        },
        suffix,
    )
    assert attributes["truth"]["values"] == [{"key": "yes", "name": "Ya"}]
    assert attributes["other"]["datatype_description"] == (
        "Paling banyak 40 huruf. Wajib bila “Apa yang rusak?” dijawab: Other."
    )
    assert attributes["depth"]["datatype_description"] == "Dalam cm."
    assert attributes["phone"]["datatype_description"] == "Nomor telepon, 8–15 angka."
    assert attributes["since"]["datatype_description"] == "Hari, misalnya 2026-11-21."


@BOTH
async def test_a_definition_without_attributes(client: httpx.AsyncClient, key: str, suffix: str) -> None:
    found = await get(client, suffix, "services/informasi.publik_1", "service_definition")
    assert found == {"service_code": "informasi.publik_1", "attributes": []}


@BOTH
@pytest.mark.parametrize("path", ["requests/{}", "requests"])
async def test_a_request(client: httpx.AsyncClient, key: str, suffix: str, path: str) -> None:
    number = await file(client, key)
    found = await get(client, suffix, path.format(number), "service_requests")
    assert same(found, [{"service_request_id": number, **REQUEST}], suffix)


@BOTH
async def test_no_requests(client: httpx.AsyncClient, key: str, suffix: str) -> None:
    assert await get(client, suffix, "requests", "service_requests") == []


async def test_a_request_on_both_databases(
    client_on_both: httpx.AsyncClient, app_on_both: FastAPI, key_on_both: str
) -> None:
    number = await file(client_on_both, key_on_both)
    await do(app_on_both, number, Action.ANSWER, later(hours=1), text="Kami datang besok.")
    found = await get(client_on_both, "json", f"requests/{number}", "service_requests", extensions="true")
    assert found[0]["status_notes"] == "Kami datang besok."
    assert found[0]["updated_datetime"] == "2026-11-21T13:00:00+07:00"
    updates = await get(client_on_both, "json", "servicerequestupdates", "service_request_updates",
                        end_date="2026-11-22")  # fmt: skip
    assert [update["description"] for update in updates] == ["Kami datang besok."]


@BOTH
async def test_extensions(client: httpx.AsyncClient, app: FastAPI, key: str, suffix: str) -> None:
    number = await file(client, key, **{"attribute[dangers][]": ["dark", "bend"], "attribute[depth]": "12.5"})
    await do(app, number, Action.ANSWER, later(hours=1), text="Kami datang besok.")
    await do(app, number, Action.NOTE, later(hours=2), text="Rahasia kantor.")
    [found] = await get(client, suffix, f"requests/{number}", "service_requests", extensions="true")
    extended = found["extended_attributes"]
    assert extended["status"] == "answered"
    assert same(
        extended["answers"]["dangers"] if suffix == "json" else ["dark", "bend"], ["dark", "bend"], suffix
    )
    assert same(extended["answers"]["depth"], 12.5, suffix)
    assert extended["answered_datetime"] == "2026-11-21T13:00:00+07:00"
    assert found["notes"] == [
        {"datetime": "2026-11-21T12:00:00+07:00", "summary": "received", "description": None},
        {"datetime": "2026-11-21T13:00:00+07:00", "summary": "answered", "description": "Kami datang besok."},
    ]
    [plainly] = await get(client, suffix, f"requests/{number}", "service_requests")
    assert not {"extended_attributes", "notes"} & set(plainly)


ENDS = [
    ([], "open"),
    ([Action.TAKE], "open"),
    ([Action.ANSWER], "open"),
    ([Action.RESOLVE], "open"),
    ([Action.RESOLVE, Action.ACCEPT], "closed"),
    ([Action.RESOLVE, Action.EXPIRE], "closed"),
    ([Action.REJECT], "closed"),
    ([Action.RESOLVE, Action.ACCEPT, Action.REOPEN], "open"),
]


@pytest.mark.parametrize(("actions", "status"), ENDS, ids=str)
async def test_status(
    client: httpx.AsyncClient, app: FastAPI, key: str, actions: list[Action], status: str
) -> None:
    number = await file(client, key)
    for hours, action in enumerate(actions, 1):
        spoken = {"text": "Jelas."} if action in {Action.ANSWER, Action.RESOLVE, Action.REJECT} else {}
        proof = {"no_proof_reason": "Tidak tampak."} if action is Action.RESOLVE else {}
        await do(app, number, action, later(hours=hours), **spoken, **proof)
    for wanted, expected in ((status, [number]), ({"open": "closed", "closed": "open"}[status], [])):
        assert numbers(await get(client, "json", "requests", "service_requests", status=wanted)) == expected
    assert numbers(await get(client, "json", "requests", "service_requests", status="open,closed")) == [
        number
    ]


async def test_a_withdrawn_request_is_told_but_not_listed(
    client: httpx.AsyncClient, app: FastAPI, key: str
) -> None:
    number = await file(client, key)
    await do(app, number, Action.WITHDRAW, later(hours=1))
    assert await get(client, "json", "requests", "service_requests") == []
    [found] = await get(client, "json", f"requests/{number}", "service_requests")
    assert found["status"] == "closed"
    assert found["status_notes"] == "Ditarik oleh pelapor."
    assert {found[name] for name in ("description", "lat", "long", "address", "service_code")} == {None}


@BOTH
async def test_updates(client: httpx.AsyncClient, app: FastAPI, key: str, suffix: str) -> None:
    number, other = await file(client, key), await file(client, key)
    await do(app, number, Action.TAKE, later(hours=1))
    await do(app, number, Action.NOTE, later(hours=2), text="Rahasia kantor.")
    await do(app, number, Action.ASK, later(hours=3), text="Siapa namanya?")
    await do(app, number, Action.RESOLVE, later(hours=4), text="Sudah ditambal.", no_proof_reason="Gelap.")
    await do(app, number, Action.ACCEPT, later(hours=5))
    await do(app, other, Action.REJECT, later(hours=4.5), text="Jalan nasional.")
    window = {"start_date": "2026-11-21T00:00:00+07:00", "end_date": "2026-11-21T23:59:59+07:00"}
    found = await get(client, suffix, "servicerequestupdates", "service_request_updates", **window)
    shown = [(each["service_request_id"], each["status"], each["updated_datetime"][11:16]) for each in found]
    assert shown == [
        (number, "investigating", "13:00"),
        (number, "fixed", "16:00"),
        (other, "no_further_action", "16:30"),
        (number, "closed", "17:00"),
    ]  # fmt: skip
    assert found[1]["description"] == "Sudah ditambal.\n\nGelap."
    assert set(found[0]) == {
        "update_id", "service_request_id", "status", "updated_datetime", "description", "media_url"
    }  # fmt: skip
    pages = [
        await get(client, suffix, "servicerequestupdates", "service_request_updates",
                  page=str(page), page_size="3", **window)
        for page in (1, 2, 3)
    ]  # fmt: skip
    assert [update["update_id"] for page in pages for update in page] == [u["update_id"] for u in found]
    assert pages[2] == []
    late = {"start_date": "2026-11-21T16:15:00+07:00", "end_date": "2026-11-21T16:45:00+07:00"}
    assert numbers(await get(client, suffix, "servicerequestupdates", "service_request_updates", **late)) == [
        other
    ]


@BOTH
async def test_every_number_is_its_own_token(client: httpx.AsyncClient, key: str, suffix: str) -> None:
    number = await file(client, key)
    found = await get(client, suffix, f"tokens/{number}", "service_requests")
    assert found == [{"service_request_id": number, "token": number}]
