"""POST /v1/kiosks/{name}/heartbeat: a kiosk says that it lives and hears what it should be like."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from gateway.errors import Problem
from gateway.kiosks.schemas import Heartbeat, settings_of
from gateway.kiosks.service import find_kiosk, hear
from gateway.limits import Rule
from gateway.state import services
from gateway.strictjson import read_object
from gateway.validation import validate

router = APIRouter(prefix="/v1/kiosks")
_MAX_BODY: Final = 4096
_NO_STORE: Final = {"Cache-Control": "no-store"}


@router.post("/{name}/heartbeat")
async def post_heartbeat(request: Request, name: str) -> Response:
    """Keep the heartbeat of a kiosk that shows its key, and answer its settings."""
    limits, database = services(request).limits, services(request).database
    address, key = limits.address(request), _bearer(request)
    await limits.count(Rule.HEARTBEATS, address)
    await limits.require(Rule.MISSES, address)
    async with database.read() as session:
        known = await find_kiosk(session, name, key) is not None
    if not known:
        await limits.count(Rule.MISSES, address)
        raise _stranger()
    heartbeat = validate(Heartbeat, await read_object(request, _MAX_BODY))
    async with database.write() as session:
        kiosk = await find_kiosk(session, name, key)
        if kiosk is None:  # removed, or given another key, since
            raise _stranger()
        hear(kiosk, heartbeat, services(request).clock.now())
        told = settings_of(kiosk)
    return JSONResponse(told, headers=_NO_STORE)


def _bearer(request: Request) -> str:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""


def _stranger() -> Problem:
    headers = {"WWW-Authenticate": "Bearer"}
    return Problem(401, "unknown_kiosk", "There is no kiosk of this name with this key.", headers=headers)
