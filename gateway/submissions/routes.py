"""PUT and GET /v1/submissions/{uuid}, POST /v1/submissions/status."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from gateway.errors import Problem, invalid_field
from gateway.ids import is_uuid
from gateway.limits import Rule
from gateway.state import services
from gateway.strictjson import read_object
from gateway.submissions.schemas import StatusQuery
from gateway.submissions.service import submit
from gateway.submissions.status import get_status, get_statuses
from gateway.validation import validate

MAX_BODY = 64 * 1024
_NO_STORE = {"Cache-Control": "no-store"}

router = APIRouter(prefix="/v1/submissions")


@router.post("/status")
async def post_status(request: Request) -> Response:
    """Answer what changed among the sender's own submissions."""
    limits = services(request).limits
    address = limits.address(request)
    await limits.require(Rule.MISSES, address)
    query = validate(StatusQuery, await read_object(request, MAX_BODY))
    async with services(request).database.read() as session:
        answer = await get_statuses(session, query)
    await limits.add(Rule.MISSES, address, len(answer["unknown"]))
    return JSONResponse(answer, headers=_NO_STORE)


@router.put("/{submission_id}")
async def put_submission(request: Request, submission_id: str) -> Response:
    """Store a submission once; 201 the first time, 200 with the same receipt ever after."""
    if not is_uuid(submission_id):
        raise invalid_field("id", "format", "The key must be a UUID in lower case.")
    limits = services(request).limits
    await limits.count(Rule.SUBMISSIONS, limits.address(request))
    document = await read_object(request, MAX_BODY)
    async with limits.misses(request) if _acts_on_another(document) else nullcontext():
        receipt, is_new = await submit(services(request), submission_id, document)
    return JSONResponse(receipt, 201 if is_new else 200, headers=_NO_STORE)


@router.get("/{submission_id}")
async def get_submission(request: Request, submission_id: str) -> Response:
    """Answer the status and timeline."""
    async with services(request).limits.misses(request):
        if not is_uuid(submission_id):
            raise Problem(404, "unknown_submission", "There is no such submission.")
        async with services(request).database.read() as session:
            return JSONResponse(await get_status(session, submission_id), headers=_NO_STORE)


def _acts_on_another(document: dict[str, Any]) -> bool:
    """Tell whether the key of another submission is named, which could be a guess."""
    payload = document.get("payload")
    return isinstance(payload, dict) and "target" in payload
