"""One table of cases and generated forms through both evaluators: the app's and the gateway's agree."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.errors import Problem as GatewayProblem
from gateway.forms.answers import check_answers
from gateway.forms.definition import form_faults, read_form
from services.forms import check
from services.models import FormDefinition

CASES = json.loads((Path(__file__).parent / "form_cases.json").read_text(encoding="utf-8"))
PREFIX = "payload.answers."
TODAY = date(2026, 11, 26)
Verdict = dict[str, Mapping[str, Any]]


def app_verdict(form: Mapping[str, Any], answers: Mapping[str, Any], today: date = TODAY) -> Verdict:
    """Return what the app says: problems by code, or what it would send."""
    definition = FormDefinition.from_wire(form)
    assert not definition.too_new
    checked = check(definition, answers, today)
    if checked.problems:
        return {"errors": {code: problem.value for code, problem in checked.problems.items()}}
    return {"values": dict(checked.answers)}


def gateway_verdict(form: Mapping[str, Any], answers: Mapping[str, Any], today: date = TODAY) -> Verdict:
    """Return what the gateway says in the same shape."""
    try:
        return {"values": check_answers(read_form(form), answers, today).values}
    except GatewayProblem as refused:
        return {"errors": {one.field.removeprefix(PREFIX): one.code for one in refused.errors}}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_both_evaluators_say_what_the_table_says(case: dict[str, Any]) -> None:
    today = date.fromisoformat(case["today"])
    assert app_verdict(case["form"], case["answers"], today) == case["expect"]
    assert gateway_verdict(case["form"], case["answers"], today) == case["expect"]


def test_what_the_app_would_send_passes_the_gateway_unchanged() -> None:
    sent = [(c, app_verdict(c["form"], c["answers"], date.fromisoformat(c["today"]))) for c in CASES]
    right = [(case, verdict) for case, verdict in sent if "values" in verdict]
    assert len(right) > 20
    for case, verdict in right:
        assert gateway_verdict(case["form"], verdict["values"], date.fromisoformat(case["today"])) == verdict


WORDS = {"id": "Pertanyaan", "en": "Question"}
KEYS = ("a", "b", "c")
OPTIONS = [{"key": key, "label": WORDS} for key in KEYS]
DIGEST = st.sampled_from(["a" * 64, "b" * 64, "c" * 64, "d" * 64, "A" * 64, "a" * 63])
DAYS = st.sampled_from(["2026-11-25", "2026-11-26", "2026-11-27", "2026-02-30", "26-11-2026", " 2026-11-26"])
LIMITS = st.sampled_from(["today", "2026-11-25", "2026-11-27"])
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["0812 3456-7890", "+628123", "+6281234567890", "a@b.id", "a@@b.id", "a@b", "a@b..c"]),
    st.sampled_from(["1771034105901234", "1771033113900001", "9871034105901234", "1771034105"]),
)


def text_members() -> st.SearchStrategy[dict[str, Any]]:
    """Limits and formats of a text."""
    return st.fixed_dictionaries(
        {},
        optional={
            "format": st.sampled_from(["plain", "name", "phone", "email", "nik"]),
            "min_length": st.integers(0, 4),
            "max_length": st.integers(4, 20),
            "multiline": st.booleans(),
        },
    )


MEMBERS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "text": text_members(),
    "number": st.fixed_dictionaries(
        {}, optional={"min": st.floats(-3, 0), "max": st.floats(0, 3), "integer": st.booleans()}
    ),
    "date": st.fixed_dictionaries({}, optional={"min": LIMITS, "max": LIMITS}),
    "choice": st.just({"options": OPTIONS}),
    "choices": st.fixed_dictionaries(
        {"options": st.just(OPTIONS)},
        optional={"min_items": st.integers(0, 2), "max_items": st.integers(2, 3)},
    ),
    "location": st.just({}),
    "village": st.just({}),
    "station": st.just({}),
    "file": st.fixed_dictionaries({}, optional={"max_items": st.integers(1, 5)}),
    "consent": st.just({}),
}
POSITION = st.fixed_dictionaries(
    {},
    optional={
        "lat": st.sampled_from([-3.79, -7, "-3", -3]),
        "lon": st.sampled_from([102.26, 90.0, None]),
        "accuracy_m": st.sampled_from([None, 12, 0, 0.5, "12"]),
        "source": st.sampled_from(["gps", "pin", "village", "dream", 5]),
        "age_s": st.sampled_from([0, 3, -1, 2.5, True]),
        "fixes": st.sampled_from([1, 20_000]),
        "mocked": st.sampled_from([None, True, "no"]),
    },
)
WHOLE = {"lat": -3.79, "lon": 102.26, "source": "gps", "age_s": 0, "fixes": 1}
ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "number": st.one_of(st.floats(-5, 5), st.integers(-5, 5)),
    "date": DAYS,
    "choice": st.sampled_from([*KEYS, "z", ""]),
    "choices": st.lists(st.sampled_from([*KEYS, "z"]), max_size=4),
    "location": st.one_of(st.just(WHOLE), POSITION.map(lambda part: {**WHOLE, **part}), POSITION),
    "village": st.sampled_from(["17.71.03.1011", "17.71", "17.71.03.1011\n"]),
    "station": st.text(max_size=5),
    "file": st.lists(DIGEST, max_size=6),
    "consent": st.booleans(),
}
ODD = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.just([]), st.just([1]))


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    """A definition that the gateway would publish, and answers that fit it more or less."""
    fields: list[dict[str, Any]] = []
    answers: dict[str, Any] = {}
    for at in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(sorted(MEMBERS)))
        field = {"code": f"f{at}", "type": kind, "label": WORDS, **draw(MEMBERS[kind])}
        field["required"] = draw(st.booleans())
        if condition := draw(conditions(fields)):
            field["show_if"] = condition
        fields.append(field)
        if draw(st.integers(0, 9)):
            answers[field["code"]] = draw(ODD if draw(st.integers(0, 9)) == 0 else ANSWERS[kind])
    return {"form": {"version": 1, "fields": fields}, "answers": answers}


@st.composite
def conditions(draw: st.DrawFn, earlier: list[dict[str, Any]]) -> dict[str, Any] | None:
    """A condition on one of the fields before, now and then."""
    able = [field for field in earlier if field["type"] in {"choice", "choices", "consent"}]
    if not able or draw(st.booleans()):
        return None
    asked = draw(st.sampled_from(able))
    if asked["type"] == "consent":
        return {"field": asked["code"], "in": [True]}
    return {"field": asked["code"], "in": draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))}


@settings(max_examples=400, deadline=None)
@given(forms())
def test_both_evaluators_agree_on_generated_forms(drawn: dict[str, Any]) -> None:
    if form_faults(drawn["form"]):  # two locations, limits that contradict each other
        return
    mine, theirs = (verdict(drawn["form"], drawn["answers"]) for verdict in (app_verdict, gateway_verdict))
    assert mine == theirs
