"""Security headers. The policy lets the app talk to this gateway and to nobody else.

Flutter and Pyodide compile WebAssembly, start workers from blobs and style elements in place; scripts
written into ``index.html`` are allowed by their hash, so no other script in place ever runs.
"""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.settings import Settings

_INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc\s*=)[^>]*>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_API_POLICY = "default-src 'none'; frame-ancestors 'none'"

_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(self), microphone=(), payment=(), usb=()",
}


def script_hashes(page: bytes) -> list[str]:
    """Return the CSP sources of the scripts written into a page."""
    digests = (hashlib.sha256(script).digest() for script in _INLINE_SCRIPT.findall(page))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def page_policy(settings: Settings, hashes: list[str]) -> str:
    """Return the policy of the app's page; tile and geocoder hosts are allowed when configured."""
    hosts = sorted({origin(url) for url in (settings.tiles_url, settings.geocoder_url) if url})
    directives = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", "blob:", *hashes],
        "worker-src": ["'self'", "blob:"],
        "manifest-src": ["'self'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:", *hosts],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'", "data:", "blob:", *hosts],
        "media-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


def desk_policy() -> str:
    """Return the policy of the officers' desk: own files only, nothing written in place runs or styles."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def origin(url: str) -> str:
    """Return scheme and host of an address; a subdomain placeholder like {s} becomes a wildcard."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{re.sub(r'^{[^}]*}', '*', parts.netloc)}"


class SecurityHeaders:
    """Adds the headers to every answer; answers without a policy of their own get the strictest one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _COMMON.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", _API_POLICY)
            await send(message)

        await self._app(scope, receive, complete)
