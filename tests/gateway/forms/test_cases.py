"""The gateway reads the table of cases that the app reads too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gateway.errors import Problem
from gateway.forms.answers import PREFIX, check_answers
from gateway.forms.definition import read_form

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "contract" / "form_cases.json").read_text("utf-8")
)


def outcome(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return what came of the answers of a case, in the form of its expectation."""
    form, today = read_form(case["form"]), date.fromisoformat(case["today"])
    try:
        return {"values": check_answers(form, case["answers"], today).values}
    except Problem as problem:
        return {"errors": {error.field.removeprefix(PREFIX): error.code for error in problem.errors}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: Mapping[str, Any]) -> None:
    assert outcome(case) == case["expect"]


def test_every_type_and_every_code_has_its_case() -> None:
    types = {field["type"] for case in CASES for field in case["form"]["fields"]}
    assert types == {
        "text", "number", "date", "choice", "choices", "location", "village", "station", "file", "consent",
    }  # fmt: skip
    codes = {code for case in CASES for code in case["expect"].get("errors", {}).values()}
    assert codes == {
        "missing", "type", "too_short", "too_long", "range", "format", "unknown_value", "duplicate",
    }  # fmt: skip
    assert len({case["name"] for case in CASES}) == len(CASES) >= 60
