"""Reading JSON from strangers: limited size, limited depth, no NaN, no duplicate names, real Unicode.

What passes is I-JSON (RFC 7493), so that its RFC 8785 form, and with it the fingerprint, is defined.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, NoReturn

from starlette.requests import Request

from gateway.errors import FieldProblem, Problem, invalid

_MAX_DEPTH = 16
_MAX_SAFE_INT = 2**53 - 1
_MAX_PROBLEMS = 20


async def read_body(request: Request, limit: int) -> bytes:
    """Return the body, at most ``limit`` bytes; stops reading and raises 413 at the first byte too many."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared[:12]) > limit:
        raise _too_large(limit)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit)
    return bytes(body)


async def read_object(request: Request, limit: int) -> dict[str, Any]:
    """Return the JSON object of the body; raises 413, 415 (not JSON by header), 400 or 422."""
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type != "application/json":
        raise Problem(415, "unsupported_media_type", "Send application/json.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise Problem(415, "unsupported_encoding", "Send the body without Content-Encoding.")
    document = parse(await read_body(request, limit))
    if not isinstance(document, dict):
        raise Problem(400, "not_an_object", "The body must be a JSON object.")
    problems = check(document)
    if problems:
        raise invalid(problems)
    return document


def parse(body: bytes) -> Any:
    """Parse UTF-8 JSON; raises the 400 ``not_json``."""
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise Problem(400, "not_json", "The body is not valid JSON in UTF-8.") from error


def check(document: dict[str, Any]) -> list[FieldProblem]:
    """Return what JSON allows and we do not: infinite or unsafe numbers, depth, broken Unicode, NUL."""
    found: list[FieldProblem] = []
    for path, depth, value in _walk(document):
        problem = _check_one(path, depth, value)
        if problem:
            found.append(problem)
        if len(found) >= _MAX_PROBLEMS or depth > _MAX_DEPTH:
            break
    return found


def _walk(document: dict[str, Any]) -> Iterator[tuple[str, int, Any]]:
    """Yield (dotted path, depth, value) without recursion, names of objects as values too."""
    waiting: list[tuple[str, int, Any]] = [("", 0, document)]
    while waiting:
        path, depth, value = waiting.pop()
        yield path, depth, value
        if isinstance(value, dict):
            yield from ((path, depth, name) for name in value)
            waiting.extend((_join(path, name), depth + 1, item) for name, item in value.items())
        elif isinstance(value, list):
            waiting.extend((_join(path, str(at)), depth + 1, item) for at, item in enumerate(value))


def _check_one(path: str, depth: int, value: Any) -> FieldProblem | None:
    if depth > _MAX_DEPTH:
        return FieldProblem(path, "too_deep", f"At most {_MAX_DEPTH} levels.")
    if isinstance(value, float) and not math.isfinite(value):
        return FieldProblem(path, "not_finite", "Must be a finite number.")
    if isinstance(value, int) and abs(value) > _MAX_SAFE_INT:
        return FieldProblem(path, "range", "Beyond the numbers that JSON readers keep exactly.")
    if isinstance(value, str) and not _is_clean(value):
        return FieldProblem(path, "bad_text", "Holds a NUL or half a Unicode character.")
    return None


def _is_clean(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _join(path: str, name: str) -> str:
    """Extend a path; a name from outside is cut and made printable, since it is shown again."""
    shown = name[:40].encode("utf-8", "replace").decode("utf-8").replace("\0", "?")
    return f"{path}.{shown}" if path else shown


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a name is given twice")
    return document


def _too_large(limit: int) -> Problem:
    return Problem(413, "too_large", f"At most {limit} bytes.", headers={"Connection": "close"})
