"""Building the desk and mounting it at /staff."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette_admin import BaseAdmin

from gateway.errors import Problem
from gateway.staff.account_pages import Accounts, Keys
from gateway.staff.audit_page import AuditLog
from gateway.staff.auth import DeskDoor
from gateway.staff.content_adding import Destinations, Events, Programmes, Routes
from gateway.staff.content_pages import Notices
from gateway.staff.context import PREFIX, Desk
from gateway.staff.gate import FormToken, Gate
from gateway.staff.kiosk_pages import Kiosks
from gateway.staff.oidc import Oidc
from gateway.staff.page import Home, Page
from gateway.staff.passwords import Passwords
from gateway.staff.profile import Profile
from gateway.staff.reasons import template_reason
from gateway.staff.reply_templates import ReplyTemplates
from gateway.staff.secrets import signing_key
from gateway.staff.station_pages import Stations
from gateway.staff.throttle import SignInThrottle
from gateway.staff.ticket_pages import Queue
from gateway.staff.trade_pages import Businesses, Products
from gateway.staff.words import (
    language_of,
    template_day,
    template_event,
    template_iso,
    template_moment,
    template_text,
    template_word,
)
from gateway.state import Services

_HERE: Final = Path(__file__).parent

_TEMPLATE_WORDS: Final[Mapping[str, Any]] = {
    "t": template_word,
    "both": template_text,
    "day": template_day,
    "moment": template_moment,
    "event_name": template_event,
    "iso": template_iso,
    "because": template_reason,
    "language_of": language_of,
    "prefix": PREFIX,
}
"""What every template can say."""


class DeskAdmin(BaseAdmin):
    """The library's frame: our check of the form token, and none of its pages for models."""

    def _collect_core_routes(self) -> list[Route]:
        return []

    def _init_csrf(self) -> None:
        """Wait for the door: nobody's upload is read just to find a token in it."""

    def _init_auth(self) -> None:
        super()._init_auth()
        assert self.secret_key is not None
        self.middlewares.append(Middleware(FormToken, secret_key=self.secret_key))


def mount_desk(app: FastAPI, services: Services) -> None:
    """Mount the officers' desk."""
    # The library logs paths and addresses of people; what goes wrong in a page reaches our own log anyway.
    logging.getLogger("starlette_admin").setLevel(logging.CRITICAL)
    key = signing_key(services.settings.data_dir)
    first, *others = _pages()
    admin = DeskAdmin(
        title="Rafflesia",
        base_url=PREFIX,
        route_name="staff",
        templates_dir=str(_HERE / "templates"),
        static_dir=str(_HERE / "static"),
        auth_provider=DeskDoor(key),
        secret_key=key,
        middlewares=[Middleware(Gate)],
        timezone_config=None,
        index_view=first,
    )
    for page in others:
        admin.add_view(page)
    admin.templates.env.globals.update(_TEMPLATE_WORDS)
    app.router.add_route(PREFIX, _to_first_page, include_in_schema=False)
    admin.mount_to(app)
    oidc = Oidc(services.settings, services.clock) if services.settings.oidc_issuer else None
    app.state.desk = admin.app
    admin.app.state.services = services
    admin.app.state.desk = Desk(services, Passwords(), SignInThrottle(services.settings.limits_url), oidc)
    admin.app.add_exception_handler(Problem, _problem_page(admin))


def replace_parts(app: FastAPI, **parts: Any) -> None:
    """Put other parts (fields of :class:`Desk`) in the place of the desk's own."""
    state = app.state.desk.state
    state.desk = replace(state.desk, **parts)


async def _to_first_page(_request: Request) -> Response:
    return RedirectResponse(f"{PREFIX}/", 308)


def _pages() -> Sequence[Page]:
    """Return the places of the menu, the first page first."""
    return (
        Home(),
        Queue(),
        Notices(),
        Programmes(),
        Stations(),
        Destinations(),
        Events(),
        Routes(),
        Products(),
        Businesses(),
        ReplyTemplates(),
        Accounts(),
        Keys(),
        Kiosks(),
        AuditLog(),
        Profile(),
    )


def _problem_page(admin: BaseAdmin) -> Callable[[Request, Exception], Awaitable[Response]]:
    """Render what the gateway's own parts refuse like the library's errors, without its JSON."""

    async def answer(request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)
        return await admin._render_error(request, HTTPException(error.status))

    return answer
