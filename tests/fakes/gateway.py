"""The gateway's contract in memory, as an httpx transport: idempotent submissions, resumable attachments."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

import httpx

from services.fingerprint import fingerprint
from tests.fakes.clock import FakeClock

CONFIG = {
    "province": "Bengkulu",
    "app_min_version": "0.1.0",
    "privacy_notice_version": "1",
    "contact": {"name": "Dinas Kominfotik", "email": "kominfotik@example.org", "phone": "", "url": None},
    "poll_interval_s": 60,
    "tiles": None,
    "geocoder_url": None,
}


def problem(
    status: int, code: str, errors: list[dict[str, str]] | None = None, **headers: str
) -> httpx.Response:
    """Return a problem document as the gateway renders it."""
    body = {"type": f"urn:rafflesia:problem:{code}", "code": code, "title": code, "status": status}
    media = {"Content-Type": "application/problem+json", **headers}
    return httpx.Response(status, headers=media, content=json.dumps({**body, "errors": errors or []}))


class FakeGateway(httpx.AsyncBaseTransport):
    """Counts what it stores; ``arrivals`` are the submissions stored, in order, each exactly once."""

    def __init__(self, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock()
        self.submissions: dict[str, dict[str, Any]] = {}
        self.receipts: dict[str, dict[str, Any]] = {}
        self.arrivals: list[str] = []
        self.attachments: dict[str, bytes] = {}
        self.parts: dict[str, bytes] = {}
        self.pages: dict[tuple[str, str], httpx.Response] = {}
        self.packs: dict[str, bytes] = {}
        self.statuses: list[dict[str, Any]] = []
        self.refusals: dict[str, httpx.Response] = {}
        self.documents: dict[str, httpx.Response] = {}
        self.tickets: dict[str, tuple[str, dict[str, Any]]] = {}  # phone (digits) and answer by number
        self.searches: list[dict[str, str]] = []
        self.calls: list[str] = []
        self.concurrent = 0
        self.most_concurrent = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.concurrent += 1
        self.most_concurrent = max(self.most_concurrent, self.concurrent)
        try:
            body = await request.aread()
            return self.answer(request, body)
        finally:
            self.concurrent -= 1

    def answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        """Handle one request whole."""
        path = request.url.path.removeprefix("/v1")
        self.calls.append(f"{request.method} {path}")
        if path in self.documents:
            return self.documents[path]
        area, _, name = path.strip("/").partition("/")
        if area == "submissions" and name == "status":
            return httpx.Response(200, json=self._status(json.loads(body)))
        if area == "submissions":
            return self._submit(name, json.loads(body))
        if path == "/tickets/find":
            return self._find(json.loads(body))
        if area == "attachments":
            return self._attach(request, name, body)
        if area == "changes":
            since = request.url.params.get("since", "")
            return self.pages.get((name, since)) or problem(410, "stale_token")
        if area == "packs":
            return self._pack(request, name)
        etag = '"c1"'
        if request.headers.get("if-none-match") == etag:
            return httpx.Response(304, headers={"ETag": etag})
        return httpx.Response(200, json=CONFIG, headers={"ETag": etag})

    def _submit(self, key: str, body: Mapping[str, Any]) -> httpx.Response:
        if key in self.refusals:
            return self.refusals[key]
        mark = fingerprint(body["kind"], body["payload"], body["attachments"])
        if mark != body["fingerprint"]:
            return problem(422, "fingerprint_mismatch")
        if key in self.receipts:
            same = self.receipts[key]["fingerprint"] == mark
            return httpx.Response(200, json=self.receipts[key]) if same else problem(422, "key_reused")
        if any(name not in self.attachments for name in body["attachments"]):
            return problem(424, "attachment_missing")
        self.submissions[key] = dict(body)
        self.arrivals.append(key)
        self.receipts[key] = {
            "id": key,
            "fingerprint": mark,
            "number": f"BKL-2026-{len(self.receipts) + 1:06d}",
            "received_at": self.clock.now().isoformat(),
            "status": "received",
        }
        return httpx.Response(201, json=self.receipts[key])

    def _attach(self, request: httpx.Request, name: str, body: bytes) -> httpx.Response:
        if name in self.attachments:
            return httpx.Response(200, json={})
        kept = self.parts.get(name, b"")
        if request.method == "HEAD":
            return httpx.Response(404, headers={"Upload-Offset": str(len(kept))})
        span, _, total = request.headers["content-range"].removeprefix("bytes ").partition("/")
        if int(span.partition("-")[0]) != len(kept):
            return problem(409, "offset", **{"Upload-Offset": str(len(kept))})
        self.parts[name] = kept + body
        if len(self.parts[name]) < int(total):
            return httpx.Response(202, headers={"Upload-Offset": str(len(self.parts[name]))})
        whole = self.parts.pop(name)
        if hashlib.sha256(whole).hexdigest() != name:
            return problem(422, "hash_mismatch")
        self.attachments[name] = whole
        return httpx.Response(201, json={})

    def _status(self, question: Mapping[str, Any]) -> dict[str, Any]:
        items = [row for row in self.statuses if row["id"] in question["ids"]]
        unknown = [key for key in question["ids"] if key not in self.receipts]
        return {"items": items, "unknown": unknown, "token": "s1"}

    def _find(self, question: dict[str, str]) -> httpx.Response:
        self.searches.append(question)
        phone, row = self.tickets.get(question["number"], ("", {}))
        end = re.sub(r"^(62|0)+", "", question["phone"])
        if not row or not phone.endswith(end):
            return problem(404, "no_match")
        return httpx.Response(200, json=row)

    def _pack(self, request: httpx.Request, name: str) -> httpx.Response:
        if not name:
            rows = [
                {"name": n, "sha256": hashlib.sha256(c).hexdigest(), "size": len(c), "licence": "ODbL-1.0"}
                | {"attribution": "© OpenStreetMap", "media_type": "application/gzip", "updated_at": None}
                for n, c in self.packs.items()
            ]
            return httpx.Response(200, json={"packs": rows})
        content = self.packs[name]
        headers = {"Content-Type": "application/gzip"}
        start = request.headers.get("range", "")
        same = request.headers.get("if-range") == f'"{hashlib.sha256(content).hexdigest()}"'
        if start and same:
            at = int(start.removeprefix("bytes=").rstrip("-"))
            return httpx.Response(206, headers=headers, content=content[at:])
        return httpx.Response(200, headers=headers, content=content)
