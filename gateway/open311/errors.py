"""Errors as GeoReport has them: an array of code and description, in the format that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from gateway.errors import Problem
from gateway.open311.rendering import FORMATS, render
from gateway.publishing import is_below

PREFIX: Final = "/open311"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a request: the HTTP status that stands for it, and a sentence."""

    status: int
    description: str


class Refused(Exception):
    """A request that is refused; the first fault gives the answer's status."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(str(fault.status) for fault in faults))
        self.faults = faults


def not_found(description: str) -> Refused:
    """Return the refusal of something that is not there."""
    return Refused(Fault(404, description))


def suffix_of(path: str) -> str:
    """Return the format that an address asks for; XML, which every client reads, when it asks for none."""
    suffix = path.rstrip("/").rpartition(".")[2].lower()
    return suffix if suffix in FORMATS else "xml"


def answer(request: Request, faults: tuple[Fault, ...], headers: Mapping[str, str] | None = None) -> Response:
    """Return the error document."""
    document = [{"code": str(fault.status), "description": fault.description} for fault in faults]
    suffix = suffix_of(request.url.path)
    return Response(
        render("errors", document, suffix),
        faults[0].status,
        headers={"Cache-Control": "no-store", **(headers or {})},
        media_type=FORMATS[suffix],
    )


def install(app: FastAPI) -> None:
    """Render what goes wrong below ``/open311`` in this way; everywhere else nothing changes.

    Called after the application's own handlers are there.
    """
    app.add_exception_handler(Refused, _on_refused)
    for kind in (Problem, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _only_here(app.exception_handlers[kind]))


def _only_here(elsewhere: Any) -> Any:
    async def handle(request: Request, error: Exception) -> Response:
        if not is_below(request.url.path, (PREFIX,)):
            rendered: Response = await elsewhere(request, error)
            return rendered
        return answer(request, _faults_of(error), getattr(error, "headers", None))

    return handle


def _faults_of(error: Exception) -> tuple[Fault, ...]:
    match error:
        case Problem(errors=(), status=status, detail=detail):
            return (Fault(_georeport(status), detail),)
        case Problem(status=status, errors=errors):
            return tuple(Fault(_georeport(status), f"{each.field}: {each.message}") for each in errors)
        case HTTPException(status_code=status, detail=detail):
            return (Fault(status, detail),)
    return (Fault(400, "The request is not understood."),)


def _georeport(status: int) -> int:
    """GeoReport has one status for what is wrong with a request."""
    return 400 if status in {409, 413, 415, 422, 424} else status


async def _on_refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return answer(request, error.faults)
