"""What becomes of right answers, and how wrong ones are named; the table is in ``tests/contract``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gateway.errors import FieldProblem, Problem
from gateway.forms.answers import CheckedAnswers, check_answers, mask_nik
from gateway.forms.definition import read_form
from tests.gateway.forms.samples import FILES, MEMBERS, field, form
from tests.gateway.samples import STATION, VILLAGE, position

TODAY = date(2026, 11, 26)


def checked(raw: dict[str, Any], **answers: Any) -> CheckedAnswers:
    return check_answers(read_form(raw), answers, TODAY)


def problems(raw: dict[str, Any], **answers: Any) -> tuple[FieldProblem, ...]:
    with pytest.raises(Problem) as raised:
        checked(raw, **answers)
    assert (raised.value.status, raised.value.code) == (422, "invalid")
    return raised.value.errors


def test_the_table_has_a_case_for_every_type_and_every_code() -> None:
    cases = json.loads((Path(__file__).parents[2] / "contract" / "form_cases.json").read_text("utf-8"))
    assert {field["type"] for case in cases for field in case["form"]["fields"]} == set(MEMBERS)
    codes = {code for case in cases for code in case["expect"].get("errors", {}).values()}
    assert codes == {
        "missing", "type", "too_short", "too_long", "range", "format", "unknown_value", "duplicate",
    }  # fmt: skip
    assert len({case["name"] for case in cases}) == len(cases)


def test_answers_are_sorted_by_who_needs_them() -> None:
    raw = form(
        field("text", "who", format="name"),
        field("text", "call", format="phone"),
        field("text", "mail", format="email"),
        field("choice", public=True),
        field("location"),
        field("village", public=True),
        field("station"),
        field("file"),
    )
    got = checked(
        raw,
        who="Sari Contoh",
        call="0812 0000 0000",
        mail="sari@contoh.id",
        choice="a",
        location=position(),
        village=VILLAGE,
        station=STATION,
        file=FILES[:2],
    )
    assert (got.name, got.phone, got.email) == ("Sari Contoh", "0812 0000 0000", "sari@contoh.id")
    assert (got.village_code, got.station_id, got.position) == (VILLAGE, STATION, position())
    assert got.files == tuple(FILES[:2])
    assert got.public == {"choice": "a", "village": VILLAGE}
    assert set(got.values) == {"who", "call", "mail", "choice", "location", "village", "station", "file"}


def test_nothing_answered_is_nothing_known() -> None:
    empty = CheckedAnswers({}, {}, None, None, None, None, None, None, (), "")
    assert checked(form()) == empty


def test_the_first_answered_contact_counts() -> None:
    raw = form(*(field("text", code, format="phone") for code in ("a", "b", "c")))
    assert checked(raw, a=" ", b="08120000001", c="08120000002").phone == "08120000001"


def test_a_plain_text_is_no_contact() -> None:
    got = checked(form(field("text", "name"), field("text", "phone")), name="Sari", phone="08120000000")
    assert (got.name, got.phone) == (None, None)


def test_files_of_several_fields_are_counted_once() -> None:
    raw = form(field("file", "front"), field("file", "back"))
    assert checked(raw, front=FILES[:2], back=FILES[1:]).files == tuple(FILES)


def test_public_long_texts_become_the_description() -> None:
    raw = form(
        field("text", "short", public=True),
        field("text", "first", public=True, multiline=True),
        field("text", "secret", multiline=True),
        field("text", "second", public=True, multiline=True),
    )
    got = checked(raw, short="pendek", first="satu\ndua", secret="rahasia", second="tiga")
    assert got.text == "satu\ndua\n\ntiga"
    assert "secret" not in got.public


def test_a_hidden_public_text_is_in_no_answer_at_all() -> None:
    condition = {"show_if": {"field": "choice", "in": ["b"]}}
    raw = form(field("choice"), field("text", public=True, multiline=True, **condition))
    got = checked(raw, choice="a", text="tidak lagi")
    assert (got.values, got.public, got.text) == ({"choice": "a"}, {}, "")


def test_hidden_personal_data_is_not_kept() -> None:
    condition = {"show_if": {"field": "consent", "in": [True]}}
    raw = form(
        field("consent"), field("text", "phone", format="phone", **condition), field("file", **condition)
    )
    got = checked(raw, phone="08120000000", file=FILES)
    assert (got.phone, got.files, got.values) == (None, (), {})


def test_a_position_keeps_only_what_a_position_has() -> None:
    got = checked(form(field("location")), location={**position(), "device": "hp-sari"})
    assert got.position == position()


def test_a_position_with_several_faults_is_named_once() -> None:
    (problem,) = problems(form(field("location")), location={"lat": 50.0, "lon": "x", "source": "?"})
    assert (problem.field, problem.code) == ("payload.answers.location", "range")
    assert problem.message.startswith("lat: ")


def test_every_bad_field_is_named_in_order() -> None:
    raw = form(field("text", required=True), field("number"), field("date", max="today"), field("village"))
    found = problems(raw, number="5", date="2026-11-27", village="Malabero")
    assert [(one.field, one.code) for one in found] == [
        ("payload.answers.text", "missing"),
        ("payload.answers.number", "type"),
        ("payload.answers.date", "range"),
        ("payload.answers.village", "format"),
    ]
    assert all(one.message for one in found)


def test_messages_do_not_repeat_what_was_written() -> None:
    raw = form(field("text", format="nik"), field("number"), field("choice"))
    found = problems(raw, text="1771rahasia", number="rahasia", choice="rahasia")
    assert "rahasia" not in " ".join(one.message for one in found)


def test_today_is_the_day_that_is_given() -> None:
    form_ = read_form(form(field("date", min="today", max="today")))
    assert check_answers(form_, {"date": "2027-01-01"}, date(2027, 1, 1)).values == {"date": "2027-01-01"}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("1771010112900001", "17••••••••••••01"),
        ("12345", "12•45"),
        ("1234", "••••"),
        ("1", "•"),
        ("", ""),
    ],
)
def test_masked_numbers(text: str, masked: str) -> None:
    assert mask_nik(text) == masked
