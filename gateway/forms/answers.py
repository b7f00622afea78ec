"""Answers to a form: checked by the version they were written under, sorted by who may see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gateway.errors import FieldProblem, invalid
from gateway.forms.checks import Wrong, check_value, is_blank, mask_nik
from gateway.forms.definition import FormDefinition, FormField
from gateway.forms.fields import TextField

__all__ = ["CheckedAnswers", "check_answers", "mask_nik"]

PREFIX = "payload.answers."


@dataclass(frozen=True, slots=True)
class CheckedAnswers:
    """The answers of the fields that are shown.

    ``values``: all by code, as they are kept; ``public``: those of public fields. ``name``, ``email``,
    ``phone``: the first text of that format. ``position``: as in docs/api.md. ``files``: every SHA-256 once.
    ``text``: the public long texts, joined by blank lines; empty when there is none.
    """

    values: dict[str, Any]
    public: dict[str, Any]
    name: str | None
    email: str | None
    phone: str | None
    position: dict[str, Any] | None
    village_code: str | None
    station_id: str | None
    files: tuple[str, ...]
    text: str


def check_answers(form: FormDefinition, answers: Mapping[str, Any], today: date) -> CheckedAnswers:
    """Return the answers sorted; hidden and unknown ones are dropped. ``today``: the day in Bengkulu.

    Raises the 422 that names every bad field once, at ``payload.answers.<code>``.
    """
    values: dict[str, Any] = {}
    problems: list[FieldProblem] = []
    for field in form.fields:
        if not is_shown(field, values):
            continue
        try:
            values.update(_checked(field, answers.get(field.code), today))
        except Wrong as wrong:
            problems.append(FieldProblem(PREFIX + field.code, wrong.code, wrong.message))
    if problems:
        raise invalid(problems)
    return _sorted(form, values)


def is_shown(field: FormField, values: Mapping[str, Any]) -> bool:
    """Tell whether a field is asked, given the checked answers of the fields before it."""
    if field.show_if is None:
        return True
    answer = values.get(field.show_if.field)
    given = answer if isinstance(answer, list) else [answer]
    return any(one in field.show_if.any_of for one in given)


def _checked(field: FormField, value: object, today: date) -> dict[str, Any]:
    """Return the answer by its code, nothing when there is none; raises :class:`Wrong`."""
    if is_blank(field, value):
        if field.required:
            raise Wrong("missing", "An answer is needed.")
        return {}
    return {field.code: check_value(field, value, today)}


def _sorted(form: FormDefinition, values: dict[str, Any]) -> CheckedAnswers:
    answered = [field for field in form.fields if field.code in values]
    public = {field.code: values[field.code] for field in answered if field.public}
    digests = (digest for field in answered if field.type == "file" for digest in values[field.code])
    return CheckedAnswers(
        values=values,
        public=public,
        name=_first(values, _of_format(answered, "name")),
        email=_first(values, _of_format(answered, "email")),
        phone=_first(values, _of_format(answered, "phone")),
        position=_first(values, _of_type(answered, "location")),
        village_code=_first(values, _of_type(answered, "village")),
        station_id=_first(values, _of_type(answered, "station")),
        files=tuple(dict.fromkeys(digests)),
        text="\n\n".join(public[field.code] for field in answered if _is_long_text(field) and field.public),
    )


def _first(values: Mapping[str, Any], codes: Iterable[str]) -> Any:
    return next((values[code] for code in codes), None)


def _of_format(fields: Iterable[FormField], name: str) -> list[str]:
    return [field.code for field in fields if isinstance(field, TextField) and field.format == name]


def _of_type(fields: Iterable[FormField], name: str) -> list[str]:
    return [field.code for field in fields if field.type == name]


def _is_long_text(field: FormField) -> bool:
    return isinstance(field, TextField) and field.multiline
