"""Products and businesses: order, sellers, age, contacts, and what the search finds of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from services.contacts import international, whatsapp_url
from services.finding import Subject
from services.models import Business, Indication, Point, Product, WireError
from services.trade import BusinessRepository, ProductRepository
from tests.unit.finding.everything import finder
from tests.unit.finding.rows import IndexedRows, Rows, StillClock, content

TUGU = Point(-3.7928, 102.2608)


def product(product_id: str, gi: str | None = None, **fields: Any) -> Product:
    """Return a made-up product."""
    row = {
        "id": product_id,
        "name": {"id": product_id.title(), "en": product_id.title()},
        "category": "drink",
        "regency_code": "17.71",
        "gi": gi,
        "gi_as_of": "2025-05" if gi else None,
        "summary": {"id": "Contoh.", "en": "Sample."},
        "source": "contoh",
        "precision": "contoh",
        "verified": "source",
    }
    return Product.from_wire({**row, **fields})


def business(business_id: str, **fields: Any) -> Business:
    """Return a made-up business, confirmed three weeks ago."""
    row = {
        "id": business_id,
        "name": f"Usaha Contoh {business_id.title()}",
        "category": "food",
        "summary": {"id": "Contoh.", "en": "Sample."},
        "products": [],
        "contact_consent": True,
        "regency_code": "17.71",
        "confirmed_on": "2026-11-01",
        "source": "contoh",
        "precision": "contoh",
        "verified": "source",
    }
    return Business.from_wire({**row, **fields})


def repository(*rows: Business, now: datetime | None = None) -> BusinessRepository:
    """Return the repository of some businesses."""
    return BusinessRepository(IndexedRows(*rows), StillClock(now) if now else StillClock())


def test_registered_products_come_first_then_names() -> None:
    rows = Rows(
        product("d"), product("c", "potential"), product("b", "registered"), product("a", "registered")
    )
    assert [one.id for one in ProductRepository(rows).all()] == ["a", "b", "c", "d"]
    assert [one.id for one in ProductRepository(rows).all("beach")] == []


def test_a_status_of_tomorrow_is_read_as_none() -> None:
    assert product("a", "protected").indication is None
    assert product("a", "in_process").indication is Indication.IN_PROCESS


@pytest.mark.parametrize("month", ["2025", "2025-13", "Mei 2025"])
def test_a_month_that_is_none_is_refused(month: str) -> None:
    with pytest.raises(WireError):
        product("a", "registered", gi_as_of=month)


def test_the_nearest_comes_first_and_old_cards_sink() -> None:
    near = {"lat": -3.793, "lon": 102.261}
    hits = repository(
        business("old", confirmed_on="2025-11-20", **near),
        business("far", lat=-3.9, lon=102.4),
        business("near", **near),
        business("nowhere"),
    ).all(TUGU)
    assert [hit.business.id for hit in hits] == ["near", "far", "nowhere", "old"]
    assert [hit.is_old for hit in hits] == [False, False, False, True]
    assert hits[0].distance_m == pytest.approx(31, abs=2)
    assert hits[2].distance_m is None


@pytest.mark.parametrize(("confirmed", "is_old"), [("2025-11-21", False), ("2025-11-20", True)])
def test_a_card_is_old_after_a_year_of_bengkulu(confirmed: str, is_old: bool) -> None:
    # 23:30 UTC on the 20th is already the 21st there.
    now = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    card = business("a", confirmed_on=confirmed)
    assert repository(card, now=now).is_old(card) is is_old


def test_sellers_and_categories() -> None:
    found = repository(business("a", products=["kopi"]), business("b", category="craft"))
    assert [hit.business.id for hit in found.selling("kopi")] == ["a"]
    assert found.selling("teh") == ()
    assert found.categories() == ("craft", "food")
    assert [hit.business.id for hit in found.all(category="craft")] == ["b"]
    assert found.hit("nobody") is None


def test_contacts_need_consent() -> None:
    given = {"phone": "0736 00000", "whatsapp": "0812", "shop_url": "https://toko.example"}
    assert business("a", **given).shop_url == "https://toko.example"
    closed = business("a", contact_consent=False, **given)
    assert (closed.phone, closed.whatsapp, closed.shop_url) == (None, None, None)
    assert business("a", shop_url="javascript:alert(1)").shop_url is None


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("0812-3456-7890", "6281234567890"),
        ("+62 812 3456 7890", "6281234567890"),
        ("62812 3456 7890", "6281234567890"),
        ("81234567890", "6281234567890"),
        ("+60 12 345 6789", "60123456789"),
    ],
)
def test_numbers_get_their_country(written: str, digits: str) -> None:
    assert international(written) == digits
    assert whatsapp_url(written) == f"https://wa.me/{digits}"


def test_a_business_is_found_by_its_name_and_by_what_it_sells() -> None:
    rows = IndexedRows(
        business("mawar", name="Kedai Mawar Rekaan", products=["lempuk-durian"], keywords=["oleh-oleh"]),
        business("melati", name="Batik Melati Rekaan", category="fashion"),
    )
    search = finder(businesses=rows)
    only = {Subject.BUSINESS}
    for words, right in (
        ("kedai mawar", "mawar"),
        ("kedia mawra", "mawar"),
        ("lempuk", "mawar"),
        ("durian toffee", "mawar"),
        ("batik melati", "melati"),
        ("clothes", "melati"),
    ):
        assert search.find(words, subjects=only)[0].id == right, words


def test_products_are_found_in_both_languages() -> None:
    search = finder()
    for words, right in (("kopi kepahyang", "kopi-robusta-kepahiang"), ("pineapple pie", "kue-bay-tat")):
        found = search.find(words, subjects={Subject.PRODUCT})
        assert found[0].id == right, words


def test_every_packaged_product_is_read() -> None:
    repository_ = ProductRepository(content("products", Product))
    assert len(repository_.all()) == 26
    assert repository_.all()[0].indication is Indication.REGISTERED
