"""Generated definitions that are right by construction, and right answers to each of their fields."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from gateway.forms.definition import FormField
from gateway.forms.fields import ChoiceField, ChoicesField, DateField, FileField, NumberField, TextField
from tests.gateway.forms.samples import WORDS

TODAY = date(2026, 11, 26)
KEYS = ("a", "b", "c", "d")
_DIGITS = "0123456789"
_ONCE = ("location", "village")
_DAY_LIMITS = st.sampled_from(["today", "2026-11-26", None])

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
"""Anything that JSON can say, and the numbers that only Python's reader lets through."""


def _own_members(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Members of a type that do not contradict each other."""
    options = [{"key": key, "label": WORDS} for key in KEYS]
    members: dict[str, st.SearchStrategy[dict[str, Any]]] = {
        "text": st.one_of(
            st.fixed_dictionaries({"format": st.sampled_from(["name", "phone", "email", "nik"])}),
            st.fixed_dictionaries(
                {"public": st.booleans(), "multiline": st.booleans(), "min_length": st.integers(0, 5)},
                optional={"max_length": st.integers(5, 50)},
            ),
        ),
        "number": st.fixed_dictionaries(
            {"integer": st.booleans()}, optional={"min": st.integers(-9, 0), "max": st.integers(0, 9)}
        ),
        "date": st.fixed_dictionaries({"min": _DAY_LIMITS, "max": _DAY_LIMITS}),
        "choice": st.fixed_dictionaries({"options": st.just(options), "public": st.booleans()}),
        "choices": st.fixed_dictionaries(
            {"options": st.just(options), "min_items": st.integers(0, 2), "max_items": st.integers(2, 4)}
        ),
        "file": st.fixed_dictionaries({"max_items": st.integers(1, 5)}),
    }
    return members.get(kind, st.just({}))


@st.composite
def definitions(draw: st.DrawFn) -> dict[str, Any]:
    """A definition of one to eight fields, some of them shown only under a condition."""
    fields: list[dict[str, Any]] = []
    kinds = ["text", "number", "date", "choice", "choices", "station", "file", "consent", *_ONCE]
    for at in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(kinds))
        if kind in _ONCE:
            kinds.remove(kind)
        field = {"code": f"f{at}", "type": kind, "label": WORDS, "required": draw(st.booleans())}
        field |= draw(_own_members(kind))
        if condition := draw(_conditions(fields)):
            field["show_if"] = condition
        fields.append(field)
    return {"version": 1, "fields": fields}


@st.composite
def _conditions(draw: st.DrawFn, earlier: list[dict[str, Any]]) -> dict[str, Any] | None:
    able = [field for field in earlier if field["type"] in {"choice", "choices", "consent"}]
    if not able or draw(st.booleans()):
        return None
    asked = draw(st.sampled_from(able))
    keys = st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True)
    return {"field": asked["code"], "in": [True] if asked["type"] == "consent" else draw(keys)}


def right_answers(field: FormField) -> st.SearchStrategy[Any]:
    """Answers that fit a field."""
    match field:
        case TextField():
            return _right_texts(field)
        case NumberField():
            low, high = (
                field.min if field.min is not None else -99,
                field.max if field.max is not None else 99,
            )
            return st.integers(int(low), int(high)) if field.integer else st.floats(low, high)
        case DateField():
            return _right_days(field)
        case ChoiceField():
            return st.sampled_from([option.key for option in field.options])
        case ChoicesField():
            keys = st.sampled_from([option.key for option in field.options])
            least = max(1, field.min_items)
            return st.lists(keys, min_size=least, max_size=field.max_items, unique=True)
        case FileField():
            digests = st.sampled_from(list(_DIGITS)).map(lambda digit: digit * 64)
            return st.lists(digests, min_size=1, max_size=field.max_items, unique=True)
        case _:
            return _PLAIN[field.type]


def _right_texts(field: TextField) -> st.SearchStrategy[str]:
    least, most = max(0, field.min_length - 2), min(field.longest - 2, field.min_length + 20)
    words = st.text("abc éñ✓", min_size=least, max_size=most).map(lambda text: f"x{text}y")
    formats: dict[str, st.SearchStrategy[str]] = {
        "phone": st.text(_DIGITS, min_size=8, max_size=15).map(lambda digits: f"+{digits}"),
        "email": st.text("abc.", min_size=1, max_size=9).map(lambda name: f"{name}@contoh.id"),
        "nik": st.builds(_nik, st.dates(date(1950, 1, 1), TODAY), st.integers(11, 97), st.booleans()),
    }
    return formats.get(field.format, words)


def _nik(born: date, province: int, is_woman: bool) -> str:
    return f"{province}7101{born.day + 40 * is_woman:02}{born:%m%y}0001"


def _right_days(field: DateField) -> st.SearchStrategy[str]:
    first = TODAY if field.min else TODAY - timedelta(days=999)
    last = TODAY if field.max else TODAY + timedelta(days=999)
    return st.dates(first, last).map(date.isoformat)


_PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "location": st.fixed_dictionaries(
        {
            "lat": st.floats(-6, -1.8),
            "lon": st.floats(100.5, 104.5),
            "accuracy_m": st.none() | st.floats(0.5, 100_000),
            "source": st.sampled_from(["gps", "pin", "village"]),
            "age_s": st.integers(0, 86_400),
            "fixes": st.integers(0, 100),
            "mocked": st.none() | st.booleans(),
        }
    ),
    "village": st.just("17.71.03.1011"),
    "station": st.text("abc-", min_size=1, max_size=20),
    "consent": st.just(True),
}
