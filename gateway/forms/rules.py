"""What the parts of a form owe each other: rules that no single member can break alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from gateway.forms.fields import (
    ChoiceField,
    ChoicesField,
    DateField,
    FileField,
    FormDefinition,
    FormField,
    NumberField,
    TextField,
    iso_day,
)

PRIVATE_FORMATS: Final = frozenset({"name", "phone", "email", "nik"})
PRIVATE_TYPES: Final = frozenset({"file", "location"})
ONCE: Final = ("location", "village")

Found = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FormFault:
    """One thing wrong with a definition: dotted path (``form.fields.2.options.0.key``) and reason."""

    path: str
    reason: str


def rule_faults(form: FormDefinition) -> Iterator[FormFault]:
    """Yield what is wrong with a definition whose every part has the right shape."""
    for at, field in enumerate(form.fields):
        earlier = form.fields[:at]
        for member, why in (*_own_faults(field), *_place_faults(field, earlier)):
            yield FormFault(f"form.fields.{at}.{member}", why)


def _own_faults(field: FormField) -> Found:
    if is_private(field) and field.public:
        yield "public", "an answer of this kind is never public"
    match field:
        case TextField():
            yield from _text_faults(field)
        case NumberField():
            if field.min is not None and field.max is not None and field.min > field.max:
                yield "max", f"is less than min ({field.min:g})"
        case DateField():
            yield from _date_faults(field)
        case ChoiceField() | ChoicesField():
            yield from _option_faults(field)
        case FileField():
            yield from (("accept", f"{kind} is named twice") for kind in _repeated(field.accept))
        case _:
            return


def is_private(field: FormField) -> bool:
    """Tell whether the answers of a field may never be published as answers."""
    return field.type in PRIVATE_TYPES or (isinstance(field, TextField) and field.format in PRIVATE_FORMATS)


def _text_faults(field: TextField) -> Found:
    if field.min_length > field.longest:
        yield "min_length", f"is more than max_length ({field.longest})"
    if field.multiline and field.format != "plain":
        yield "multiline", f"a {field.format} has one line"


def _date_faults(field: DateField) -> Found:
    first, last = (iso_day(limit) if limit else None for limit in (field.min, field.max))
    if first and last and first > last:
        yield "max", f"is before min ({first})"


def _option_faults(field: ChoiceField | ChoicesField) -> Found:
    seen: set[str] = set()
    for at, option in enumerate(field.options):
        if option.key in seen:
            yield f"options.{at}.key", f"{option.key} is there twice"
        seen.add(option.key)
    if isinstance(field, ChoicesField):
        yield from _item_faults(field)


def _item_faults(field: ChoicesField) -> Found:
    most = len(field.options)
    if field.max_items is not None and field.max_items > most:
        yield "max_items", f"is more than there are options ({most})"
    if field.min_items > min(most, field.max_items or most):
        yield "min_items", "is more than can be chosen"


def _place_faults(field: FormField, earlier: list[FormField]) -> Found:
    if any(other.code == field.code for other in earlier):
        yield "code", f"{field.code} is there twice"
    if field.type in ONCE and any(other.type == field.type for other in earlier):
        yield "type", f"a form has at most one {field.type}"
    if field.show_if is not None:
        yield from ((f"show_if.{member}", why) for member, why in _condition_faults(field, earlier))


def _condition_faults(field: FormField, earlier: list[FormField]) -> Found:
    condition = field.show_if
    assert condition is not None
    asked = next((other for other in earlier if other.code == condition.field), None)
    if asked is None:
        yield "field", f"{condition.field} is no field before this one"
        return
    known: set[str | bool]
    match asked:
        case ChoiceField() | ChoicesField():
            known = {option.key for option in asked.options}
        case _ if asked.type == "consent":
            known = {True}
        case _:
            yield "field", f"{condition.field} is neither a choice nor a consent"
            return
    for at, key in enumerate(condition.any_of):
        if key not in known:
            yield f"in.{at}", f"{key!r} is no answer of {condition.field}"
    yield from (("in", f"{key!r} is named twice") for key in _repeated(condition.any_of))


def _repeated(values: Iterable[str | bool]) -> list[str | bool]:
    return [value for value, times in Counter(values).items() if times > 1]
