"""A form that changed while a draft was open loses nothing."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.forms import Unused, take_over
from tests.unit.forms.samples import TODAY, field, form, options

OLD = form(
    field("name", format="name"),
    field("kind", "choice", options=options("hole", "crack")),
    field("count", "number"),
    field("gone"),
)


def test_what_fits_is_taken_over_and_the_rest_is_kept_aside() -> None:
    new = form(
        field("name", format="name", max_length=3),
        field("kind", "choice", options=options("hole", "bump")),
        field("count"),
        version=2,
    )
    answers = {"name": "Melati", "kind": "crack", "count": 4, "gone": "catatan"}
    taken = take_over(OLD, new, answers, TODAY)
    assert taken.answers == {"name": "Melati"}  # too long now, and shown with what is wrong
    assert [(one.field.label.id, one.answer) for one in taken.unused] == [
        ("Kind", "crack"),
        ("Count", 4),
        ("Gone", "catatan"),
    ]


def test_the_same_version_keeps_everything_even_half_typed() -> None:
    answers = {"name": "M", "kind": "hole", "count": 2}
    assert take_over(OLD, OLD, answers, TODAY).answers == answers


def test_a_hidden_answer_stays_an_answer() -> None:
    new = form(
        field("kind", "choice", options=options("hole", "crack")),
        field("gone", show_if={"field": "kind", "in": ["hole"]}),
    )
    assert take_over(OLD, new, {"gone": "catatan"}, TODAY).answers == {"gone": "catatan"}


def test_without_the_old_form_its_codes_are_all_that_is_known() -> None:
    taken = take_over(form(), form(field("t")), {"t": "a", "z": "b"}, TODAY)
    assert taken.answers == {"t": "a"}
    assert [(one.field.label.id, one.answer) for one in taken.unused] == [("z", "b")]


def test_what_is_kept_aside_survives_the_store() -> None:
    (one,) = take_over(OLD, form(field("t")), {"kind": "crack"}, TODAY).unused
    again = Unused.from_wire(json.loads(json.dumps(one.to_wire())))
    assert again.field.options[1].label.id == "Crack"
    assert again.answer == "crack"


ANY = st.one_of(
    st.text(max_size=4), st.integers(), st.booleans(), st.none(), st.lists(st.text(max_size=2), max_size=2)
)


@given(st.dictionaries(st.sampled_from(["name", "kind", "count", "gone", "else"]), ANY))
def test_no_answer_is_ever_lost(answers: dict[str, Any]) -> None:
    new = form(
        field("name"), field("kind", "choices", options=options("hole", "x")), field("gone", "consent")
    )
    taken = take_over(OLD, new, answers, TODAY)
    left = {
        code: value for code, value in answers.items() if value not in (None, "", []) and str(value).strip()
    }
    found = dict(taken.answers) | {_code(one): one.answer for one in taken.unused}
    assert found == left


def _code(one: Unused) -> str:
    return one.field.code
