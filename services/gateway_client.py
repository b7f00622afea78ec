"""The typed client of the App API (docs/api.md). Nothing of httpx leaves this file.

Redirects are never followed, every call has a deadline, and a failed connection becomes one of our errors.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

import httpx

from services.answers import Answer, find_error, read_error, refusal_outcome, send_outcome
from services.clock import Clock
from services.errors import BadAnswer, GatewayError, Interrupted, Unreachable
from services.gateway_models import (
    ChangePage,
    ConfigAnswer,
    FoundTicket,
    PackInfo,
    StatusPage,
    SubmissionStatus,
)
from services.models import OutboxItem, WireError, wire
from services.transitions import Deferred, Held, QueuePause, SendOutcome

PAGE_LIMIT = 500
STATUS_LIMIT = 200
PART_BYTES = 128 * 1024
DEADLINE_S = 90.0
_BODY_CAP_BYTES = 32 * 1024 * 1024
_TIMEOUT = httpx.Timeout(connect=15.0, read=30.0, write=30.0, pool=15.0)
_NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)


class PackSink(Protocol):
    """Where the bytes of a pack go."""

    @property
    def size(self) -> int:
        """Return how many bytes are there already."""

    def restart(self) -> None:
        """Forget them: the whole pack comes."""

    def write(self, chunk: bytes) -> None:
        """Append ``chunk``."""


class GatewayClient:
    """One client per page; close it with :meth:`aclose`. Reading methods raise ``GatewayError``."""

    def __init__(
        self, base_url: str, transport: httpx.AsyncBaseTransport | None, app_version: str, clock: Clock
    ) -> None:
        self._base = base_url.rstrip("/") + "/v1"
        self._host = urlsplit(base_url).netloc
        self._clock = clock
        self._app_version = app_version
        headers = {"User-Agent": f"Rafflesia/{app_version}", "Accept": "application/json"}
        self._http = httpx.AsyncClient(
            transport=transport, timeout=_TIMEOUT, follow_redirects=False, headers=headers
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    # reading

    async def config(self, etag: str | None = None) -> ConfigAnswer:
        """Return the configuration, or that the one with ``etag`` still holds."""
        answer = await self._read("GET", "/config", headers={"If-None-Match": etag} if etag else {})
        if answer.status == 304:
            return ConfigAnswer(None, etag)
        return ConfigAnswer(answer.document(), answer.headers.get("etag"))

    async def changes(self, collection: str, since: str, limit: int = PAGE_LIMIT) -> ChangePage:
        """Return what changed after the token ``since`` (empty: everything); raises ``StaleToken``."""
        params = {"since": since, "limit": str(limit)} if since else {"limit": str(limit)}
        answer = await self._read("GET", f"/changes/{quote(collection)}", params=params)
        return ChangePage.from_wire(answer.document())

    async def packs(self) -> tuple[PackInfo, ...]:
        """Return the content packs on offer."""
        document = (await self._read("GET", "/packs")).document()
        try:
            return tuple(PackInfo.from_wire(row) for row in wire.objects(document, "packs"))
        except WireError as error:
            raise BadAnswer(str(error)) from error

    async def download_pack(self, pack: PackInfo, sink: PackSink) -> None:
        """Append the missing bytes of ``pack`` to ``sink``; the caller checks the SHA-256."""
        headers = {"Accept": "*/*", "Accept-Encoding": "identity"}
        if sink.size:
            headers |= {"Range": f"bytes={sink.size}-", "If-Range": f'"{pack.sha256}"'}
        async with self._stream("GET", f"/packs/{quote(pack.name)}", headers=headers) as response:
            if response.status_code == 416:
                sink.restart()
                return
            is_pack = response.status_code in {200, 206} and "html" not in _type_of(response)
            if not is_pack:
                raise self._error(await self._answer(response))
            if response.status_code == 200:
                sink.restart()
            async for chunk in response.aiter_bytes():
                sink.write(chunk)

    async def status(self, submission_id: str) -> SubmissionStatus:
        """Return one submission's status and timeline; the id is the capability."""
        document = (await self._read("GET", f"/submissions/{quote(submission_id)}")).document()
        try:
            return SubmissionStatus.from_wire(document)
        except WireError as error:
            raise BadAnswer(str(error)) from error

    async def statuses(self, ids: Sequence[str], since: str | None) -> StatusPage:
        """Return what changed about at most ``STATUS_LIMIT`` submissions after the token ``since``."""
        body = {"ids": list(ids), "since": since}
        document = (await self._read("POST", "/submissions/status", json=body)).document()
        try:
            items, token = wire.objects(document, "items"), wire.optional_text(document, "token")
        except WireError as error:
            raise BadAnswer(str(error)) from error
        return StatusPage(tuple(items), tuple(map(str, document.get("unknown") or ())), token)

    async def ticket_file(self, submission_id: str, sha256: str) -> bytes:
        """Return a photo or document that a ticket cites; raises ``Refused`` when it cites no such file."""
        path = f"/submissions/{quote(submission_id)}/files/{quote(sha256)}"
        answer = await self._ask("GET", path, headers={"Accept": "*/*"})
        if answer.status == 200 and answer.media_type.startswith(("image/", "application/pdf")):
            return answer.body
        raise self._error(answer)

    async def media(self, sha256: str) -> bytes:
        """Return a photo of a content row; raises ``GatewayError``."""
        answer = await self._ask("GET", f"/media/{quote(sha256)}", headers={"Accept": "*/*"})
        if answer.status == 200 and answer.media_type.startswith("image/"):
            return answer.body
        raise self._error(answer)

    async def find_ticket(self, number: str, phone: str) -> FoundTicket:
        """Return the ticket of a public number with its phone; raises ``NoMatch``, ``TooManyTries`` too."""
        answer = await self._ask("POST", "/tickets/find", json={"number": number, "phone": phone})
        error = find_error(answer, self._clock.now())
        if error is not None:
            raise error
        try:
            return FoundTicket.from_wire(answer.document())
        except WireError as problem:
            raise BadAnswer(str(problem)) from problem

    def url_of(self, path: str, params: Mapping[str, str]) -> str:
        """Return the address of something public that the system opens."""
        return str(httpx.URL(self._base + path, params=dict(params)))

    async def statistics(self, params: Mapping[str, str]) -> Mapping[str, Any]:
        """Return the public figures as a document; ``params`` as in docs/api.md."""
        return (await self._read("GET", "/statistics", params=dict(params))).document()

    async def kiosk_heartbeat(self, name: str, key: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Say that the kiosk ``name`` is there; return its settings."""
        headers = {"Authorization": f"Bearer {key}"}
        path = f"/kiosks/{quote(name, safe='')}/heartbeat"
        return (await self._read("POST", path, headers=headers, json=dict(body))).document()

    # sending

    async def put_submission(self, item: OutboxItem, notice_version: str) -> SendOutcome:
        """Send ``item``; never raises for what a network or a gateway can do."""
        body = {
            "kind": item.kind.value,
            "fingerprint": item.fingerprint,
            "created_at": item.created_at.isoformat(),
            "app_version": item.app_version or self._app_version,
            "schema_version": item.schema_version,
            "notice_version": notice_version,
            "payload": dict(item.payload),
            "attachments": list(item.attachments),
        }
        try:
            answer = await self._ask("PUT", f"/submissions/{quote(item.id)}", json=body)
        except GatewayError as error:
            return _unsent(error)
        return send_outcome(answer, item, self._clock.now())

    async def upload(self, sha256: str, content: bytes) -> SendOutcome | None:
        """Make the gateway hold ``content``, going on where an earlier try ended; None when it does.

        Never raises for what a network or a gateway can do.
        """
        path = f"/attachments/{quote(sha256)}"
        try:
            answer = await self._ask("HEAD", path)
            if answer.status == 200 and "html" not in answer.media_type:
                return None
            if answer.status != 404:
                return self._upload_outcome(answer)
            return await self._upload_parts(path, content, _offset(answer, len(content)) or 0)
        except GatewayError as error:
            return _unsent(error)

    async def _upload_parts(self, path: str, content: bytes, start: int) -> SendOutcome | None:
        total, offset = len(content), start if start < len(content) else 0
        for _ in range(2 * total // PART_BYTES + 4):
            part = content[offset : offset + PART_BYTES]
            span = f"bytes {offset}-{offset + len(part) - 1}/{total}"
            headers = {"Content-Range": span, "Content-Type": "application/octet-stream"}
            answer = await self._ask("PUT", path, headers=headers, content=part)
            if answer.status in {200, 201} and "html" not in answer.media_type:
                return None
            kept = _offset(answer, total)
            if answer.status not in {202, 409} or kept is None:
                return self._upload_outcome(answer)
            offset = kept
        return Deferred(Interrupted.default_message_id)

    def _upload_outcome(self, answer: Answer) -> SendOutcome:
        error = read_error(answer, self._clock.now())
        if error is not None and error.message_id == "error.captive_portal":
            return Held(QueuePause.CAPTIVE_PORTAL)
        return refusal_outcome(answer, self._clock.now())

    # the wire

    async def _read(self, method: str, path: str, **options: Any) -> Answer:
        answer = await self._ask(method, path, **options)
        error = read_error(answer, self._clock.now())
        if error is not None:
            raise error
        return answer

    async def _ask(self, method: str, path: str, **options: Any) -> Answer:
        try:
            async with asyncio.timeout(DEADLINE_S), self._stream(method, path, **options) as response:
                return await self._answer(response)
        except TimeoutError as error:
            raise Interrupted("deadline") from error

    @asynccontextmanager
    async def _stream(self, method: str, path: str, **options: Any) -> AsyncIterator[httpx.Response]:
        try:
            async with self._http.stream(method, self._base + path, **options) as response:
                yield response
        except _NEVER_SENT as error:
            raise Unreachable(type(error).__name__) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise Interrupted(type(error).__name__) from error

    async def _answer(self, response: httpx.Response) -> Answer:
        body = bytearray()
        async for chunk in response.aiter_bytes():
            body += chunk
            if len(body) > _BODY_CAP_BYTES:
                raise BadAnswer("too large")
        headers: Mapping[str, str] = {key.lower(): value for key, value in response.headers.items()}
        return Answer(response.status_code, headers, bytes(body), self._host)

    def _error(self, answer: Answer) -> GatewayError:
        return read_error(answer, self._clock.now()) or BadAnswer(str(answer.status))


def _type_of(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", ""))


def _offset(answer: Answer, total: int) -> int | None:
    value = answer.headers.get("upload-offset", "")
    return int(value) if value.isdigit() and int(value) <= total else None


def _unsent(error: GatewayError) -> SendOutcome:
    if isinstance(error, Unreachable):
        return Held(QueuePause.OFFLINE)
    return Deferred(error.message_id)
