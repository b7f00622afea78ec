"""Reading definitions: what a later gateway adds never breaks this app."""

from __future__ import annotations

from typing import Any

import pytest

from services.models import FieldType, FormDefinition, PublicPosition, PublicService, TextFormat
from tests.unit.forms.samples import field, form, options, words

ROW: dict[str, Any] = {
    "id": "uji",
    "name": words("Uji"),
    "owner": "Dinas Uji",
    "requirements": [],
    "source": "-",
    "precision": "-",
    "verified": "memory",
}


def test_members_have_their_defaults() -> None:
    (text, long, files) = form(field("t"), field("l", multiline=True), field("f", "file")).fields
    assert (text.max_length, long.max_length, text.min_length) == (200, 2000, None)
    assert (text.required, text.public, text.format) == (False, False, TextFormat.PLAIN)
    assert (files.max_items, files.accept) == (3, ("image",))


def test_every_member_is_read() -> None:
    raw = field(
        "n",
        "number",
        required=True,
        public=True,
        help=words("Tolong"),
        min=1,
        max=5,
        integer=True,
        unit=words("orang"),
        show_if={"field": "k", "in": ["a"]},
    )
    read = form(field("k", "choice", options=options("a", "b")), raw, public_position="exact")
    number = read.get("n")
    assert number is not None
    assert (number.minimum, number.maximum, number.integer, number.required, number.public) == (
        1,
        5,
        True,
        True,
        True,
    )
    assert number.show_if is not None
    assert (number.show_if.field, number.show_if.keys) == ("k", ("a",))
    assert number.unit is not None
    assert number.unit.en == "orang (en)"
    assert read.public_position is PublicPosition.EXACT
    assert read.get("k").keys == ("a", "b")  # type: ignore[union-attr]
    assert read.get("z") is None


def test_unknown_members_are_left_alone() -> None:
    read = form(field("t", colour="red"), hologram=True)
    assert not read.too_new
    assert [one.code for one in read.fields] == ["t"]


@pytest.mark.parametrize(
    "raw",
    [
        {"version": 2, "fields": [field("t"), field("h", "hologram")]},
        {"version": 2, "fields": [field("t", format="iris")]},
        {"version": 2, "fields": [field("c", "choice")]},
        {"version": 2, "fields": [{"code": "t", "type": "text"}]},
        {"version": 2, "fields": [field("t", max_length="long")]},
        {"version": 2, "fields": "all"},
        {"version": 2, "fields": [], "public_position": "street"},
        {"fields": []},
    ],
)
def test_what_this_version_cannot_draw_asks_for_a_newer_app(raw: dict[str, Any]) -> None:
    read = FormDefinition.from_wire(raw)
    assert read.too_new
    assert read.fields == ()


def test_a_service_without_the_new_members_is_still_a_service() -> None:
    service = PublicService.from_wire(ROW)
    assert (service.form, service.group, service.target_days, service.keywords) == (None, None, None, ())
    assert service.kind == "service_request"


def test_a_service_with_all_members() -> None:
    service = PublicService.from_wire(
        {
            **ROW,
            "agency_id": "dinas-uji",
            "group": "signal",
            "who": words("Semua warga"),
            "cost": words("Gratis"),
            "target_days": 5,
            "keywords": ["uji", "test"],
            "kind": "blank_spot",
            "form": {"version": 3, "fields": [field("t")]},
        }
    )
    assert (service.agency_id, service.group, service.target_days) == ("dinas-uji", "signal", 5)
    assert service.who is not None
    assert service.who.id == "Semua warga"
    assert service.kind == "blank_spot"
    assert service.form is not None
    assert (service.form.version, service.form.fields[0].type) == (3, FieldType.TEXT)


def test_a_broken_form_does_not_hide_its_service() -> None:
    service = PublicService.from_wire({**ROW, "form": {"version": 1, "fields": [field("h", "hologram")]}})
    assert service.form is not None
    assert service.form.too_new
