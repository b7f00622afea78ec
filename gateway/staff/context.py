"""What every page of the desk may use, and the few steps that all of them take."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request

from gateway.staff.oidc import Oidc
from gateway.staff.passwords import Passwords
from gateway.staff.rights import Officer, agencies, may
from gateway.staff.throttle import SignInThrottle
from gateway.state import Services

PREFIX: Final = "/staff"
HASHES_AT_ONCE: Final = 2
"""Checking a password takes 64 MB: whoever sends many at once waits in line."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts of the desk, built once per application. ``oidc`` is None when it is not configured."""

    services: Services
    passwords: Passwords
    throttle: SignInThrottle
    oidc: Oidc | None
    hashing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(HASHES_AT_ONCE))


def desk_of(request: Request) -> Desk:
    """Return the desk that answers ``request``."""
    desk = request.app.state.desk
    assert isinstance(desk, Desk)
    return desk


def officer_of_request(request: Request) -> Officer:
    """Return who is signed in; the door let nobody else pass."""
    officer = request.state.officer
    assert isinstance(officer, Officer)
    return officer


def require(request: Request, action: str, agency_id: str | None) -> Officer:
    """Return the officer, or raise 403 when they may not do ``action`` at that agency."""
    officer = officer_of_request(request)
    if not may(officer, action, agency_id):
        raise HTTPException(403)
    return officer


def require_anywhere(request: Request, action: str) -> Officer:
    """Return the officer, or raise 403 when there is no agency at which they may do ``action``."""
    officer = officer_of_request(request)
    if not agencies(officer, action):
        raise HTTPException(403)
    return officer


def address_of(request: Request) -> str:
    """Return the network address of the browser, for counting only."""
    return desk_of(request).services.limits.address(request)


def is_secure(request: Request) -> bool:
    """Tell whether browsers reach the desk over HTTPS, here or at the proxy before it."""
    return request.url.scheme == "https" or public_url(request).startswith("https://")


def public_url(request: Request) -> str:
    """Return the address of the gateway as browsers see it, without a slash at the end."""
    configured = desk_of(request).services.settings.public_url.rstrip("/")
    return configured or f"{request.url.scheme}://{request.url.netloc}"
