"""Signing in with an identity provider, against one that is written here."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi import FastAPI
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from gateway.app import create_app
from gateway.migrate import migrate
from gateway.settings import Settings
from gateway.staff.desk import replace_parts
from gateway.staff.oidc import Oidc
from tests.gateway.conftest import FixedClock
from tests.gateway.staff.desk import QUICK, DeskBrowser, add_officer, audit_actions

ISSUER = "https://id.example"
EMAIL = "dewi@kominfo.example"


class Provider(httpx.AsyncBaseTransport):
    """An OpenID provider: discovery, keys, tokens. Its answers can be spoiled one by one."""

    def __init__(self, clock: FixedClock) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
        self.clock = clock
        self.claims: dict[str, Any] = {"sub": "abc-1", "email": EMAIL, "email_verified": True}
        self.signing_key: Any = self.key
        self.issuer = ISSUER
        self.asked: dict[str, str] = {}
        self.is_down = False

    def authorise(self, location: str) -> str:
        """Answer the browser's visit: remember what was asked, return the query it comes back with."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        return f"code=the-code&state={self.asked['state']}"

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if self.is_down:
            raise httpx.ConnectError("down")
        match request.url.path:
            case "/.well-known/openid-configuration":
                places = {"authorization_endpoint": "auth", "token_endpoint": "token", "jwks_uri": "keys"}
                urls = {name: f"{ISSUER}/{path}" for name, path in places.items()}
                return httpx.Response(200, json={"issuer": self.issuer, **urls})
            case "/keys":
                return httpx.Response(200, json=KeySet([self.key]).as_dict(private=False))
            case "/token":
                return self._token(request)
        return httpx.Response(404)

    def _token(self, request: httpx.Request) -> httpx.Response:
        form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        secret = base64.b64encode(b"desk:hush").decode()
        fits = (
            form["code"] == "the-code"
            and challenge == self.asked["code_challenge"]
            and form["redirect_uri"] == self.asked["redirect_uri"]
            and request.headers["authorization"] == f"Basic {secret}"
        )
        if not fits:
            return httpx.Response(400, json={"error": "invalid_grant"})
        now = int(self.clock.now().timestamp())
        claims = {
            "iss": ISSUER,
            "aud": "desk",
            "nonce": self.asked["nonce"],
            "iat": now,
            "exp": now + 300,
            **self.claims,
        }
        algorithm = "RS256" if isinstance(self.signing_key, RSAKey) else "HS256"
        token = jwt.encode({"alg": algorithm, "kid": "one"}, claims, self.signing_key)
        return httpx.Response(200, json={"access_token": "a", "token_type": "Bearer", "id_token": token})


@pytest.fixture
def provider(clock: FixedClock) -> Provider:
    return Provider(clock)


@pytest.fixture
async def app(settings: Settings, clock: FixedClock, provider: Provider) -> AsyncIterator[FastAPI]:
    configured = Settings.model_validate(
        settings.model_dump()
        | {"oidc_issuer": ISSUER + "/", "oidc_client_id": "desk", "oidc_client_secret": "hush"}
    )
    app = create_app(configured, clock)
    replace_parts(app, oidc=Oidc(configured, clock, provider), passwords=QUICK)
    await migrate(app.state.services.database)
    yield app
    await app.state.services.database.dispose()


async def _back(browser: DeskBrowser, provider: Provider) -> httpx.Response:
    start = await browser.client.get("/staff/oidc", params={"next": "/staff/me"})
    assert start.status_code == 303, start.text
    return await browser.get("/oidc/back?" + provider.authorise(start.headers["location"]))


async def test_the_loop(app: FastAPI, browser: DeskBrowser, provider: Provider) -> None:
    await add_officer(app, EMAIL, password=None)
    assert "akun pemerintah" in (await browser.get("/login")).text
    answer = await _back(browser, provider)
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/me")
    assert provider.asked["response_type"] == "code"
    assert provider.asked["code_challenge_method"] == "S256"
    assert provider.asked["redirect_uri"] == "http://gateway.test/staff/oidc/back"
    assert "Dewi Contoh" in (await browser.get("/me")).text
    assert await audit_actions(app) == ["account.add", "sign_in"]


async def test_known_subject_signs_in_after_its_address_changed(
    app: FastAPI, browser: DeskBrowser, provider: Provider
) -> None:
    await add_officer(app, EMAIL)
    await _back(browser, provider)
    await browser.post("/logout")
    provider.claims = {"sub": "abc-1"}
    assert (await _back(browser, provider)).status_code == 303


async def test_another_subject_does_not_take_over_the_address(
    app: FastAPI, browser: DeskBrowser, provider: Provider
) -> None:
    await add_officer(app, EMAIL)
    await _back(browser, provider)
    await browser.post("/logout")
    provider.claims["sub"] = "abc-2"
    assert (await _back(browser, provider)).status_code == 400


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "nobody@kominfo.example"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"nonce": "another"},
        {"aud": "another"},
        {"iss": "https://another.example"},
        {"exp": 1_000_000_000},
        {"azp": "another"},
    ],
)
async def test_what_does_not_fit_signs_nobody_in(
    app: FastAPI, browser: DeskBrowser, provider: Provider, claims: dict[str, Any]
) -> None:
    await add_officer(app, EMAIL)
    provider.claims |= claims
    assert (await _back(browser, provider)).status_code == 400
    assert (await browser.get("/me")).status_code == 303


async def test_disabled_account_stays_out(app: FastAPI, browser: DeskBrowser, provider: Provider) -> None:
    account = await add_officer(app, EMAIL)
    async with app.state.services.database.write() as session:
        (await session.merge(account)).active = False
    assert (await _back(browser, provider)).status_code == 400


async def test_foreign_signature_is_refused(app: FastAPI, browser: DeskBrowser, provider: Provider) -> None:
    await add_officer(app, EMAIL)
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
    assert (await _back(browser, provider)).status_code == 400


@pytest.mark.parametrize("change", ["state", "code", "cookie"])
async def test_answer_nobody_asked_for(
    app: FastAPI, browser: DeskBrowser, provider: Provider, change: str
) -> None:
    await add_officer(app, EMAIL)
    start = await browser.get("/oidc")
    query = provider.authorise(start.headers["location"])
    if change == "state":
        query += "x"
    if change == "code":
        query = query.replace("the-code", "another")
    if change == "cookie":
        browser.client.cookies.clear()
    assert (await browser.get(f"/oidc/back?{query}")).status_code == 400


async def test_provider_out_of_reach(app: FastAPI, browser: DeskBrowser, provider: Provider) -> None:
    provider.is_down = True
    answer = await browser.get("/oidc")
    assert answer.status_code == 502
    assert "Coba lagi" in answer.text
    provider.is_down, provider.issuer = False, "https://another.example"
    assert (await browser.get("/oidc")).status_code == 502
