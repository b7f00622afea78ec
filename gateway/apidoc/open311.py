"""The Open311 endpoint below ``/open311/v2``."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from gateway.apidoc.parts import (
    ANYTHING,
    FLAG,
    MOMENT,
    NUMBER,
    TEXT,
    WHOLE,
    Json,
    answer,
    body,
    empty,
    many,
    maybe,
    one_of,
    operation,
    path,
    query,
    record,
    ref,
)

_SUFFIX: Final = path("suffix", one_of("json", "xml"), "The format")
_JURISDICTION: Final = query("jurisdiction_id", TEXT, "Ours, or nothing")
_FORM_NAMES: Final = (
    "jurisdiction_id", "api_key", "service_code", "lat", "long", "address_string", "address_id", "email",
    "device_id", "account_id", "first_name", "last_name", "phone", "description", "media_url",
)  # fmt: skip
_FORM: Final[Json] = {
    "type": "object",
    "properties": dict.fromkeys(_FORM_NAMES, TEXT),
    "required": ["api_key", "service_code"],
    "description": "And attribute[code]=value, or attribute[code][]=value for several.",
}
_WITH_FILE: Final[Json] = {
    **_FORM,
    "properties": {**_FORM["properties"], "media": {"type": "string", "format": "binary"}},
}
_WINDOW: Final = [
    query("start_date", TEXT, "ISO 8601; a day alone is one of Bengkulu"),
    query("end_date", TEXT, "ISO 8601; at most 90 days after start_date"),
]
_PAGE: Final = [
    query("page", {"type": "integer", "minimum": 1}, "From 1"),
    query("page_size", {"type": "integer", "minimum": 1}, "Rows on a page, at most 1,000"),
]
_FILTERS: Final = [
    query("service_request_id", TEXT, "Numbers, comma-separated; overrides everything else"),
    query("service_code", TEXT, "Codes, comma-separated"),
    *_WINDOW,
    query("status", TEXT, "open, closed, or both"),
    query("updated_after", TEXT, "ISO 8601"),
    query("updated_before", TEXT, "ISO 8601"),
    *_PAGE,
]
_EXTENSIONS: Final = query("extensions", TEXT, "true: extended_attributes and notes too")

_REQUEST: Final = record(
    {
        "service_request_id": TEXT,
        "status": one_of("open", "closed"),
        **dict.fromkeys(
            (
                "status_notes",
                "service_name",
                "service_code",
                "description",
                "agency_responsible",
                "service_notice",
            ),
            maybe(TEXT),
        ),
        "requested_datetime": MOMENT,
        "updated_datetime": MOMENT,
        "expected_datetime": maybe(MOMENT),
        **dict.fromkeys(("address", "address_id", "zipcode"), maybe(TEXT)),
        "lat": maybe(NUMBER),
        "long": maybe(NUMBER),
        "media_url": maybe(TEXT),
        "extended_attributes": {"type": "object"},
        "notes": many(record({"datetime": MOMENT, "summary": TEXT, "description": maybe(TEXT)})),
    },
    optional=["extended_attributes", "notes"],
)
SCHEMAS: Final[Json] = {
    "Open311Errors": many(record({"code": TEXT, "description": TEXT})),
    "Open311Discovery": record(
        {
            "changeset": MOMENT,
            "contact": maybe(TEXT),
            "key_service": TEXT,
            "endpoints": many(
                record(
                    {
                        "specification": TEXT,
                        "url": TEXT,
                        "changeset": MOMENT,
                        "type": TEXT,
                        "formats": many(TEXT),
                    }
                )
            ),
        }
    ),
    "Open311Services": many(
        record(
            {
                "service_code": TEXT,
                "service_name": TEXT,
                "description": maybe(TEXT),
                "metadata": FLAG,
                "type": {"const": "realtime"},
                "keywords": maybe(TEXT),
                "group": maybe(TEXT),
            }
        )
    ),
    "Open311Definition": record(
        {
            "service_code": TEXT,
            "attributes": many(
                record(
                    {
                        "variable": FLAG,
                        "code": TEXT,
                        "datatype": one_of(
                            "string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"
                        ),
                        "required": FLAG,
                        "datatype_description": maybe(TEXT),
                        "order": WHOLE,
                        "description": TEXT,
                        "values": many(record({"key": TEXT, "name": TEXT})),
                    },
                    optional=["values"],
                )
            ),
        }
    ),
    "Open311Requests": many(_REQUEST),
    "Open311Filed": many(
        record({"service_request_id": TEXT, "service_notice": ANYTHING, "account_id": ANYTHING})
    ),
    "Open311Tokens": many(record({"service_request_id": TEXT, "token": TEXT})),
    "Open311Updates": many(
        record(
            {
                "update_id": TEXT,
                "service_request_id": TEXT,
                "status": TEXT,
                "updated_datetime": MOMENT,
                "description": maybe(TEXT),
                "media_url": maybe(TEXT),
            }
        )
    ),
}


def _errors(*statuses: int) -> Json:
    unavailable = {"503": answer("Service Unavailable", problem=ref("Problem"))}
    return {
        str(status): answer(HTTPStatus(status).phrase, json=ref("Open311Errors"), xml=TEXT)
        for status in statuses
    } | unavailable


def _read(name: str, summary: str, schema: str, parameters: list[Json], *statuses: int) -> Json:
    found = {"200": answer("The document", json=ref(schema), xml=TEXT), "304": empty("As known")}
    given = [*parameters, _SUFFIX, _JURISDICTION]
    return operation("Open311", name, summary, {**found, **_errors(404, *statuses)}, parameters=given)


_POST: Final[dict[str, Any]] = operation(
    "Open311",
    "open311PostRequest",
    "File a request",
    {"200": answer("Its number", json=ref("Open311Filed"), xml=TEXT), **_errors(400, 403, 404, 429)},
    parameters=[_SUFFIX],
    requestBody=body(form=_FORM, multipart=_WITH_FILE),
)
_CSV: Final[dict[str, Any]] = operation(
    "Open311",
    "open311GetRequestsFile",
    "Requests as one file, up to 50,000 rows",
    {"200": answer("A row a request", csv=TEXT), "304": empty("As known"), **_errors(400, 404)},
    parameters=[*_FILTERS, _JURISDICTION],
)

PATHS: Final[Json] = {
    "/open311/v2/discovery.{suffix}": {
        "get": _read("open311Discovery", "Where the endpoint is", "Open311Discovery", [])
    },
    "/open311/v2/services.{suffix}": {
        "get": _read("open311Services", "Services on offer", "Open311Services", [])
    },
    "/open311/v2/services/{service_code}.{suffix}": {
        "get": _read(
            "open311Definition",
            "What a service asks for",
            "Open311Definition",
            [path("service_code", TEXT, "Code of the service")],
        )
    },
    "/open311/v2/requests.csv": {"get": _CSV},
    "/open311/v2/requests.{suffix}": {
        "get": _read(
            "open311Requests", "Requests, newest first", "Open311Requests", [*_FILTERS, _EXTENSIONS], 400
        ),
        "post": _POST,
    },
    "/open311/v2/requests/{service_request_id}.{suffix}": {
        "get": _read(
            "open311Request",
            "One request, as an array of one",
            "Open311Requests",
            [path("service_request_id", TEXT, "Number of the request"), _EXTENSIONS],
            400,
        )
    },
    "/open311/v2/servicerequestupdates.{suffix}": {
        "get": _read(
            "open311Updates", "What happened, oldest first", "Open311Updates", [*_WINDOW, *_PAGE], 400
        )
    },
    "/open311/v2/tokens/{token}.{suffix}": {
        "get": _read(
            "open311Token", "The number of a token", "Open311Tokens", [path("token", TEXT, "The token")]
        )
    },
}
