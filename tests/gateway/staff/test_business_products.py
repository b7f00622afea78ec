"""The products of a business are ticked by name on its card; what is not there is refused in words."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from fastapi import FastAPI

from gateway.feed.repository import get_row, upsert_rows
from tests.gateway.staff.content import PRODUCT, add_rows, business_form
from tests.gateway.staff.controls import Controls
from tests.gateway.staff.desk import DeskBrowser, services_of, signed_in

CARD = "/businesses/edit/warung-contoh"


@pytest.fixture
async def desk(app: FastAPI) -> DeskBrowser:
    """An officer who publishes for every agency, and three products more."""
    await add_rows(app)
    async with services_of(app).database.write() as session:
        await upsert_rows(
            session, "products", [_product(name) for name in ("Tempoyak", "Batik", "Lempuk <b>")]
        )
    return await signed_in(app, "sari@koperasi.example", ("*", "publish"))


def _product(name: str) -> dict[str, Any]:
    return {**PRODUCT, "id": name.split()[0].lower(), "name": {"id": name, "en": f"{name} in English"}}


async def _products(app: FastAPI, row_id: str = "warung-contoh") -> list[str]:
    async with services_of(app).database.read() as session:
        row = await get_row(session, "businesses", row_id)
    assert row is not None
    return list(row["products"])


def _boxes(page: str) -> dict[str, str]:
    """Return what is said beside each tick of the products, by its name, in the order of the page."""
    found = re.findall(r'<input type="checkbox" name="products\.([^"]+)"[^>]*> (.*?)</label>', page)
    return {name: unescape(words) for name, words in found}


async def _save(desk: DeskBrowser, **changes: str) -> Any:
    shown = Controls((await desk.get(CARD)).text).shown
    kept = {name: value for name, value in (shown | changes).items() if value or "products." not in name}
    return await desk.post(CARD, kept)


async def test_products_are_offered_by_name(desk: DeskBrowser) -> None:
    page = (await desk.get(CARD)).text
    names = {"batik": "Batik", "kopi-contoh": "Kopi Contoh", "lempuk": "Lempuk <b>", "tempoyak": "Tempoyak"}
    assert list(_boxes(page).items()) == list(names.items())
    shown = Controls(page).shown
    assert [name for name in shown if name.startswith("products.")] == ["products.kopi-contoh"]
    desk.client.cookies.set("staff_language", "en")
    assert _boxes((await desk.get("/businesses/new")).text)["batik"] == "Batik in English"


async def test_ticks_are_stored_and_taken_back(app: FastAPI, desk: DeskBrowser) -> None:
    answer = await _save(desk, **{"products.batik": "yes", "products.tempoyak": "yes"})
    assert answer.status_code == 303, answer.text
    assert sorted(await _products(app)) == ["batik", "kopi-contoh", "tempoyak"]
    answer = await _save(desk, **{"products.kopi-contoh": "", "products.batik": ""})
    assert answer.status_code == 303, answer.text
    assert await _products(app) == ["tempoyak"]
    assert (await _save(desk, **{"products.tempoyak": ""})).status_code == 303
    assert await _products(app) == []


async def test_a_new_card_takes_ticks(app: FastAPI, desk: DeskBrowser) -> None:
    form = business_form(name="Kedai Baru", **{"products.lempuk": "yes"})
    assert (await desk.post("/businesses/new", form)).status_code == 303
    assert await _products(app, "kedai-baru") == ["kopi-contoh", "lempuk"]


async def test_an_unknown_product_is_refused_in_words(app: FastAPI, desk: DeskBrowser) -> None:
    answer = await _save(desk, name="Warung Lain", **{"products.batik": "yes", "products.emas": "yes"})
    assert answer.status_code == 422
    said = "Produk “emas” tidak ada dalam daftar. Hapus centangnya, atau pilih yang lain."
    assert f'<a href="#products">Produk yang dijual</a>: {said}' in answer.text
    assert f'id="products-error">{said}' in answer.text
    assert _boxes(answer.text)["emas"] == "emas (tidak ada dalam daftar produk)"
    shown = Controls(answer.text).shown
    assert {name for name in shown if name.startswith("products.")} == {
        "products.batik",
        "products.emas",
        "products.kopi-contoh",
    }
    assert shown["name"] == "Warung Lain", "what was typed is kept"
    assert await _products(app) == ["kopi-contoh"]


async def test_a_product_that_was_removed_is_seen_and_can_be_unticked(
    app: FastAPI, desk: DeskBrowser
) -> None:
    page = (await desk.get("/products/edit/kopi-contoh")).text
    removed = await desk.post(
        "/products/remove/kopi-contoh", {"seq": Controls(page).shown["seq"], "sure": "1"}
    )
    assert removed.status_code == 303
    assert "kopi-contoh (tidak ada" in _boxes((await desk.get(CARD)).text)["kopi-contoh"]
    assert (await _save(desk)).status_code == 422
    assert (await _save(desk, **{"products.kopi-contoh": ""})).status_code == 303
    assert await _products(app) == []


async def test_more_than_twenty_are_too_many(app: FastAPI, desk: DeskBrowser) -> None:
    names = [f"barang-{number}" for number in range(21)]
    async with services_of(app).database.write() as session:
        await upsert_rows(session, "products", [{**PRODUCT, "id": name} for name in names])
    assert 'data-picks="products-all"' in (await desk.get(CARD)).text, "a long list has a search"
    answer = await _save(desk, **{"products.kopi-contoh": "", **{f"products.{one}": "yes" for one in names}})
    assert answer.status_code == 422
    assert 'id="products-error">Terlalu banyak: paling banyak 20.' in answer.text
