"""The desk's door: sign-in page, identity provider, sign-out, and who is asked to sign in."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette_admin.auth import AdminUser
from starlette_admin.auth.base import BaseAuthProvider
from starlette_admin.cookies import SignedCookie

from gateway.staff.audit import record
from gateway.staff.context import PREFIX, address_of, desk_of, is_secure, public_url
from gateway.staff.oidc import OidcFailed
from gateway.staff.rights import officer_of
from gateway.staff.sessions import account_of, close_session
from gateway.staff.signin import SignInRefused, sign_in, sign_in_by_claims
from gateway.staff.words import COOKIE as LANGUAGE_COOKIE
from gateway.staff.words import LANGUAGES

COOKIE: Final = "staff_session"
_MEMORY: Final = "staff_oidc"
_MEMORY_S: Final = 600
_OPEN: Final = ("/login", "/oidc", "/oidc/back", "/language")


class DeskDoor(BaseAuthProvider):
    """Accounts of the gateway behind starlette-admin's frame."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._memory = SignedCookie(key, "staff-oidc", timed=True, max_age=_MEMORY_S)
        self._templates: Jinja2Templates | None = None

    async def authenticate(self, request: Request) -> AdminUser | None:
        """Return who holds the cookie of a live session; leaves them on ``request.state.officer``."""
        token = request.cookies.get(COOKIE)
        if not token:
            return None
        services = desk_of(request).services
        account = await account_of(services.database, token, services.clock.now())
        if account is None:
            return None
        request.state.officer = officer_of(account)
        return AdminUser(username=account.name)

    def get_middleware(self) -> Middleware:
        """Return our own check: the library's would write paths and addresses to the log."""
        return Middleware(SignedIn, provider=self)

    def get_routes(self, templates: Jinja2Templates) -> list[Route]:
        """Return the pages that need no session, and sign-out."""
        self._templates = templates
        return [
            Route("/login", self._show, methods=["GET"], name="login"),
            Route("/login", self._sign_in, methods=["POST"]),
            Route("/oidc", self._to_provider, methods=["GET"], name="oidc"),
            Route("/oidc/back", self._from_provider, methods=["GET"], name="oidc-back"),
            Route("/logout", self._sign_out, methods=["POST"], name="logout"),
            Route("/language", _choose_language, methods=["POST"], name="language"),
        ]

    async def _show(self, request: Request) -> Response:
        if await self.authenticate(request):
            return RedirectResponse(safe_next(request), 303)
        return self._page(request)

    async def _sign_in(self, request: Request) -> Response:
        form = await request.form()
        email, password = str(form.get("email") or ""), str(form.get("password") or "")
        try:
            token = await sign_in(desk_of(request), email, password, address_of(request))
        except SignInRefused as refused:
            return self._page(request, refused.code, 429 if refused.code == "login.wait" else 400)
        return _signed_in(request, token)

    async def _to_provider(self, request: Request) -> Response:
        oidc = desk_of(request).oidc
        if oidc is None:
            return self._page(request, "login.no_oidc", 404)
        try:
            address, memory = await oidc.begin(_redirect_uri(request))
        except OidcFailed:
            return self._page(request, "login.oidc_failed", 502)
        answer = RedirectResponse(address, 303)
        _set_cookie(request, answer, _MEMORY, self._memory.dumps({**memory, "next": safe_next(request)}))
        return answer

    async def _from_provider(self, request: Request) -> Response:
        desk, memory = desk_of(request), self._memory.loads(request.cookies.get(_MEMORY, ""))
        if desk.oidc is None or not memory:
            return self._page(request, "login.oidc_failed", 400)
        try:
            claims = await desk.oidc.finish(str(request.url), _redirect_uri(request), memory)
            token = await sign_in_by_claims(desk, claims)
        except (OidcFailed, SignInRefused) as error:
            code = error.code if isinstance(error, SignInRefused) else "login.oidc_failed"
            return self._page(request, code, 400)
        answer = _signed_in(request, token, memory["next"])
        answer.delete_cookie(_MEMORY, path=PREFIX)
        return answer

    async def _sign_out(self, request: Request) -> Response:
        services = desk_of(request).services
        async with services.database.write() as session:
            account_id = await close_session(session, request.cookies.get(COOKIE, ""))
            if account_id is not None:
                about = ("staff_account", str(account_id))
                record(session, services.clock.now(), account_id, "sign_out", about)
        answer = RedirectResponse(f"{PREFIX}/login", 303)
        answer.delete_cookie(COOKIE, path=PREFIX)
        return answer

    def _page(self, request: Request, error: str = "", status: int = 200) -> Response:
        assert self._templates is not None
        context = {"error": error, "next": safe_next(request), "has_oidc": desk_of(request).oidc is not None}
        return self._templates.TemplateResponse(request, "desk/login.html", context, status_code=status)


class SignedIn:
    """Sends everybody without a live session to the sign-in page; the address asked for is kept."""

    def __init__(self, app: ASGIApp, provider: DeskDoor) -> None:
        self._app = app
        self._provider = provider

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what needs no session and who has one."""
        if scope["type"] != "http":
            raise RuntimeError("there are no web sockets here")
        request = Request(scope, receive)
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if path in _OPEN or path.startswith("/static/") or await self._provider.authenticate(request):
            await self._app(scope, receive, send)
            return
        asked = urlencode({"next": scope["path"]}) if scope["method"] == "GET" else ""
        answer = RedirectResponse(f"{PREFIX}/login" + (f"?{asked}" if asked else ""), 303)
        await answer(scope, receive, send)


def safe_next(request: Request) -> str:
    """Return the page to go to after signing in: one of the desk, whatever the address says."""
    wanted = request.query_params.get("next", "")
    plain = wanted.isascii() and wanted.isprintable() and "\\" not in wanted and ".." not in wanted
    return wanted if plain and wanted.startswith(f"{PREFIX}/") else f"{PREFIX}/"


async def _choose_language(request: Request) -> Response:
    form = await request.form()
    chosen = str(form.get("language"))
    answer = RedirectResponse(safe_next(request), 303)
    if chosen in LANGUAGES:
        _set_cookie(request, answer, LANGUAGE_COOKIE, chosen, max_age=365 * 24 * 3600)
    return answer


def _signed_in(request: Request, token: str, target: str | None = None) -> Response:
    answer = RedirectResponse(target or safe_next(request), 303)
    _set_cookie(request, answer, COOKIE, token)
    return answer


def _set_cookie(request: Request, answer: Response, name: str, value: str, **options: Any) -> None:
    secure = is_secure(request)
    answer.set_cookie(name, value, path=PREFIX, httponly=True, samesite="lax", secure=secure, **options)


def _redirect_uri(request: Request) -> str:
    return f"{public_url(request)}{PREFIX}/oidc/back"
