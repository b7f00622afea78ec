"""Sign-in with the province's identity provider: OpenID Connect, authorization code with PKCE and nonce."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, Final

import httpx
from authlib.common.errors import AuthlibBaseError
from authlib.oauth2.rfc6749.parameters import parse_authorization_code_response, prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from gateway.clock import Clock
from gateway.settings import Settings

ALGORITHMS: Final = ("RS256", "ES256", "PS256")
"""Asymmetric only: 'none' and a shared secret sign nothing here."""

_LEEWAY_S: Final = 60
_TIMEOUT_S: Final = 10.0


class OidcFailed(Exception):
    """The provider said no, could not be reached, or said something that does not hold together."""


class Oidc:
    """One provider. ``transport`` stands in for the network in tests."""

    def __init__(
        self, settings: Settings, clock: Clock, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._issuer = settings.oidc_issuer.rstrip("/")
        self._client_id = settings.oidc_client_id
        secret = settings.oidc_client_secret
        self._client_secret = secret.get_secret_value() if secret else ""
        self._clock = clock
        self._transport = transport

    async def begin(self, redirect_uri: str) -> tuple[str, dict[str, str]]:
        """Return where to send the browser, and what to remember until it comes back."""
        async with self._client() as client:
            provider = await self._discover(client)
        memory = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        address = prepare_grant_uri(
            provider["authorization_endpoint"],
            self._client_id,
            "code",
            redirect_uri,
            "openid email",
            memory["state"],
            nonce=memory["nonce"],
            code_challenge=create_s256_code_challenge(memory["verifier"]),
            code_challenge_method="S256",
        )
        return str(address), memory

    async def finish(self, answer: str, redirect_uri: str, memory: Mapping[str, str]) -> dict[str, Any]:
        """Return the claims of the ID token for the address the browser came back to.

        Raises :class:`OidcFailed` when anything does not fit what was remembered.
        """
        try:
            code = parse_authorization_code_response(answer, memory["state"])["code"]
            async with self._client() as client:
                provider = await self._discover(client)
                tokens = await self._exchange(client, provider, code, redirect_uri, memory["verifier"])
                keys = (await client.get(provider["jwks_uri"])).raise_for_status().json()
            return self._checked(tokens, keys, memory["nonce"])
        except (AuthlibBaseError, JoseError, httpx.HTTPError, KeyError, TypeError, ValueError) as error:
            raise OidcFailed(type(error).__name__) from error

    def _client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=self._transport, timeout=_TIMEOUT_S)

    async def _discover(self, client: httpx.AsyncClient) -> dict[str, Any]:
        try:
            answer = await client.get(f"{self._issuer}/.well-known/openid-configuration")
            provider: dict[str, Any] = answer.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise OidcFailed("no discovery document") from error
        if str(provider.get("issuer", "")).rstrip("/") != self._issuer:
            raise OidcFailed("another issuer")
        return provider

    async def _exchange(
        self, client: httpx.AsyncClient, provider: Mapping[str, Any], code: str, uri: str, verifier: str
    ) -> dict[str, Any]:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": uri,
            "code_verifier": verifier,
        }
        pair = httpx.BasicAuth(self._client_id, self._client_secret)
        answer = await client.post(provider["token_endpoint"], data=form, auth=pair)
        tokens: dict[str, Any] = answer.raise_for_status().json()
        return tokens

    def _checked(self, tokens: Mapping[str, Any], keys: Any, nonce: str) -> dict[str, Any]:
        token = jwt.decode(tokens["id_token"], KeySet.import_key_set(keys), algorithms=list(ALGORITHMS))
        options = {
            "iss": {"essential": True, "value": self._issuer},
            "aud": {"essential": True, "value": self._client_id},
        }
        params = {"nonce": nonce, "client_id": self._client_id, "access_token": tokens.get("access_token")}
        claims = CodeIDToken(token.claims, token.header, options, params)
        claims.validate(now=int(self._clock.now().timestamp()), leeway=_LEEWAY_S)
        return dict(token.claims)
