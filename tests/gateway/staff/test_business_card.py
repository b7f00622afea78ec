"""A registration becomes the card of a business, with the owner's consent only."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI

from gateway.feed.repository import get_row
from gateway.staff.content_fields import as_inputs
from gateway.tickets import repository
from tests.content.files import rows
from tests.gateway.samples import VILLAGE
from tests.gateway.staff.content import add_rows
from tests.gateway.staff.controls import Controls
from tests.gateway.staff.desk import DeskBrowser, services_of, signed_in
from tests.gateway.staff.tickets import add_ticket, prepare

TRADE, SERVICE = "opd-26", "pendaftaran-umkm"
EMAIL = "sari@koperasi.example"
ANSWERS: dict[str, Any] = {
    "business": "Warung Rekaan",
    "sector": "food",
    "products": "kopi bubuk, sirup rekaan",
    "village": VILLAGE,
    "address": "Jalan Rekaan 7",
    "place": {"lat": -3.7928, "lon": 102.2608, "accuracy_m": 12.0},
    "name": "Pemilik Rekaan",
    "phone": "0811 1111 1111",
    "list_me": True,
    "about": "Warung yang menjual kopi bubuk buatan sendiri.",
    "hours": "Mo-Sa 08:00-16:00",
    "show_contact": True,
    "public_whatsapp": "0812 2222 2222",
    "sales_link": "https://toko.example/rekaan",
}


@pytest.fixture
async def desk(app: FastAPI) -> DeskBrowser:
    """An officer of the agency who reads its tickets and publishes its content."""
    await prepare(app, TRADE)
    await add_rows(app)
    return await signed_in(app, EMAIL, (TRADE, "answer"), (TRADE, "publish"))


async def _registered(app: FastAPI, **changes: Any) -> str:
    number = await add_ticket(app, agency=TRADE, answers={**ANSWERS, **changes}, form_version=None)
    async with services_of(app).database.write() as session:
        found = await repository.find_by_number(session, number)
        assert found is not None
        found[0].service_id = SERVICE
    return number


async def test_the_card_is_filled_in_and_published(app: FastAPI, desk: DeskBrowser) -> None:
    number = await _registered(app)
    assert f"/tickets/{number}/card" in (await desk.get(f"/tickets/{number}")).text
    page = await desk.get(f"/tickets/{number}/card")
    assert page.status_code == 200
    shown = Controls(page.text).shown
    assert shown["name"] == "Warung Rekaan"
    form = {name: shown.get(name, "") for name in as_inputs("businesses", {})}
    answer = await desk.post("/businesses/new", form)
    assert answer.status_code == 303, answer.text
    async with services_of(app).database.read() as session:
        row = await get_row(session, "businesses", "warung-rekaan")
    assert row is not None
    wanted = {
        "category": "food",
        "summary": {"id": ANSWERS["about"]},
        "keywords": ["kopi bubuk", "sirup rekaan"],
        "whatsapp": "0812 2222 2222",
        "phone": None,
        "shop_url": "https://toko.example/rekaan",
        "contact_consent": True,
        "opening_hours": "Mo-Sa 08:00-16:00",
        "confirmed_on": "2026-11-21",
        "lat": -3.7928,
        "precision_m": 12.0,
        "village_code": VILLAGE,
    }
    assert {name: row.get(name) for name in wanted} == wanted
    assert "0811" not in str(row)
    assert "Pemilik Rekaan" not in str(row)


async def test_contacts_stay_behind_without_consent(app: FastAPI, desk: DeskBrowser) -> None:
    number = await _registered(app, show_contact=None)
    page = (await desk.get(f"/tickets/{number}/card")).text
    assert "0812" not in page
    assert "toko.example" not in page


@pytest.mark.parametrize("list_me", [None, False])
async def test_who_does_not_want_to_be_listed_is_not(
    app: FastAPI, desk: DeskBrowser, list_me: bool | None
) -> None:
    number = await _registered(app, list_me=list_me)
    answer = await desk.get(f"/tickets/{number}/card")
    assert answer.headers["location"] == f"/staff/tickets/{number}"
    assert '/card"' not in (await desk.get(f"/tickets/{number}")).text


async def test_other_services_and_other_numbers_make_no_card(app: FastAPI, desk: DeskBrowser) -> None:
    other = await add_ticket(app, agency=TRADE, answers=ANSWERS)
    assert (await desk.get(f"/tickets/{other}/card")).status_code == 303
    assert (await desk.get("/tickets/BKL-2026-999999/card")).status_code == 404


@pytest.mark.parametrize("rights", [[(TRADE, "answer")], [(TRADE, "publish")]])
async def test_it_takes_both_rights(app: FastAPI, rights: list[tuple[str, str]]) -> None:
    await prepare(app, TRADE)
    number = await _registered(app)
    browser = await signed_in(app, EMAIL, *rights)
    assert (await browser.get(f"/tickets/{number}/card")).status_code == 403
    await browser.close()


def test_the_form_asks_for_what_the_card_needs() -> None:
    form = next(row["form"] for row in rows("services") if row["id"] == SERVICE)
    assert {field["code"] for field in form["fields"]} >= ANSWERS.keys()
