"""A row that an officer opens and stores unchanged stays what it was."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.datastructures import FormData

from gateway.staff.content_fields import MEMBERS, as_inputs, read_members
from gateway.staff.words import catalogue
from tests.content.files import rows

CONTENT = [
    (name, row)
    for name in ("events", "destinations", "wifi-stations", "products", "routes")
    for row in rows(name)
]


@pytest.mark.parametrize(
    ("collection", "row"), CONTENT, ids=lambda one: one["id"] if isinstance(one, dict) else one
)
def test_every_row_survives_its_form(collection: str, row: dict[str, Any]) -> None:
    values, wrong = read_members(collection, FormData(as_inputs(collection, row)))
    assert wrong == {}
    for member in MEMBERS[collection]:
        nothing: Any = [] if member.kind in ("list", "ticks", "picks") else None
        assert values[member.name] == row.get(member.name, nothing), member.name


@pytest.mark.parametrize("collection", MEMBERS)
def test_every_choice_has_words(collection: str) -> None:
    for member in MEMBERS[collection]:
        assert f"member.{member.name}" in catalogue()
        if member.kind in ("reference", "picks"):
            continue  # the names of rows
        assert all(f"option.{option or 'none'}" in catalogue() for option in member.options)
