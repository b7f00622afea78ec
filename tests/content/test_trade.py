"""Products say what the facts say; no business is invented."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from gateway.content.schemas import shape_faults
from services.models import Indication, Product
from tests.content.files import facts, regions, rows

STATUS = {
    "IG terdaftar": Indication.REGISTERED,
    "IG dalam proses": Indication.IN_PROCESS,
    "potensi IG": Indication.POTENTIAL,
}
CATEGORIES = {
    "kriya": {"craft", "textile"},
    "minuman": {"drink"},
    "pangan": {"produce"},
    "kuliner": {"food"},
    "budaya": {"music"},
}


def _by_id() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows("products")}


def test_shapes_are_those_of_the_gateway() -> None:
    assert [fault for row in rows("products") for fault in shape_faults("products", row)] == []


def test_every_fact_has_its_row() -> None:
    content = _by_id()
    originals = facts("products_umkm.json")
    assert [fact["id"] for fact in originals] == list(content)
    for fact in originals:
        row = content[fact["id"]]
        assert row["name"]["id"] == fact["name_id"]
        assert row["category"] in CATEGORIES[fact["category"]], fact["id"]
        assert row["regency_code"] == (fact["regency_code"] if len(fact["regency_code"]) > 2 else None)
        assert Product.from_wire(row).indication is STATUS.get(fact["status"]), fact["id"]
        for address in re.findall(r"https?://\S+", fact["source"]):
            assert address == row["source"], fact["id"]
        assert (row["verified"] == "source") is fact["source"].startswith("http"), fact["id"]


def test_a_status_has_the_month_of_its_source() -> None:
    for product in map(Product.from_wire, rows("products")):
        if product.indication is None:
            assert product.indication_as_of is None
        else:
            assert product.indication_as_of == date(2025, 5, 1)
            assert "Mei 2025" in product.precision


def test_sentences_are_written_anew_in_two_languages() -> None:
    notes = {fact["note_id"] for fact in facts("products_umkm.json")}
    for row in rows("products"):
        for text in (row["summary"], row["caution"]):
            if text is not None:
                assert text["id"].strip() != text["en"].strip()
                assert text["id"] not in notes
                assert text["id"].endswith(".")
                assert text["en"].endswith(".")


def test_shark_comes_with_a_caution() -> None:
    assert {row["id"] for row in rows("products") if row["caution"]} == {"bagar-hiu"}


def test_regencies_exist() -> None:
    assert {row["regency_code"] for row in rows("products")} - {None} <= set(regions())


def test_no_business_is_invented() -> None:
    assert rows("businesses") == []
