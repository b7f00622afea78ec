"""A gateway that serves photos and nothing else."""

from __future__ import annotations

import hashlib

import httpx


class MediaServer(httpx.AsyncBaseTransport):
    """``files`` by SHA-256; ``asked``: every address that was asked for, photos only."""

    def __init__(self, *contents: bytes) -> None:
        self.files = {hashlib.sha256(content).hexdigest(): content for content in contents}
        self.asked: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if "/v1/media/" not in request.url.path:
            raise httpx.ConnectError("nothing but photos", request=request)
        self.asked.append(str(request.url))
        content = self.files.get(request.url.path.rpartition("/")[2])
        if content is None:
            problem = b'{"status": 404, "code": "unknown_file", "title": "none", "errors": []}'
            headers = {"Content-Type": "application/problem+json"}
            return httpx.Response(404, request=request, content=problem, headers=headers)
        return httpx.Response(200, request=request, content=content, headers={"Content-Type": "image/webp"})
