"""Strict reading of what strangers send: pydantic models in, field problems with stable codes out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError

from gateway.errors import FieldProblem, invalid

Model = TypeVar("Model", bound="Wire")

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)")
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2100

_CODES: Final = {
    "missing": "missing",
    "literal_error": "unknown_value",
    "finite_number": "not_finite",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "string_too_short": "too_short",
    "too_short": "too_short",
    "string_pattern_mismatch": "format",
    "greater_than": "range",
    "greater_than_equal": "range",
    "less_than": "range",
    "less_than_equal": "range",
}


class Wire(BaseModel):
    """Base of what comes in: nothing is coerced; fields that we do not know are left alone."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True, allow_inf_nan=False)


def validate(model: type[Model], document: Any, prefix: str = "") -> Model:
    """Return ``document`` as ``model``; raises the 422 with one problem per bad field."""
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise invalid([_problem(item, prefix) for item in error.errors(include_url=False)]) from error


def _problem(item: Any, prefix: str) -> FieldProblem:
    """Name the field and the code; every type that is not listed is a wrong type or our own code."""
    kind: str = item["type"]
    code = _CODES.get(kind) or (kind if kind in {"format", "range", "duplicate"} else "type")
    return FieldProblem(".".join([*filter(None, [prefix]), *map(str, item["loc"])]), code, item["msg"])


def _reading(value: object) -> datetime:
    if not isinstance(value, str):
        raise PydanticCustomError("type", "Must be a time in ISO 8601 with offset")
    if not _MOMENT.fullmatch(value):
        raise PydanticCustomError("format", "Must be a time in ISO 8601 with offset")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise PydanticCustomError("format", "No such time") from error
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise PydanticCustomError("range", "Must lie between the years 2 and 9998") from error


def _moment(value: object) -> datetime:
    moment = _reading(value)
    if not _FIRST_YEAR < moment.year < _LAST_YEAR:
        raise PydanticCustomError("range", "Must lie between the years 1971 and 2099")
    return moment


Moment = Annotated[datetime, BeforeValidator(_moment)]
"""An aware datetime in UTC, from ISO 8601 text with an offset."""

Reading = Annotated[datetime, BeforeValidator(_reading)]
"""The same of any year: what a clock shows that may be wrong."""
