"""Every rule for a form definition: what breaks it, and the path that is named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gateway.forms.definition import FormRefused, form_faults, read_form
from gateway.forms.fields import DEFAULT_LENGTH, DEFAULT_LENGTH_MULTILINE, FileField, TextField, iso_day
from tests.gateway.forms.samples import MEMBERS, OPTIONS, WORDS, field, form

OTHER_OPTION = {"key": "c", "label": WORDS}


def shown_if(code: str, *keys: Any) -> dict[str, Any]:
    return {"show_if": {"field": code, "in": list(keys)}}


BAD: list[tuple[str, Any, str, str]] = [
    ("no object", [], "form", "valid dictionary"),
    ("no version", {"fields": [field("text")]}, "form.version", "is missing"),
    ("version 0", form(field("text"), version=0), "form.version", "greater"),
    ("version as text", form(field("text"), version="1"), "form.version", "integer"),
    ("version true", form(field("text"), version=True), "form.version", "integer"),
    ("a member that does not exist", form(field("text"), title="x"), "form.title", "is no member"),
    ("public position", form(field("text"), public_position="street"), "form.public_position", "unknown"),
    ("no fields", {"version": 1, "fields": []}, "form.fields", "at least 1"),
    ("fields missing", {"version": 1}, "form.fields", "is missing"),
    ("41 fields", form(*(field("text", f"t{n}") for n in range(41))), "form.fields", "at most 40"),
    ("a field that is no object", form(5), "form.fields.0", "object"),
    ("type missing", form({"code": "a", "label": WORDS}), "form.fields.0.type", "is missing"),
    ("type unknown", form({"code": "a", "type": "map", "label": WORDS}), "form.fields.0.type", "'map'"),
    ("code missing", form({"type": "text", "label": WORDS}), "form.fields.0.code", "is missing"),
    ("code with capitals", form(field("text", "Nama")), "form.fields.0.code", "pattern"),
    ("code too long", form(field("text", "a" * 41)), "form.fields.0.code", "pattern"),
    ("code with a line end", form(field("text", "a\n")), "form.fields.0.code", "pattern"),
    ("code twice", form(field("text"), field("number", "text")), "form.fields.1.code", "twice"),
    ("label in one language", form(field("text", label={"id": "a"})), "form.fields.0.label.en", "is missing"),
    ("label blank", form(field("text", label={"id": " ", "en": "b"})), "form.fields.0.label.id", "pattern"),
    ("label as text", form(field("text", label="a")), "form.fields.0.label", "valid dictionary"),
    ("help in one language", form(field("text", help={"en": "a"})), "form.fields.0.help.id", "is missing"),
    ("required as text", form(field("text", required="yes")), "form.fields.0.required", "boolean"),
    ("public as number", form(field("text", public=1)), "form.fields.0.public", "boolean"),
    ("member of another type", form(field("date", options=OPTIONS)), "form.fields.0.options", "no member"),
    ("typing error", form(field("text", show_fi={})), "form.fields.0.show_fi", "no member"),
    ("text format", form(field("text", format="url")), "form.fields.0.format", "unknown"),
    ("max_length 0", form(field("text", max_length=0)), "form.fields.0.max_length", "greater"),
    ("max_length 4001", form(field("text", max_length=4001)), "form.fields.0.max_length", "4000"),
    ("min above max", form(field("text", min_length=9, max_length=8)), "form.fields.0.min_length", "(8)"),
    ("min above default", form(field("text", min_length=201)), "form.fields.0.min_length", "(200)"),
    ("phone of many lines", form(field("text", format="phone", multiline=True)),
     "form.fields.0.multiline", "one line"),
    ("number min above max", form(field("number", min=2, max=1)), "form.fields.0.max", "less than min"),
    ("number limit endless", form(field("number", max=float("inf"))), "form.fields.0.max", "finite"),
    ("number limit as text", form(field("number", min="1")), "form.fields.0.min", "number"),
    ("unit in one language", form(field("number", unit={"id": "m"})), "form.fields.0.unit.en", "is missing"),
    ("date limit", form(field("date", min="2026-02-30")), "form.fields.0.min", "like 2026-11-21"),
    ("date limit in words", form(field("date", max="besok")), "form.fields.0.max", "'today'"),
    ("date limits crossed", form(field("date", min="2026-02-02", max="2026-02-01")),
     "form.fields.0.max", "before min"),
    ("one option", form(field("choice", options=OPTIONS[:1])), "form.fields.0.options", "at least 2"),
    ("101 options", form(field("choice", options=[{"key": f"k{n}", "label": WORDS} for n in range(101)])),
     "form.fields.0.options", "at most 100"),
    ("no options", form({"code": "a", "type": "choice", "label": WORDS}), "form.fields.0.options", "missing"),
    ("option key", form(field("choice", options=[{"key": "A b", "label": WORDS}, *OPTIONS])),
     "form.fields.0.options.0.key", "pattern"),
    ("option label", form(field("choice", options=[*OPTIONS, {"key": "c", "label": {"id": "C"}}])),
     "form.fields.0.options.2.label.en", "is missing"),
    ("option key twice", form(field("choices", options=[*OPTIONS, OPTIONS[0]])),
     "form.fields.0.options.2.key", "twice"),
    ("min_items above max_items", form(field("choices", min_items=2, max_items=1)),
     "form.fields.0.min_items", "can be chosen"),
    ("max_items above options", form(field("choices", max_items=3)), "form.fields.0.max_items", "(2)"),
    ("min_items above options", form(field("choices", min_items=3)), "form.fields.0.min_items", "can be"),
    ("accept nothing", form(field("file", accept=[])), "form.fields.0.accept", "at least 1"),
    ("accept video", form(field("file", accept=["video"])), "form.fields.0.accept.0", "unknown"),
    ("accept twice", form(field("file", accept=["pdf", "pdf"])), "form.fields.0.accept", "twice"),
    ("six files", form(field("file", max_items=6)), "form.fields.0.max_items", "5"),
    ("no files", form(field("file", max_items=0)), "form.fields.0.max_items", "1"),
    ("two locations", form(field("location"), field("location", "b")), "form.fields.1.type", "one location"),
    ("two villages", form(field("village"), field("village", "b")), "form.fields.1.type", "one village"),
    ("condition without keys", form(field("choice"), field("text", **shown_if("choice"))),
     "form.fields.1.show_if.in", "at least 1"),
    ("condition on nothing", form(field("text", **shown_if("gone", "a"))),
     "form.fields.0.show_if.field", "no field before"),
    ("condition on a later field", form(field("text", **shown_if("choice", "a")), field("choice")),
     "form.fields.0.show_if.field", "no field before"),
    ("condition on itself", form(field("choice", **shown_if("choice", "a"))),
     "form.fields.0.show_if.field", "no field before"),
    ("condition on text", form(field("text", "first"), field("text", **shown_if("first", "a"))),
     "form.fields.1.show_if.field", "neither a choice nor a consent"),
    ("condition on an unknown key", form(field("choice"), field("text", **shown_if("choice", "a", "z"))),
     "form.fields.1.show_if.in.1", "'z' is no answer"),
    ("choice asked for true", form(field("choice"), field("text", **shown_if("choice", True))),
     "form.fields.1.show_if.in.0", "True is no answer"),
    ("consent asked for a key", form(field("consent"), field("text", **shown_if("consent", "true"))),
     "form.fields.1.show_if.in.0", "is no answer"),
    ("consent asked for false", form(field("consent"), field("text", **shown_if("consent", False))),
     "form.fields.1.show_if.in.0", "true for a consent"),
    ("consent asked for one", form(field("consent"), field("text", **shown_if("consent", 1))),
     "form.fields.1.show_if.in.0", "true for a consent"),
    ("a key asked for twice", form(field("choice"), field("text", **shown_if("choice", "a", "a"))),
     "form.fields.1.show_if.in", "twice"),
    ("condition without field", form(field("text", show_if={"in": ["a"]})),
     "form.fields.0.show_if.field", "is missing"),
    *((f"public {kind}", form(field("text", format=kind, public=True)), "form.fields.0.public", "never")
      for kind in ("name", "phone", "email", "nik")),
    ("public file", form(field("file", public=True)), "form.fields.0.public", "never public"),
    ("public location", form(field("location", public=True)), "form.fields.0.public", "never public"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "path", "words"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_wrong_definition_is_named_by_its_path(raw: Any, path: str, words: str) -> None:
    ((fault),) = form_faults(raw)
    assert fault.path == path
    assert words in fault.reason


def test_every_fault_is_told_at_once() -> None:
    raw = form(field("text", label={"id": "a"}), field("choice", options=[]), field("date", min="x"))
    assert [fault.path for fault in form_faults(raw)] == [
        "form.fields.0.label.en",
        "form.fields.1.options",
        "form.fields.2.min",
    ]
    crossed = form(field("number", min=2, max=1), field("file", public=True))
    assert [fault.path for fault in form_faults(crossed)] == ["form.fields.0.max", "form.fields.1.public"]


def test_a_refusal_says_what_and_where() -> None:
    with pytest.raises(FormRefused, match=r"form\.fields\.0\.type: 'map' is unknown; known: 'text'"):
        read_form(form({"code": "a", "type": "map", "label": WORDS}))


def test_the_form_of_the_documentation_is_right() -> None:
    options = [{"key": "pothole", "label": WORDS}, {"key": "other", "label": WORDS}]
    kind = field("choice", "kind", required=True, public=True, options=options)
    other = field("text", "other", max_length=200, required=True, **shown_if("kind", "other"))
    read = read_form(form(kind, other, public_position="exact"))
    assert (read.version, read.public_position) == (1, "exact")
    assert read.fields[1].show_if is not None
    assert read.fields[1].show_if.any_of == ["other"]


def test_every_type_and_what_is_said_when_nothing_is_said() -> None:
    read = read_form(form())
    assert [one.type for one in read.fields] == list(MEMBERS)
    assert read.public_position == "village"
    assert {(one.required, one.public) for one in read.fields} == {(False, False)}
    text, files = read.fields[0], next(one for one in read.fields if isinstance(one, FileField))
    assert isinstance(text, TextField)
    assert (text.longest, text.format, files.accept, files.max_items) == (
        DEFAULT_LENGTH,
        "plain",
        ["image"],
        3,
    )


def test_long_text_has_a_limit_of_its_own() -> None:
    long, short = read_form(
        form(field("text", "a", multiline=True), field("text", "b", multiline=True, max_length=10))
    ).fields
    assert isinstance(long, TextField)
    assert isinstance(short, TextField)
    assert (long.longest, short.longest) == (DEFAULT_LENGTH_MULTILINE, 10)


def test_forty_fields_and_a_hundred_options_are_allowed() -> None:
    options = [{"key": f"k{number}", "label": WORDS} for number in range(100)]
    fields = [field("choice", f"c{number}", options=options) for number in range(40)]
    assert form_faults(form(*fields)) == ()


def test_what_was_read_from_json_is_read_alike() -> None:
    raw = form()
    assert read_form(json.loads(json.dumps(raw))) == read_form(raw)


@pytest.mark.parametrize(
    ("text", "is_day"),
    [("2026-11-26", True), ("2026-11-31", False), ("20261126", False), ("٢٠٢٦-11-26", False)],
)
def test_days(text: str, is_day: bool) -> None:
    assert (iso_day(text) is not None) == is_day
