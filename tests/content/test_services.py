"""The catalogue of services: whose they are, what is claimed, and forms that can be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.forms.answers import check_answers, is_shown
from gateway.forms.definition import FormDefinition, read_form
from gateway.forms.fields import FileField, TextField
from services.models import ServiceKind
from tests.content.files import PARSERS, rows
from tests.gateway.forms.strategies import TODAY, right_answers

MOST_ATTACHMENTS = 8
OWN = frozenset(
    {
        "lapor-wifi-mati", "lapor-blank-spot", "permohonan-wifi-desa", "pengaduan-layanan",
        "pendaftaran-umkm", "pembinaan-umkm", "promosi-wisata", "informasi-publik",
    }
)  # fmt: skip
"""What the province offers by itself; the other rows are gathered facts."""
BY_ID = {row["id"]: row for row in rows("services")}
FORMS = {row["id"]: row["form"] for row in rows("services") if row.get("form")}


def texts(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every sentence in two languages inside a part of a row, with its place."""
    if isinstance(part, dict):
        if "en" in part:
            yield path, part
            return
        for name, inner in part.items():
            yield from texts(inner, f"{path}.{name}")
    elif isinstance(part, list):
        for at, inner in enumerate(part):
            yield from texts(inner, f"{path}.{at}")


def asked(form: FormDefinition, answers: dict[str, Any]) -> set[str]:
    return {field.code for field in form.fields if is_shown(field, answers)}


def test_gathered_facts_and_own_services_are_all_there() -> None:
    assert len(BY_ID) == 31 + len(OWN)
    assert BY_ID.keys() >= OWN


def test_agencies_exist() -> None:
    known = {row["id"] for row in rows("agencies")}
    assert {row["agency_id"] for row in BY_ID.values()} - {None} <= known


def test_owners_of_regencies_and_ministries_are_no_agency_of_the_province() -> None:
    for row in BY_ID.values():
        elsewhere = any(
            word in row["owner"] for word in ("kab/kota", "Kota", "Polri", "BPJPH", "Ditjen", "Tengah")
        )
        if elsewhere and "Bapenda" not in row["owner"]:
            assert row["agency_id"] is None, row["id"]


def test_own_services_say_that_the_province_has_to_confirm_them() -> None:
    for service_id in OWN:
        row = BY_ID[service_id]
        assert row["source"].startswith(
            "Rafflesia: layanan bawaan, perlu ditetapkan oleh Pemerintah Provinsi"
        )
        assert row["verified"] == "memory"
        for member in ("agency_id", "who", "cost", "target_days", "note", "keywords"):
            assert row[member], (service_id, member)


def test_gathered_facts_claim_no_cost_and_no_days() -> None:
    for service_id in BY_ID.keys() - OWN:
        row = BY_ID[service_id]
        assert (row["who"], row["cost"], row["target_days"]) == (None, None, None), service_id


def test_days_of_public_information_are_those_of_the_law() -> None:
    row = BY_ID["informasi-publik"]
    assert row["target_days"] == 10
    assert "UU 14/2008" in row["source"]


def test_what_can_be_asked_for() -> None:
    assert FORMS.keys() == (OWN - {"lapor-blank-spot"}) | {"jalan-rusak"}
    kinds = {service_id: PARSERS["services"](row).kind for service_id, row in BY_ID.items()}
    assert [name for name, kind in kinds.items() if kind is ServiceKind.BLANK_SPOT] == ["lapor-blank-spot"]


@pytest.mark.parametrize("service_id", BY_ID)
def test_every_sentence_has_both_languages(service_id: str) -> None:
    found = list(texts(BY_ID[service_id]))
    assert found
    for place, words in found:
        assert words.keys() == {"id", "en"}, place
        assert words["id"].strip() == words["id"] != "", place
        assert words["en"].strip() == words["en"] != "", place
        assert words["id"] != words["en"] or len(words["id"]) <= 12, (place, words)


@pytest.mark.parametrize("service_id", BY_ID)
def test_words_for_the_search(service_id: str) -> None:
    keywords = BY_ID[service_id]["keywords"]
    assert len(set(keywords)) == len(keywords) >= 2


@pytest.mark.parametrize("service_id", FORMS)
def test_forms_are_right_for_gateway_and_app(service_id: str) -> None:
    read = read_form(FORMS[service_id])
    app = PARSERS["services"](BY_ID[service_id]).form
    assert app is not None
    assert not app.too_new
    assert [field.code for field in app.fields] == [field.code for field in read.fields]


@pytest.mark.parametrize("service_id", FORMS)
def test_forms_can_be_filled_in_to_the_end(service_id: str) -> None:
    read = read_form(FORMS[service_id])

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.fixed_dictionaries({field.code: right_answers(field) for field in read.fields}))
    def fill_in(answers: dict[str, Any]) -> None:
        got = check_answers(read, answers, TODAY)
        assert len(got.files) <= MOST_ATTACHMENTS
        assert got.values.keys() == asked(read, got.values)

    fill_in()


@pytest.mark.parametrize("service_id", FORMS)
def test_files_fit_into_one_submission(service_id: str) -> None:
    files = [field for field in read_form(FORMS[service_id]).fields if isinstance(field, FileField)]
    assert sum(field.max_items for field in files) <= MOST_ATTACHMENTS


def test_identity_numbers_are_asked_only_where_the_law_needs_them() -> None:
    asking = {
        service_id
        for service_id, form in FORMS.items()
        for field in read_form(form).fields
        if isinstance(field, TextField) and field.format == "nik"
    }
    assert asking == {"informasi-publik"}


@pytest.mark.parametrize("service_id", FORMS)
def test_public_long_texts_say_that_they_are_public(service_id: str) -> None:
    for field in read_form(FORMS[service_id]).fields:
        if isinstance(field, TextField) and field.multiline and field.public:
            assert field.help is not None, field.code
            assert "dapat dibaca umum" in field.help.id, field.code


@pytest.mark.parametrize("service_id", FORMS)
def test_a_phone_can_be_left_to_find_the_request_again(service_id: str) -> None:
    formats = {field.format for field in read_form(FORMS[service_id]).fields if isinstance(field, TextField)}
    assert "phone" in formats


def test_a_complaint_can_be_made_without_a_name() -> None:
    fields = {field.code: field for field in read_form(FORMS["pengaduan-layanan"]).fields}
    assert not fields["name"].required
    assert not fields["phone"].required
    assert read_form(FORMS["pengaduan-layanan"]).public_position == "none"


def test_the_letter_is_asked_of_the_village_only() -> None:
    read = read_form(FORMS["permohonan-wifi-desa"])
    assert {"letter", "care"} <= asked(read, {"role": "head"})
    assert asked(read, {"role": "resident"}).isdisjoint({"letter", "care"})
    assert "title" in asked(read, {"role": "staff"}) - asked(read, {"role": "head"})
