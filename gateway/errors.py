"""Problems, and the one place that renders them (RFC 9457).

Every error that leaves the gateway is a ``Problem``: those we raise, those of the framework (404, 405,
a bad query) and the unexpected, of which the reader learns nothing but that it happened.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.db import is_temporary

_LOG = logging.getLogger("gateway.errors")
_TYPE_PREFIX = "urn:rafflesia:problem:"
_RETRY_AFTER_S = 30
MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field: dotted path, stable code, sentence."""

    field: str
    code: str
    message: str


class Problem(Exception):
    """An answer that says what went wrong. ``code`` is stable; ``detail`` is a sentence for people."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        errors: Sequence[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = tuple(errors)
        self.headers = dict(headers or {})


def invalid(errors: Sequence[FieldProblem]) -> Problem:
    """Return the 422 that lists the fields to correct."""
    return Problem(422, "invalid", "Some fields need to be corrected.", errors=errors)


def invalid_field(field: str, code: str, message: str) -> Problem:
    """Return the 422 for a single field."""
    return invalid([FieldProblem(field, code, message)])


def render(problem: Problem) -> Response:
    """Return the problem document."""
    body = {
        "type": _TYPE_PREFIX + problem.code,
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
        "errors": [{"field": e.field, "code": e.code, "message": e.message} for e in problem.errors],
    }
    headers = {"Cache-Control": "no-store", **problem.headers}
    return JSONResponse(body, problem.status, headers=headers, media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Render our problems and the framework's."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(RequestValidationError, _on_bad_query)


class UnexpectedErrors:
    """Turns an exception that nobody expected into a 500 without details; the log keeps the trace."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the application and answer for it when it fails."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watch)
        except ClientDisconnect:
            return
        except Exception as error:
            _LOG.exception("unexpected error in a %s request", scope["method"])
            if started:
                raise
            await render(_apology(error))(scope, receive, send)


def _apology(error: Exception) -> Problem:
    if is_temporary(error):
        headers = {"Retry-After": str(_RETRY_AFTER_S)}
        return Problem(503, "unavailable", "Not possible right now. Try again later.", headers=headers)
    return Problem(500, "internal", "Something went wrong here. Try again later.")


async def _on_problem(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return render(error)


async def _on_http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    code = status.name.lower()
    return render(Problem(status, code, status.description or status.phrase, headers=error.headers))


async def _on_bad_query(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return render(invalid([_query_problem(item) for item in error.errors()]))


def _query_problem(item: Mapping[str, Any]) -> FieldProblem:
    from_type = {"missing": "missing", "int_parsing": "type", "string_too_long": "too_long"}
    field = ".".join(str(part) for part in item["loc"][1:])
    return FieldProblem(field, from_type.get(item["type"], "range"), str(item["msg"]))
