"""Open data on the map, as OGC API - Features says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import assume, given
from hypothesis import strategies as st

from gateway.errors import Problem
from gateway.features.parameters import ITEM_PARAMETERS, MAX_LIMIT, contains, read_query
from gateway.feed.repository import remove_rows, upsert_rows
from gateway.tickets.transitions import Action
from tests.gateway.conftest import FixedClock
from tests.gateway.open311.world import build, do, file, later
from tests.gateway.samples import NOW, assert_problem

ROOT = "/features"
ITEMS = f"{ROOT}/collections/{{}}/items"


def place(place_id: str, name: str, category: str, **more: Any) -> dict[str, Any]:
    texts = {"id": name, "en": f"{name} (en)"}
    return {
        "id": place_id,
        "name": texts,
        "summary": texts,
        "category": category,
        "regency_code": "17.71",
        **more,
    }


PLACES = [
    place("pantai", "Pantai", "beach", lat=-3.80, lon=102.25, secret="x"),
    place("bukit", "=Bukit", "mountain", lat=-3.10, lon=102.00),
    place("danau", "Danau\nbiru", "lake"),
]


@pytest.fixture
async def places(app: FastAPI) -> None:
    """Three destinations, one of them without a position."""
    async with app.state.services.database.write() as session:
        await upsert_rows(session, "destinations", PLACES)
        await upsert_rows(session, "destinations", [{**PLACES[0], "id": "lama"}])
        await remove_rows(session, "destinations", ["lama"], NOW)


async def get(client: httpx.AsyncClient, path: str, **query: Any) -> dict[str, Any]:
    answer = await client.get(path, params=query or None)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def ids(document: dict[str, Any]) -> list[str]:
    return [feature["id"] for feature in document["features"]]


def links(document: Any) -> Iterator[dict[str, str]]:
    """Yield every link of a document, at any depth."""
    if isinstance(document, dict):
        yield from document.get("links", ())
        for name, member in document.items():
            if name != "links":
                yield from links(member)
    elif isinstance(document, list):
        for member in document:
            yield from links(member)


async def test_every_link_leads_where_it_says(app: FastAPI, client: httpx.AsyncClient, places: None) -> None:
    """From the landing page on, whatever can be reached is there and of the type that was promised."""
    key = await build(app.state.services.database)
    await file(client, key)
    waiting, seen = [f"http://gateway.test{ROOT}"], set()
    while waiting:
        href = waiting.pop()
        seen.add(href)
        answer = await client.get(href)
        assert answer.status_code == 200, href
        if "json" not in answer.headers["content-type"] or href.endswith("openapi.json"):
            continue
        for link in links(answer.json()):
            assert link["href"].startswith("http")
            if not link["href"].startswith("http://gateway.test"):
                continue
            found = await client.get(link["href"])
            assert found.headers["content-type"].partition(";")[0] == link["type"], link
            if link["rel"] == "self":
                assert link["href"] == href or link["href"].startswith(f"http://gateway.test{ROOT}")
            if link["href"] not in seen:
                waiting.append(link["href"])
    rels = {link["rel"] for link in links(await get(client, ROOT))}
    assert rels == {"self", "service-desc", "conformance", "data"}
    assert any(href.endswith("items?f=csv") for href in seen)


async def test_conformance(client: httpx.AsyncClient) -> None:
    found = (await get(client, f"{ROOT}/conformance"))["conformsTo"]
    assert [each.rpartition("/")[2] for each in found] == ["core", "geojson"]


async def test_collections(client: httpx.AsyncClient) -> None:
    found = (await get(client, f"{ROOT}/collections/"))["collections"]
    assert [each["id"] for each in found] == ["wifi-stations", "destinations", "requests"]
    for each in found:
        assert each == await get(client, f"{ROOT}/collections/{each['id']}")
        assert each["itemType"] == "feature"
        west, south, east, north = each["extent"]["spatial"]["bbox"][0]
        assert west < east
        assert south < north
        rels = {link["rel"] for link in each["links"]}
        assert rels == {"self", "items"} | ({"license"} if each["id"] != "requests" else set())


async def test_items(client: httpx.AsyncClient, places: None) -> None:
    found = await get(client, ITEMS.format("destinations"))
    assert found["type"] == "FeatureCollection"
    assert (found["numberMatched"], found["numberReturned"]) == (3, 3)
    assert found["timeStamp"] == "2026-11-21T05:00:00Z"
    assert ids(found) == ["bukit", "danau", "pantai"]
    beach = found["features"][2]
    assert beach["geometry"] == {"type": "Point", "coordinates": [102.25, -3.80]}
    assert found["features"][1]["geometry"] is None
    assert (beach["properties"]["name_id"], beach["properties"]["summary_en"]) == ("Pantai", "Pantai (en)")
    assert "secret" not in beach["properties"]
    one = await get(client, ITEMS.format("destinations") + "/pantai")
    assert one.pop("links")
    assert one == beach


async def test_media_types(client: httpx.AsyncClient, places: None) -> None:
    items = "/collections/destinations/items"
    types = {"": "application/json", items: "application/geo+json", f"{items}/pantai": "application/geo+json"}
    for path, media_type in types.items():
        answer = await client.get(f"{ROOT}{path}", params={"f": "json"})
        assert answer.headers["content-type"] == media_type
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cache-control"] == "public, max-age=60"


async def test_pages_follow_each_other(client: httpx.AsyncClient, places: None) -> None:
    found, href, pages = [], f"{ITEMS.format('destinations')}?limit=2&bbox=-180,-90,180,90", 0
    while href:
        page = await get(client, href)
        found += ids(page)
        pages += 1
        href = next((link["href"] for link in page["links"] if link["rel"] == "next"), "")
    assert (found, pages) == (["bukit", "pantai"], 1)
    first = await get(client, ITEMS.format("destinations"), limit=2)
    assert (first["numberMatched"], first["numberReturned"]) == (3, 2)
    following = next(link["href"] for link in first["links"] if link["rel"] == "next")
    last = await get(client, following)
    assert ids(last) == ["pantai"]
    assert "next" not in {link["rel"] for link in last["links"]}
    before = next(link["href"] for link in last["links"] if link["rel"] == "prev")
    assert ids(await get(client, before)) == ids(first)
    assert ids(await get(client, ITEMS.format("destinations"), offset=900)) == []
    assert len(ids(await get(client, ITEMS.format("destinations"), limit=MAX_LIMIT + 1))) == 3


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ("102.2,-3.9,102.3,-3.7", ["pantai"]),
        ("102.25,-3.80,102.25,-3.80", ["pantai"]),
        ("101,-4,103,-3", ["bukit", "pantai"]),
        ("101,-4,0,103,-3,100", ["bukit", "pantai"]),
        ("103,-4,-103,-3", []),
        ("102.1,-4,101,-3", ["pantai"]),
        ("0,0,1,1", []),
    ],
)
async def test_boxes(client: httpx.AsyncClient, places: None, box: str, found: list[str]) -> None:
    assert ids(await get(client, ITEMS.format("destinations"), bbox=box)) == found


BAD = [
    ({"bbox": "1,2,3"}, [("bbox", "format")]),
    ({"bbox": "a,b,c,d"}, [("bbox", "format")]),
    ({"bbox": "nan,0,1,1"}, [("bbox", "format")]),
    ({"bbox": "1e400,0,1,1"}, [("bbox", "format")]),
    ({"bbox": "0,10,1,5"}, [("bbox", "range")]),
    ({"bbox": "0,0,181,1"}, [("bbox", "range")]),
    ({"bbox": ""}, [("bbox", "format")]),
    ({"limit": "0"}, [("limit", "range")]),
    ({"limit": "-1", "offset": "-1"}, [("limit", "range"), ("offset", "range")]),
    ({"limit": "ten"}, [("limit", "range")]),
    ({"datetime": "yesterday"}, [("datetime", "format")]),
    ({"datetime": "../.."}, [("datetime", "format")]),
    ({"datetime": ""}, [("datetime", "format")]),
    ({"datetime": "2026-01-01/2026-02-01/2026-03-01"}, [("datetime", "format")]),
    ({"datetime": "2026-02-01/2026-01-01"}, [("datetime", "range")]),
    ({"f": "xml"}, [("f", "unknown_value")]),
    ({"bbox-crs": "EPSG:4326"}, [("bbox-crs", "unknown_parameter")]),
    ({"Limit": "1"}, [("Limit", "unknown_parameter")]),
]


@pytest.mark.parametrize("collection", ["destinations", "wifi-stations", "requests"])
@pytest.mark.parametrize(("query", "problems"), BAD, ids=str)
async def test_bad_parameters(
    client: httpx.AsyncClient, collection: str, query: dict[str, str], problems: list[tuple[str, str]]
) -> None:
    body = assert_problem(await client.get(ITEMS.format(collection), params=query), 400, "bad_parameter")
    assert sorted((error["field"], error["code"]) for error in body["errors"]) == sorted(problems)


STATION_ITEM = "/collections/wifi-stations/items/masjid-jamik"


@pytest.mark.parametrize("path", ["", "/conformance", "/collections", "/collections/requests", STATION_ITEM])
async def test_unknown_parameters_everywhere(client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(f"{ROOT}{path}", params={"f": "json"})).status_code == 200
    assert_problem(await client.get(f"{ROOT}{path}", params={"apikey": "1"}), 400, "bad_parameter")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/collections/nothing", "unknown_collection"),
        ("/collections/nothing/items", "unknown_collection"),
        ("/collections/destinations/items/nothing", "unknown_feature"),
        ("/collections/destinations/items/lama", "unknown_feature"),
        ("/collections/destinations/items/%00", "unknown_feature"),
        ("/collections/requests/items/%00", "unknown_feature"),
        ("/collections/requests/items/BKL-2026-999999", "unknown_feature"),
        ("/nothing", "not_found"),
    ],
)
async def test_not_found(client: httpx.AsyncClient, places: None, path: str, code: str) -> None:
    assert_problem(await client.get(f"{ROOT}{path}", headers={"Accept": "text/html"}), 404, code)


@given(text=st.text(max_size=30), name=st.sampled_from(ITEM_PARAMETERS))
def test_no_parameter_breaks_the_reader(text: str, name: str) -> None:
    try:
        query = read_query([(name, text)], ITEM_PARAMETERS, ("json", "csv"))
    except Problem as problem:
        assert problem.status == 400
    else:
        assert query.limit >= 1


@given(west=st.floats(-180, 180), east=st.floats(-180, 180), lon=st.floats(-180, 180))
def test_a_box_and_its_rest_are_the_world(west: float, east: float, lon: float) -> None:
    """What does not lie between west and east lies between east and west, around the other side."""
    assume(west != east)
    inside = contains((west, -90, east, 90), lon, 0)
    outside = contains((east, -90, west, 90), lon, 0)
    assert inside or outside
    assert not (inside and outside) or lon in {west, east}


async def test_requests(client_on_both: httpx.AsyncClient, app_on_both: FastAPI, clock: FixedClock) -> None:
    """Only what everybody may know; times choose, withdrawn ones are gone."""
    key = await build(app_on_both.state.services.database)
    url = ITEMS.format("requests")
    clock.moment = NOW - timedelta(days=1)
    first = await file(client_on_both, key)
    clock.moment = NOW
    second = await file(client_on_both, key, service_code="informasi.publik_1")
    third = await file(client_on_both, key, lat="-3.5", long="102.5")
    await do(app_on_both, second, Action.ANSWER, later(hours=1), text="Silakan datang.")
    found = await get(client_on_both, url)
    assert ids(found) == [first, second, third]
    road, information, _ = found["features"]
    assert road["geometry"]["coordinates"] == [102.2512, -3.7901]
    assert information["geometry"] is None
    assert information["properties"] | {"village_code": None} == {
        "service_id": "informasi.publik_1",
        "agency_id": "dinas-pupr",
        "status": "answered",
        "received_at": "2026-11-21T12:00:00+07:00",
        "updated_at": "2026-11-21T13:00:00+07:00",
        "due_on": None,
        "answered_at": "2026-11-21T13:00:00+07:00",
        "resolved_at": None,
        "closed_at": None,
        "reopened": 0,
        "rating": None,
        "regency_code": "17.71",
        "village_code": None,
        "description": "",
    }
    assert (await get(client_on_both, f"{url}/{first}"))["properties"] == road["properties"]
    for query, expected in (
        ({"datetime": "2026-11-20"}, [first]),
        ({"datetime": "2026-11-21T05:00:00Z"}, [second, third]),
        ({"datetime": "../2026-11-20T23:59:59Z"}, [first]),
        ({"datetime": "2026-11-21/"}, [second, third]),
        ({"bbox": "102.2,-3.8,102.3,-3.7"}, [first]),
        ({"bbox": "102.2,-3.8,102.1,-3"}, [first, third]),
        ({"bbox": "102.4,-3.8,102.3,-3", "limit": "1", "offset": "1"}, [first]),
        ({"limit": "1", "offset": "2"}, [third]),
    ):
        assert ids(await get(client_on_both, url, **query)) == expected, query
    await do(app_on_both, third, Action.WITHDRAW, later(hours=2))
    assert ids(await get(client_on_both, url)) == [first, second]
    assert_problem(await client_on_both.get(f"{url}/{third}"), 404, "unknown_feature")


async def test_as_csv(app: FastAPI, client: httpx.AsyncClient, places: None) -> None:
    answer = await client.get(ITEMS.format("destinations"), params={"f": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert [row["id"] for row in rows] == ["bukit", "danau", "pantai"]
    assert [row["name_id"] for row in rows] == ["'=Bukit", "Danau\nbiru", "Pantai"]
    assert (rows[2]["lon"], rows[2]["lat"], rows[1]["lat"]) == ("102.25", "-3.8", "")
    async with app.state.services.database.write() as session:
        many = [{**PLACES[2], "id": f"tempat-{at}"} for at in range(120)]
        await upsert_rows(session, "destinations", many)
    whole = (await client.get(ITEMS.format("destinations"), params={"f": "csv"})).text
    page = (await client.get(ITEMS.format("destinations"), params={"f": "csv", "limit": "2"})).text
    assert len(list(csv.DictReader(io.StringIO(whole, newline="")))) == 123
    assert len(list(csv.DictReader(io.StringIO(page, newline="")))) == 2


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/destinations/items/%00", 404),
        ("/requests/items/%00", 404),
        ("/requests/items?offset=999999999&limit=999999999", 200),
        ("/requests/items?datetime=1971-01-01/2099-12-31", 200),
        ("/requests/items?bbox=-180,-90,180,90", 200),
        ("/requests/items?bbox=180,-90,-180,90&offset=5", 200),
    ],
)
async def test_neither_database_is_asked_what_it_cannot_answer(
    client_on_both: httpx.AsyncClient, path: str, status: int
) -> None:
    assert (await client_on_both.get(f"{ROOT}/collections{path}")).status_code == status
