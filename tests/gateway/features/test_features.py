"""Open data on the map, as OGC API - Features says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from gateway.features.parameters import MAX_LIMIT
from gateway.feed.repository import upsert_rows
from tests.gateway.features.world import ITEMS, PLACES, ROOT, get, ids
from tests.gateway.open311.world import build, file
from tests.gateway.samples import assert_problem


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
    assert [each["id"] for each in found] == [
        "wifi-stations",
        "destinations",
        "products",
        "businesses",
        "requests",
    ]
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
