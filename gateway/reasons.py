"""Why pydantic refused a value, in words for the person who wrote it."""

from __future__ import annotations

from pydantic_core import ErrorDetails

_LONGEST_VALUE = 60
_OWN_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is no member that exists here",
    "union_tag_not_found": "is missing",
}


def reason(detail: ErrorDetails) -> str:
    """Return a phrase that follows the name of the field; names the value when it is a plain one."""
    kind, value = detail["type"], detail["input"]
    if kind in _OWN_WORDS:
        return _OWN_WORDS[kind]
    if kind == "literal_error":
        return f"{value!r} is unknown; known: {detail['ctx']['expected']}"
    if kind == "union_tag_invalid":
        return f"{detail['ctx']['tag']!r} is unknown; known: {detail['ctx']['expected_tags']}"
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if isinstance(value, str | int | float | bool) or value is None:
        return f"{str(value)[:_LONGEST_VALUE]!r}: {_lower(detail['msg'])}"
    return _lower(detail["msg"])


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
