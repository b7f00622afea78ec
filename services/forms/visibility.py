"""Which fields a person sees, and what counts as an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services.models import Condition, FieldType, FormDefinition, FormField

Answers = Mapping[str, Any]


def is_answered(value: object) -> bool:
    """Say whether ``value`` is an answer: absent, null, blank text and an empty list are none."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != []


def is_given(field: FormField, value: object) -> bool:
    """Say whether ``value`` answers ``field``: a consent that was not given is no answer."""
    return is_answered(value) and not (field.type is FieldType.CONSENT and value is False)


def visible_fields(form: FormDefinition, answers: Answers) -> tuple[FormField, ...]:
    """Return the fields that are asked now, in order; a field that depends on a hidden one is hidden too."""
    shown: dict[str, FormField] = {}
    for field in form.fields:
        if is_shown(field, shown, answers):
            shown[field.code] = field
    return tuple(shown.values())


def is_shown(field: FormField, shown: Mapping[str, FormField], answers: Answers) -> bool:
    """Say whether ``field`` is asked, given the fields ``shown`` before it."""
    return field.show_if is None or _holds(field.show_if, shown, answers)


def _holds(condition: Condition, shown: Mapping[str, FormField], answers: Answers) -> bool:
    asked = shown.get(condition.field)
    if asked is None:
        return False
    answer = answers.get(asked.code)
    if asked.type is FieldType.CONSENT:
        return answer is True and any(key is True for key in condition.keys)
    given = answer if isinstance(answer, list | tuple) and asked.type is FieldType.CHOICES else [answer]
    return any(isinstance(key, str) and key in condition.keys for key in given)


def file_names(fields: Iterable[FormField], answers: Answers) -> tuple[str, ...]:
    """Return the SHA-256 names that the file answers of ``fields`` cite, in order, each once."""
    names = [
        str(name)
        for field in fields
        if field.type is FieldType.FILE and isinstance(answers.get(field.code), list | tuple)
        for name in answers[field.code]
    ]
    return tuple(dict.fromkeys(names))
