"""Small words to write the description with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, Final

Json = dict[str, Any]

TEXT: Final[Json] = {"type": "string"}
NUMBER: Final[Json] = {"type": "number"}
WHOLE: Final[Json] = {"type": "integer"}
FLAG: Final[Json] = {"type": "boolean"}
MOMENT: Final[Json] = {"type": "string", "format": "date-time"}
DAY: Final[Json] = {"type": "string", "format": "date"}
ANYTHING: Final[Json] = {}

KIOSK_NAME: Final = "^[a-z0-9]+(-[a-z0-9]+)*$"
KIOSK_KEY: Final = "kioskKey"
SECURITY: Final[Json] = {
    KIOSK_KEY: {"type": "http", "scheme": "bearer", "description": "The key in the kiosk's settings file"}
}
"""What opens the few operations that are not open to everybody."""


def ref(name: str) -> Json:
    """Return the reference to a schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema: Json) -> Json:
    """Return the schema of a value that may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Json) -> Json:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def one_of(*values: str) -> Json:
    """Return the schema of a word from a list."""
    return {"type": "string", "enum": list(values)}


def record(members: Mapping[str, Json], optional: Iterable[str] = ()) -> Json:
    """Return the schema of an object; readers ignore members that they do not know."""
    left_out = set(optional)
    required = [name for name in members if name not in left_out]
    return {"type": "object", "properties": dict(members), "required": required}


def query(name: str, schema: Json, description: str) -> Json:
    """Return a parameter of the query."""
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


def path(name: str, schema: Json, description: str) -> Json:
    """Return a parameter of the path."""
    return {"name": name, "in": "path", "required": True, "schema": schema, "description": description}


def header(name: str, description: str) -> Json:
    """Return a header of the request."""
    return {"name": name, "in": "header", "required": False, "schema": TEXT, "description": description}


def content(**by_type: Json) -> Json:
    """Return content by the short name of its type."""
    return {_TYPES[name]: {"schema": schema} for name, schema in by_type.items()}


def body(**by_type: Json) -> Json:
    """Return the body of a request, which must have one."""
    return {"required": True, "content": content(**by_type)}


def answer(description: str, **by_type: Json) -> Json:
    """Return an answer with its content."""
    return {"description": description, "content": content(**by_type)}


def empty(description: str) -> Json:
    """Return an answer without content."""
    return {"description": description}


def problems(*statuses: int) -> Json:
    """Return the answers that are problem documents; a full database and limits are possible everywhere."""
    return {
        str(status): answer(HTTPStatus(status).phrase, problem=ref("Problem"))
        for status in sorted({*statuses, 503})
    }


def operation(tag: str, name: str, summary: str, answers: Mapping[str, Json], **more: Any) -> Json:
    """Return an operation; ``name`` is its id."""
    return {"tags": [tag], "operationId": name, "summary": summary, **more, "responses": dict(answers)}


_TYPES: Final = {
    "json": "application/json",
    "problem": "application/problem+json",
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "xml": "text/xml",
    "gzip": "application/gzip",
    "form": "application/x-www-form-urlencoded",
    "multipart": "multipart/form-data",
    "bytes": "application/octet-stream",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
}
