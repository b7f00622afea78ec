"""Every endpoint, both formats, every error."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from tests.gateway.open311.world import V2, errors, post
from tests.gateway.samples import assert_problem, image

BOTH = pytest.mark.parametrize("suffix", ["json", "xml"])
READABLE = [
    "discovery",
    "services",
    "services/lubang-jalan",
    "requests",
    "requests/BKL-2026-000001",
    "servicerequestupdates",
    "tokens/BKL-2026-000001",
]


@BOTH
@pytest.mark.parametrize("path", READABLE)
async def test_another_jurisdiction(client: httpx.AsyncClient, key: str, suffix: str, path: str) -> None:
    answer = await client.get(f"{V2}/{path}.{suffix}", params={"jurisdiction_id": "jakarta.go.id"})
    assert errors(answer, suffix) == [("404", "jurisdiction_id")]


@BOTH
@pytest.mark.parametrize("path", READABLE[:4])
@pytest.mark.parametrize("jurisdiction", ["bengkuluprov.go.id", ""])
async def test_our_jurisdiction(
    client: httpx.AsyncClient, key: str, suffix: str, path: str, jurisdiction: str
) -> None:
    answer = await client.get(f"{V2}/{path}.{suffix}", params={"jurisdiction_id": jurisdiction})
    assert answer.status_code == 200


@BOTH
@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("services/unknown", "service_code"),
        ("services/bayar-pajak", "service_code"),
        ("services/%00", "service_code"),
        ("services/" + "x" * 300, "service_code"),
        ("requests/BKL-2026-999999", "service_request_id"),
        ("requests/%00", "service_request_id"),
        ("requests/1", "service_request_id"),
        ("tokens/1", "token"),
        ("nothing", "The API has nothing here."),
        ("services/a/b", "The API has nothing here."),
    ],
)
async def test_not_found(client: httpx.AsyncClient, key: str, suffix: str, path: str, parameter: str) -> None:
    answer = await client.get(f"{V2}/{path}.{suffix}")
    assert errors(answer, suffix) == [("404", parameter)]


@pytest.mark.parametrize(
    "path", ["services", "services.yaml", "requests/BKL-2026-000001", "", "discovery.JSON5"]
)
async def test_without_a_format_errors_are_xml(client: httpx.AsyncClient, key: str, path: str) -> None:
    assert errors(await client.get(f"{V2}/{path}", headers={"Accept": "text/html"}), "xml")[0][0] == "404"


@BOTH
@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ({"start_date": "yesterday"}, ["start_date"]),
        ({"end_date": "2026-99-99"}, ["end_date"]),
        ({"start_date": "2026-01-01", "end_date": "2026-11-21"}, ["start_date"]),
        ({"start_date": "2026-11-21", "end_date": "2026-11-01"}, ["end_date"]),
        ({"status": "pending"}, ["status"]),
        ({"page": "0", "page_size": "1001"}, ["page_size", "page"]),
        ({"page": "-1"}, ["page"]),
        ({"page_size": "ten"}, ["page_size"]),
        ({"updated_after": "x", "updated_before": "y"}, ["updated_after", "updated_before"]),
        ({"extensions": "maybe"}, ["extensions"]),
        ({"service_request_id": ",".join(map(str, range(1001)))}, ["service_request_id"]),
        ({"service_code": "a\0"}, ["service_code"]),
    ],
)
async def test_bad_queries(
    client: httpx.AsyncClient, key: str, suffix: str, query: dict[str, str], parameters: list[str]
) -> None:
    answer = await client.get(f"{V2}/requests.{suffix}", params=query)
    assert errors(answer, suffix) == [("400", parameter) for parameter in parameters]


@BOTH
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods(client: httpx.AsyncClient, key: str, suffix: str, method: str) -> None:
    answer = await client.request(method, f"{V2}/requests.{suffix}")
    assert errors(answer, suffix)[0][0] == "405"
    assert answer.headers["allow"]


@BOTH
@pytest.mark.parametrize("token", [None, "", "wrong", "x" * 300])
async def test_without_a_key(client: httpx.AsyncClient, key: str, suffix: str, token: str | None) -> None:
    answer = await post(client, suffix, api_key=token)
    assert errors(answer, suffix)[0] == ("403", "api_key")


@BOTH
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"jurisdiction_id": "jakarta.go.id"}, [("404", "jurisdiction_id")]),
        ({"service_code": "unknown"}, [("404", "service_code")]),
        ({"service_code": "bayar-pajak"}, [("404", "service_code")]),
        ({"service_code": None}, [("400", "service_code")]),
        ({"lat": None}, [("400", "lat")]),
        ({"long": None}, [("400", "long")]),
        ({"lat": None, "long": None}, [("400", "lat")]),
        ({"lat": "", "long": " "}, [("400", "lat")]),
        ({"lat": "51.5", "long": "-0.12"}, [("400", "lat")]),
        ({"lat": "-3,79"}, [("400", "lat")]),
        ({"lat": "NaN", "long": "1e2"}, [("400", "lat"), ("400", "long")]),
        ({"description": None}, [("400", "attribute[details]")]),
        ({"description": "x" * 4001}, [("400", "description")]),
        ({"email": "bunga"}, [("400", "email")]),
        ({"phone": "12"}, [("400", "phone")]),
        ({"media_url": "javascript:alert(1)"}, [("400", "media_url")]),
        ({"first_name": None, "last_name": None}, [("400", "attribute[name]")]),
        ({"attribute[kind]": None}, [("400", "attribute[kind]")]),
        ({"attribute[kind]": "volcano"}, [("400", "attribute[kind]")]),
        ({"attribute[kind]": "other"}, [("400", "attribute[other]")]),
        ({"attribute[truth]": "no"}, [("400", "attribute[truth]")]),
        ({"attribute[depth]": "deep"}, [("400", "attribute[depth]")]),
        ({"attribute[depth]": "301"}, [("400", "attribute[depth]")]),
        ({"attribute[since]": "2030-01-01"}, [("400", "attribute[since]")]),
        ({"attribute[since]": "long ago"}, [("400", "attribute[since]")]),
        ({"attribute[dangers][]": ["dark", "lava"]}, [("400", "attribute[dangers]")]),
        ({"description": "a\0b"}, [("400", "description")]),
        (
            {"lat": None, "email": "x", "attribute[kind]": None, "attribute[depth]": "x", "phone": "1"},
            [("400", each) for each in ("email", "phone", "lat", "attribute[kind]", "attribute[depth]")],
        ),
    ],
    ids=str,
)  # fmt: skip
async def test_bad_reports(
    client: httpx.AsyncClient, key: str, suffix: str, changes: dict[str, str], found: list[tuple[str, str]]
) -> None:
    """One error for each bad field, and nothing of the report in it."""
    answer = await post(client, suffix, api_key=key, **changes)
    assert errors(answer, suffix) == found
    assert "Rampai" not in answer.text
    assert (await client.get(f"{V2}/requests.json")).json() == []


@BOTH
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{}"),
        ("text/plain", b"service_code=x"),
        ("application/x-www-form-urlencoded", b"description=%ff"),
        ("application/x-www-form-urlencoded", b"\xff"),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(400))),
        ("application/x-www-form-urlencoded", b"a=" + b"x" * 300_000),
        ("multipart/form-data", b"--x"),
        ("multipart/form-data; boundary=x", b"--y\r\n"),
        ("multipart/form-data; boundary=x; charset=nonsense", b"--x\r\n"),
    ],
)
async def test_bad_bodies(
    client: httpx.AsyncClient, key: str, suffix: str, content_type: str, body: bytes
) -> None:
    headers = {"Content-Type": content_type}
    answer = await client.post(f"{V2}/requests.{suffix}", content=body, headers=headers)
    assert errors(answer, suffix)[0][0] in {"400", "403"}


@BOTH
@pytest.mark.parametrize(
    ("count", "content"), [(1, b"GIF89a"), (1, b"%PDF-1.4"), (1, b"<svg onload='alert(1)'/>"), (4, b"x")]
)
async def test_bad_files(
    client: httpx.AsyncClient, key: str, suffix: str, count: int, content: bytes
) -> None:
    files = [("media", (f"{at}.jpg", content, "image/jpeg")) for at in range(count)]
    data = {"api_key": key, "service_code": "informasi.publik_1", "address_string": "Jl. Suprapto"}
    answer = await client.post(f"{V2}/requests.{suffix}", data=data, files=files)
    assert errors(answer, suffix)[0][0] == "400"
    assert (await client.get(f"{V2}/requests.json")).json() == []


async def test_too_many_files_for_a_field(client: httpx.AsyncClient, app: FastAPI, key: str) -> None:
    files = [("media", (f"{at}.png", image("PNG", (20 + at, 20)), "image/png")) for at in range(3)]
    data = {"api_key": key, "service_code": "lubang-jalan", "address_string": "Jl. Suprapto"}
    answer = await client.post(f"{V2}/requests.json", data=data, files=files)
    assert ("400", "media") in errors(answer, "json")


async def test_elsewhere_errors_stay_problems(client: httpx.AsyncClient) -> None:
    assert_problem(await client.get("/v1/open311"), 404, "not_found")
    assert_problem(await client.get("/open311x", headers={"Accept": "application/json"}), 404, "not_found")


async def test_errors_are_not_kept(client: httpx.AsyncClient, key: str) -> None:
    answer = await client.get(f"{V2}/services/unknown.json")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("services/%00.json", 404),
        ("requests/%00.json", 404),
        ("tokens/%00.json", 404),
        ("requests.json?service_code=%00", 400),
        ("requests.json?service_request_id=%00", 400),
        ("requests.json?service_request_id=%ff", 200),
        ("requests.json?page=1000000&page_size=1000", 200),
        ("servicerequestupdates.json?start_date=2099-12-31", 200),
        ("requests.json?start_date=1971-01-01T00:00:00%2B14:00", 200),
        ("requests.json?end_date=1971-01-01", 200),
    ],
)
async def test_neither_database_is_asked_what_it_cannot_answer(
    client_on_both: httpx.AsyncClient, key_on_both: str, path: str, status: int
) -> None:
    assert (await client_on_both.get(f"{V2}/{path}")).status_code == status
