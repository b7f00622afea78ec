"""Checking answers against their form; the gateway checks them again by the same rules (docs/forms.md)."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.forms.positions import checked_position
from services.forms.problems import Problem, Wrong, need
from services.forms.texts import fits
from services.forms.visibility import Answers, is_given, is_shown, visible_fields
from services.models import FieldType, FormDefinition, FormField

TODAY = "today"
STATION_ID_MAX = 200
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_VILLAGE = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Checked:
    """``answers``: what is sent, by code in the order of the form; ``problems``: what is wrong, by code."""

    answers: Mapping[str, Any]
    problems: Mapping[str, Problem]


def check(
    form: FormDefinition, answers: Answers, today: date, attachments: Collection[str] | None = None
) -> Checked:
    """Check the visible fields. ``today`` is the day in Bengkulu.

    ``attachments``: the files that go along, each file answer must be one of them (None: not checked).
    Answers of hidden fields and unknown codes are left out.
    """
    kept: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    shown: dict[str, FormField] = {}
    for field in form.fields:
        # What is wrong does not show what depends on it: one thing at a time, as at the gateway.
        if not is_shown(field, shown, kept):
            continue
        shown[field.code] = field
        value = answers.get(field.code)
        if not is_given(field, value):
            if field.required:
                problems[field.code] = Problem.MISSING
            continue
        try:
            kept[field.code] = _checked(field, value, today, attachments)
        except Wrong as wrong:
            problems[field.code] = wrong.problem
    return Checked(kept, problems)


def missing(form: FormDefinition, answers: Answers) -> tuple[FormField, ...]:
    """Return the visible required fields without an answer."""
    return tuple(
        field
        for field in visible_fields(form, answers)
        if field.required and not is_given(field, answers.get(field.code))
    )


def _checked(field: FormField, value: Any, today: date, attachments: Collection[str] | None) -> Any:
    if field.type is FieldType.DATE:
        return _date(field, value, today)
    if field.type is FieldType.FILE:
        return _files(field, value, attachments)
    return _RULES[field.type](field, value)


def _text(field: FormField, value: Any) -> str:
    need(isinstance(value, str), Problem.TYPE)
    text: str = value.strip()
    need(len(text) >= (field.min_length or 0), Problem.TOO_SHORT)
    need(len(text) <= field.max_length, Problem.TOO_LONG)
    need(fits(field.format, text), Problem.FORMAT)
    return text


def _number(field: FormField, value: Any) -> float:
    need(isinstance(value, int | float) and not isinstance(value, bool), Problem.TYPE)
    need(math.isfinite(value), Problem.RANGE)
    need(not field.integer or value == int(value), Problem.FORMAT)
    need(not isinstance(field.minimum, float) or value >= field.minimum, Problem.RANGE)
    need(not isinstance(field.maximum, float) or value <= field.maximum, Problem.RANGE)
    number: float = int(value) if field.integer else value
    return number


def _date(field: FormField, value: Any, today: date) -> str:
    need(isinstance(value, str), Problem.TYPE)
    day = day_of(value)
    if day is None:
        raise Wrong(Problem.FORMAT)
    first, last = day_limit(field.minimum, today), day_limit(field.maximum, today)
    need((first is None or day >= first) and (last is None or day <= last), Problem.RANGE)
    return day.isoformat()


def day_of(text: str) -> date | None:
    """Return the day that ``text`` ("YYYY-MM-DD", nothing else) names, None when there is none."""
    if _DAY.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day_limit(limit: float | str | None, today: date) -> date | None:
    """Return the day that a limit of a date names, None when there is none (or it cannot be read)."""
    if limit == TODAY:
        return today
    return day_of(limit) if isinstance(limit, str) else None


def _choice(field: FormField, value: Any) -> str:
    need(isinstance(value, str), Problem.TYPE)
    need(value in field.keys, Problem.UNKNOWN_VALUE)
    key: str = value
    return key


def _texts(value: Any) -> list[str]:
    need(isinstance(value, list | tuple) and all(isinstance(item, str) for item in value), Problem.TYPE)
    return list(value)


def _choices(field: FormField, value: Any) -> list[str]:
    keys = _texts(value)
    need(all(key in field.keys for key in keys), Problem.UNKNOWN_VALUE)
    need(len(set(keys)) == len(keys), Problem.DUPLICATE)
    need(len(keys) >= (field.min_items or 0), Problem.TOO_SHORT)
    need(field.max_items is None or len(keys) <= field.max_items, Problem.TOO_LONG)
    return keys


def _files(field: FormField, value: Any, attachments: Collection[str] | None) -> list[str]:
    names = _texts(value)
    need(all(_SHA256.fullmatch(name) for name in names), Problem.FORMAT)
    need(len(set(names)) == len(names), Problem.DUPLICATE)
    need(field.max_items is None or len(names) <= field.max_items, Problem.TOO_LONG)
    need(attachments is None or all(name in attachments for name in names), Problem.UNKNOWN_VALUE)
    return names


def _location(_field: FormField, value: Any) -> dict[str, Any]:
    return checked_position(value)


def _village(_field: FormField, value: Any) -> str:
    need(isinstance(value, str), Problem.TYPE)
    need(_VILLAGE.fullmatch(value) is not None, Problem.FORMAT)
    code: str = value
    return code


def _station(_field: FormField, value: Any) -> str:
    need(isinstance(value, str), Problem.TYPE)
    need(len(value) <= STATION_ID_MAX, Problem.TOO_LONG)
    station: str = value
    return station


def _consent(_field: FormField, value: Any) -> bool:
    need(value is True, Problem.TYPE)
    return True


_RULES = {
    FieldType.TEXT: _text,
    FieldType.NUMBER: _number,
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _choices,
    FieldType.LOCATION: _location,
    FieldType.VILLAGE: _village,
    FieldType.STATION: _station,
    FieldType.CONSENT: _consent,
}
