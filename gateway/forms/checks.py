"""One answer against its field: what it is when it is right, and why it is wrong when it is not."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from gateway.errors import Problem
from gateway.forms.fields import (
    TODAY,
    ChoiceField,
    ChoicesField,
    DateField,
    FileField,
    FormField,
    NumberField,
    TextField,
    iso_day,
)
from gateway.submissions.schemas import Position, Sha256, VillageCode
from gateway.validation import validate

LONGEST_STATION_ID: Final = 200
FIRST_PROVINCE: Final = 11
LAST_PROVINCE: Final = 97
_WOMEN_DAYS: Final = 40
_SHOWN: Final = 2

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?[0-9]{8,15}")
_NIK = re.compile(r"[0-9]{16}")
_SHA256: Final[TypeAdapter[str]] = TypeAdapter(Sha256)
_VILLAGE: Final[TypeAdapter[str]] = TypeAdapter(VillageCode)


class Wrong(Exception):
    """An answer does not fit its field; ``code`` as in docs/api.md, ``message`` a sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code)
        self.code = code
        self.message = message


def is_blank(field: FormField, value: object) -> bool:
    """Tell whether ``value`` means "not answered": null, empty text, an empty list, a consent not given."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == [] or (field.type == "consent" and value is False)


def check_value(field: FormField, value: object, today: date) -> Any:
    """Return the answer ``value`` (not blank) as it is kept; raises :class:`Wrong`."""
    match field:
        case TextField():
            return _text(field, value)
        case NumberField():
            return _number(field, value)
        case DateField():
            return _date(field, value, today)
        case ChoiceField():
            return _choice(field, value)
        case ChoicesField():
            return _choices(field, value)
        case FileField():
            return _files(field, value)
        case _:
            return _PLAIN[field.type](value)


def is_phone(text: str) -> bool:
    """Tell whether ``text`` is a telephone number: 8 to 15 digits, ``+`` first or not, spaces and hyphens."""
    return _PHONE.fullmatch(text.replace(" ", "").replace("-", "")) is not None


def is_email(text: str) -> bool:
    """Tell whether ``text`` has the form of an e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def is_nik(text: str) -> bool:
    """Tell whether ``text`` has the form of an identity number: province, and a birthday that exists."""
    if not _NIK.fullmatch(text) or not FIRST_PROVINCE <= int(text[:2]) <= LAST_PROVINCE:
        return False
    day, month, year = (int(text[at : at + 2]) for at in (6, 8, 10))
    day -= _WOMEN_DAYS if day > _WOMEN_DAYS else 0
    try:
        date(2000 + year, month, day)  # both centuries have the same leap years, but for 2000 itself
    except ValueError:
        return False
    return True


def mask_nik(text: str) -> str:
    """Return an identity number with all but its first and last two digits hidden."""
    hidden = len(text) - 2 * _SHOWN
    if hidden <= 0:
        return "•" * len(text)
    return text[:_SHOWN] + "•" * hidden + text[-_SHOWN:]


_FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {"phone": is_phone, "email": is_email, "nik": is_nik}


def _text(field: TextField, value: object) -> str:
    text = _string(value).strip()
    if len(text) < field.min_length:
        raise Wrong("too_short", f"At least {field.min_length} characters.")
    if len(text) > field.longest:
        raise Wrong("too_long", f"At most {field.longest} characters.")
    fits = _FORMATS.get(field.format)
    if fits is not None and not fits(text):
        raise Wrong("format", f"Not the form of a {field.format}.")
    return text


def _number(field: NumberField, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Wrong("type", "Must be a number.")
    if isinstance(value, float) and not math.isfinite(value):
        raise Wrong("range", "Must be finite.")
    if field.integer and value != int(value):
        raise Wrong("format", "Must be a whole number.")
    if field.min is not None and value < field.min:
        raise Wrong("range", f"At least {field.min:g}.")
    if field.max is not None and value > field.max:
        raise Wrong("range", f"At most {field.max:g}.")
    return int(value) if field.integer else value


def _date(field: DateField, value: object, today: date) -> str:
    text = _string(value)
    day = iso_day(text)
    if day is None:
        raise Wrong("format", "Must be a day like 2026-11-21.")
    first, last = _limit(field.min, today), _limit(field.max, today)
    if first is not None and day < first:
        raise Wrong("range", f"Not before {first}.")
    if last is not None and day > last:
        raise Wrong("range", f"Not after {last}.")
    return text


def _limit(limit: str | None, today: date) -> date | None:
    if limit is None:
        return None
    return today if limit == TODAY else iso_day(limit)


def _choice(field: ChoiceField, value: object) -> str:
    key = _string(value)
    if all(option.key != key for option in field.options):
        raise Wrong("unknown_value", "Not one of the options.")
    return key


def _choices(field: ChoicesField, value: object) -> list[str]:
    keys = _strings(value)
    known = {option.key for option in field.options}
    if not known.issuperset(keys):
        raise Wrong("unknown_value", "Not one of the options.")
    _refuse_repeated(keys)
    if len(keys) < field.min_items:
        raise Wrong("too_short", f"At least {field.min_items}.")
    if field.max_items is not None and len(keys) > field.max_items:
        raise Wrong("too_long", f"At most {field.max_items}.")
    return keys


def _files(field: FileField, value: object) -> list[str]:
    digests = _strings(value)
    for digest in digests:
        _require_form(_SHA256, digest, "Must be a SHA-256 in lower-case hexadecimal.")
    _refuse_repeated(digests)
    if len(digests) > field.max_items:
        raise Wrong("too_long", f"At most {field.max_items} files.")
    return digests


def _location(value: object) -> dict[str, Any]:
    try:
        return validate(Position, value).model_dump()
    except Problem as problem:
        first = problem.errors[0]
        raise Wrong(first.code, f"{first.field}: {first.message}".lstrip(": ")) from problem


def _village(value: object) -> str:
    return _require_form(_VILLAGE, _string(value), "Must be the code of a village.")


def _station(value: object) -> str:
    station = _string(value)
    if len(station) > LONGEST_STATION_ID:
        raise Wrong("too_long", f"At most {LONGEST_STATION_ID} characters.")
    return station


def _consent(value: object) -> bool:
    if value is not True:
        raise Wrong("type", "Must be true.")
    return True


_PLAIN: Final[Mapping[str, Callable[[object], Any]]] = {
    "location": _location,
    "village": _village,
    "station": _station,
    "consent": _consent,
}


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise Wrong("type", "Must be text.")
    return value


def _strings(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Wrong("type", "Must be a list of texts.")
    return list(value)


def _refuse_repeated(values: list[str]) -> None:
    if len(set(values)) != len(values):
        raise Wrong("duplicate", "Named twice.")


def _require_form(adapter: TypeAdapter[str], text: str, message: str) -> str:
    try:
        return adapter.validate_python(text)
    except ValidationError as error:
        raise Wrong("format", message) from error
