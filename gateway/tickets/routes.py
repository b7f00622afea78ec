"""GET /v1/submissions/{uuid}/files/{sha256} and POST /v1/tickets/find."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from gateway.attachments.serving import attachment_response
from gateway.errors import Problem
from gateway.ids import is_sha256, is_uuid
from gateway.limits import Rule
from gateway.state import services
from gateway.strictjson import read_object
from gateway.tickets import repository
from gateway.tickets.finding import FindQuery, find_ticket
from gateway.validation import validate

router = APIRouter(prefix="/v1")
_MAX_BODY = 4096
_NO_STORE = {"Cache-Control": "no-store"}


@router.get("/submissions/{submission_id}/files/{sha256}")
async def get_file(request: Request, submission_id: str, sha256: str) -> Response:
    """Answer a file that the submission or its timeline shows to its reporter."""
    async with services(request).limits.misses(request):
        if not is_uuid(submission_id) or not is_sha256(sha256):
            raise _unknown_file()
        async with services(request).database.read() as session:
            attachment = await repository.find_file(session, submission_id, sha256)
        if attachment is None:
            raise _unknown_file()
    return attachment_response(request, attachment)


@router.post("/tickets/find")
async def post_find(request: Request) -> Response:
    """Answer a ticket to those who know its number and phone."""
    limits = services(request).limits
    await limits.count(Rule.FINDS, limits.address(request))
    query = validate(FindQuery, await read_object(request, _MAX_BODY))
    number = query.number.upper()
    await limits.require(Rule.GUESSES, number)
    try:
        async with services(request).database.read() as session:
            return JSONResponse(await find_ticket(session, query), headers=_NO_STORE)
    except Problem:
        await limits.count(Rule.GUESSES, number)
        raise


def _unknown_file() -> Problem:
    return Problem(404, "unknown_file", "There is no such file.")
