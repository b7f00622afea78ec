"""Sentences about fields: what is wrong with an answer, who may see it, what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.forms import Problem
from services.forms.answers import day_limit, day_of
from services.forms.positions import fix_of
from services.forms.texts import masked
from services.models import FieldType, FormField, PublicPosition, TextFormat
from views.components.place_words import above_words, fix_words, village_words
from views.state import Session


def label_of(session: Session, field: FormField) -> str:
    """Return the question."""
    return field.label.in_language(session.state.language)


def seen_by(session: Session, field: FormField, position: PublicPosition) -> tuple[str, bool]:
    """Return who sees the answer in words, and whether that is everybody."""
    text = session.text
    if field.type is FieldType.LOCATION and position is not PublicPosition.NONE:
        exact = position is PublicPosition.EXACT
        return text("request.public.exact" if exact else "request.public.village"), True
    return text("request.public" if field.public else "request.private"), field.public


def problem_words(session: Session, field: FormField, problem: Problem, value: Any) -> str:
    """Say what to do about what is wrong with an answer."""
    text = session.text
    if problem is Problem.MISSING:
        return text(f"request.missing.{field.type.value}")
    if problem in {Problem.TOO_SHORT, Problem.TOO_LONG}:
        return _length_words(session, field, problem, value)
    if problem is Problem.RANGE:
        return _range_words(session, field)
    if field.type is FieldType.NUMBER:
        return text("request.problem.whole" if problem is Problem.FORMAT else "request.problem.number")
    if problem is Problem.FORMAT and field.format in _FORMATS:
        return text(f"request.problem.{field.format.value}")
    return text("request.problem.gone" if problem is Problem.UNKNOWN_VALUE else "request.problem.again")


_FORMATS = frozenset({TextFormat.PHONE, TextFormat.EMAIL, TextFormat.NIK})


def _length_words(session: Session, field: FormField, problem: Problem, value: Any) -> str:
    short = problem is Problem.TOO_SHORT
    if field.type is FieldType.TEXT:
        now = len(str(value or "").strip())
        if short:
            return session.text("request.problem.short", n=field.min_length, now=now)
        return session.text("request.problem.long", n=field.max_length, now=now)
    if short:
        return session.text("request.problem.few", n=field.min_items)
    return session.text("request.problem.many", n=field.max_items)


def _range_words(session: Session, field: FormField) -> str:
    text = session.text
    if field.type is FieldType.LOCATION:
        return text("request.problem.outside")
    bounds = [_bound_words(session, field, limit) for limit in (field.minimum, field.maximum)]
    low, high = bounds
    if low and high:
        return text("request.problem.between", least=low, most=high)
    return text("request.problem.least", least=low) if low else text("request.problem.most", most=high)


def _bound_words(session: Session, field: FormField, limit: float | str | None) -> str:
    if field.type is FieldType.DATE:
        day = day_limit(limit, session.services.requests.today)
        return session.text.date(day) if day else ""
    return number_words(session, limit) if isinstance(limit, int | float) else ""


def number_words(session: Session, value: float) -> str:
    """Return a number with separators and no more decimals than it has."""
    return session.text.number(value, 0 if float(value).is_integer() else 2)


def answer_words(session: Session, field: FormField, value: Any) -> str:
    """Return an answer as a person reads it; a NIK is masked."""
    if field.is_secret:
        return masked(str(value))
    special = _SAID.get(field.type)
    return special(session, field, value) if special else str(value)


def _option_words(session: Session, field: FormField, value: Any) -> str:
    keys = value if isinstance(value, list | tuple) else [value]
    labels = {option.key: option.label.in_language(session.state.language) for option in field.options}
    return ", ".join(labels.get(str(key), str(key)) for key in keys)


def _number_said(session: Session, field: FormField, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    unit = f" {field.unit.in_language(session.state.language)}" if field.unit else ""
    return f"{number_words(session, value)}{unit}"


def _date_said(session: Session, _field: FormField, value: Any) -> str:
    day = day_of(str(value))
    return session.text.date(day) if day else str(value)


def _place_said(session: Session, _field: FormField, value: Any) -> str:
    fix = fix_of(value)
    if fix is None:
        return _sent_place(session, value)
    match = session.services.regions.locate(fix.point)
    line = fix_words(session, fix)
    return f"{village_words(session, match.village)}, {above_words(match)} · {line}" if match else line


def _sent_place(session: Session, value: Any) -> str:
    row: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
    numbers = [row.get("lat"), row.get("lon")]
    shown = [session.text.number(n, 5) for n in numbers if isinstance(n, int | float)]
    return "; ".join(shown) or "–"


def _village_said(session: Session, _field: FormField, value: Any) -> str:
    match = session.services.regions.chosen(str(value))
    return f"{village_words(session, match.village)}, {above_words(match)}" if match else str(value)


def _station_said(session: Session, _field: FormField, value: Any) -> str:
    station = session.services.stations.get(str(value))
    return station.name if station else str(value)


def _files_said(session: Session, _field: FormField, value: Any) -> str:
    return session.text.count("request.files", len(value) if isinstance(value, list | tuple) else 0)


def _consent_said(session: Session, _field: FormField, value: Any) -> str:
    return session.text("request.agreed" if value is True else "request.not_agreed")


_SAID = {
    FieldType.NUMBER: _number_said,
    FieldType.DATE: _date_said,
    FieldType.CHOICE: _option_words,
    FieldType.CHOICES: _option_words,
    FieldType.LOCATION: _place_said,
    FieldType.VILLAGE: _village_said,
    FieldType.STATION: _station_said,
    FieldType.FILE: _files_said,
    FieldType.CONSENT: _consent_said,
}
