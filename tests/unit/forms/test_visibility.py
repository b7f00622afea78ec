"""What is asked depends on what was answered."""

from __future__ import annotations

from typing import Any

import pytest

from services.forms import file_names, is_answered, missing, visible_fields
from tests.unit.forms.samples import field, form, options

CHAIN = form(
    field("kind", "choice", options=options("a", "b")),
    field("why", "choices", options=options("x", "y"), show_if={"field": "kind", "in": ["a"]}),
    field("more", required=True, show_if={"field": "why", "in": ["y"]}),
    field("agree", "consent"),
    field("phone", format="phone", required=True, show_if={"field": "agree", "in": [True]}),
)


def shown(**answers: Any) -> list[str]:
    """Return the codes of what is asked."""
    return [one.code for one in visible_fields(CHAIN, answers)]


def test_a_condition_shows_and_hides() -> None:
    assert shown() == ["kind", "agree"]
    assert shown(kind="a") == ["kind", "why", "agree"]
    assert shown(kind="b", agree=True) == ["kind", "agree", "phone"]


def test_what_hangs_on_a_hidden_field_is_hidden_whatever_it_holds() -> None:
    assert shown(kind="a", why=["x", "y"]) == ["kind", "why", "more", "agree"]
    assert shown(kind="b", why=["x", "y"]) == ["kind", "agree"]


@pytest.mark.parametrize("odd", [1, "true", "a", ["a"], None, False])
def test_only_true_is_a_consent(odd: object) -> None:
    assert "phone" not in shown(agree=odd)


@pytest.mark.parametrize("odd", [True, 1, ["a"], {"a": 1}, [["a"]]])
def test_odd_answers_show_nothing(odd: object) -> None:
    assert shown(kind=odd) == ["kind", "agree"]
    assert shown(kind="a", why=odd) == ["kind", "why", "agree"]


def test_missing_names_only_what_is_asked() -> None:
    assert [one.code for one in missing(CHAIN, {})] == []
    assert [one.code for one in missing(CHAIN, {"agree": True})] == ["phone"]
    assert [one.code for one in missing(CHAIN, {"agree": True, "phone": " "})] == ["phone"]


@pytest.mark.parametrize(
    ("value", "answered"),
    [
        (None, False),
        ("", False),
        (" \n", False),
        ([], False),
        (0, True),
        (False, True),
        ("x", True),
        (["x"], True),
    ],
)
def test_what_counts_as_an_answer(value: object, answered: bool) -> None:
    assert is_answered(value) is answered


def test_files_are_named_once_and_in_order() -> None:
    two = form(field("f", "file"), field("g", "file"), field("t"))
    assert file_names(two.fields, {"f": ["b", "a"], "g": ["a", "c"], "t": "d"}) == ("b", "a", "c")
    assert file_names(two.fields, {"f": "odd"}) == ()
