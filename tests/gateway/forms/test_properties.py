"""What holds for every form and every answer."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gateway.errors import Problem
from gateway.forms.answers import PREFIX, check_answers, is_shown
from gateway.forms.definition import FormDefinition, FormRefused, form_faults, read_form
from tests.gateway.forms.samples import form
from tests.gateway.forms.strategies import JSON, TODAY, definitions, right_answers

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
CODES = frozenset(
    {
        "missing",
        "type",
        "too_short",
        "too_long",
        "range",
        "format",
        "unknown_value",
        "duplicate",
        "not_finite",
    }
)


def fully_answered(read: FormDefinition) -> st.SearchStrategy[dict[str, Any]]:
    """A right answer for every field, shown or not."""
    return st.fixed_dictionaries({field.code: right_answers(field) for field in read.fields})


@st.composite
def answered(draw: st.DrawFn) -> tuple[FormDefinition, dict[str, Any]]:
    """A form with right answers, of which some were spoiled or left out."""
    read = read_form(draw(definitions()))
    answers = draw(fully_answered(read))
    for field in read.fields:
        if draw(st.integers(0, 3)) == 0:
            answers[field.code] = draw(JSON)
    return read, answers


@CALM
@given(definitions())
def test_what_is_right_by_construction_is_read(raw: dict[str, Any]) -> None:
    assert form_faults(raw) == ()


@CALM
@given(definitions(), st.data())
def test_right_answers_are_accepted_and_kept(raw: dict[str, Any], data: st.DataObject) -> None:
    read = read_form(raw)
    answers = data.draw(fully_answered(read))
    got = check_answers(read, answers, TODAY)
    shown = {field.code for field in read.fields if is_shown(field, got.values)}
    assert got.values == {code: answers[code] for code in answers if code in shown}
    assert check_answers(read, got.values, TODAY) == got  # nothing changes the second time


@CALM
@given(answered(), st.dictionaries(st.text(max_size=5), JSON, max_size=3))
def test_any_answers_are_kept_or_refused_by_name(
    drawn: tuple[FormDefinition, dict[str, Any]], unasked: dict[str, Any]
) -> None:
    read, answers = drawn
    try:
        got = check_answers(read, {**unasked, **answers}, TODAY)
    except Problem as problem:
        codes = [error.field.removeprefix(PREFIX) for error in problem.errors]
        assert problem.status == 422
        assert len(set(codes)) == len(codes) > 0
        assert set(codes) <= {field.code for field in read.fields}
        assert {error.code for error in problem.errors} <= CODES
        return
    hidden = {field.code for field in read.fields if not is_shown(field, got.values)}
    assert not got.values.keys() & hidden
    assert got.values.keys() <= {field.code for field in read.fields}
    assert got.public.keys() <= {field.code for field in read.fields if field.public}


@CALM
@given(answered())
def test_a_required_field_that_is_shown_is_never_left_out(
    drawn: tuple[FormDefinition, dict[str, Any]],
) -> None:
    read, answers = drawn
    try:
        got = check_answers(read, answers, TODAY)
    except Problem:
        return
    assert all(
        field.code in got.values for field in read.fields if field.required and is_shown(field, got.values)
    )


@CALM
@given(JSON)
def test_anything_is_a_form_or_is_refused_with_a_path(raw: Any) -> None:
    try:
        read_form(raw)
    except FormRefused as refused:
        assert refused.faults
        assert all(fault.path.startswith("form") and fault.reason for fault in refused.faults)


def places(part: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place inside a definition."""
    if isinstance(part, dict):
        return [path, *(place for key in part for place in places(part[key], (*path, key)))]
    if isinstance(part, list):
        return [path, *(place for at, one in enumerate(part) for place in places(one, (*path, at)))]
    return [path]


@CALM
@given(definitions() | st.just(form()), st.data())
def test_a_definition_spoiled_anywhere_is_read_or_refused(raw: dict[str, Any], data: st.DataObject) -> None:
    *way, last = data.draw(st.sampled_from([place for place in places(raw) if place]))
    spoiled = copy.deepcopy(raw)
    target = spoiled
    for step in way:
        target = target[step]
    target[last] = data.draw(JSON)
    for fault in form_faults(spoiled):
        named, *_ = fault.path.removeprefix("form").lstrip(".").split(".")
        assert named in {"", "version", "fields", "public_position"}
