"""The app's API below ``/v1``, and health."""

from __future__ import annotations

from typing import Final

from gateway.apidoc.parts import (
    DAY,
    KIOSK_KEY,
    KIOSK_NAME,
    TEXT,
    Json,
    answer,
    body,
    empty,
    header,
    operation,
    path,
    problems,
    query,
    ref,
)
from gateway.feed.collections import COLLECTIONS

_UUID: Final = path("submission_id", {"type": "string", "format": "uuid"}, "The submission's key")
_SHA256: Final = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_ATTACHMENT: Final = path("sha256", _SHA256, "SHA-256 of the content, lower-case hexadecimal")
_BYTES: Final = {"type": "string", "format": "binary"}
_RANGE: Final = [header("Range", "One range of bytes"), header("If-None-Match", "ETag that is known")]
_IMAGES: Final = dict.fromkeys(("jpeg", "png", "webp", "pdf"), _BYTES)
_FILTERS: Final = [
    query("from", {**DAY, "maxLength": 40}, "First day of receipt in Bengkulu; absent: 365 days"),
    query("to", {**DAY, "maxLength": 40}, "Last day of receipt; absent: today"),
    *(
        query(name, {**TEXT, "maxLength": 100}, f"Only this {name}")
        for name in ("agency", "regency", "service")
    ),
]

PATHS: Final[Json] = {
    "/healthz": {
        "get": operation(
            "Health", "getHealth", "The process lives", {"200": answer("It lives", json=ref("Health"))}
        )
    },
    "/readyz": {
        "get": operation(
            "Health",
            "getReadiness",
            "Requests can be served",
            {"200": answer("It can", json=ref("Health")), **problems()},
        )
    },
    "/v1/config": {
        "get": operation(
            "App",
            "getConfig",
            "What the app needs to know",
            {
                "200": answer("The configuration", json=ref("Config")),
                "304": empty("As known"),
                **problems(),
            },
            parameters=_RANGE[1:],
        )
    },
    "/v1/changes/{collection}": {
        "get": operation(
            "App",
            "getChanges",
            "Changes of a collection since a token",
            {"200": answer("A page of changes", json=ref("Changes")), **problems(400, 404, 410, 422)},
            parameters=[
                path("collection", {"type": "string", "enum": sorted(COLLECTIONS)}, "Name of the collection"),
                query("since", {"type": "string", "maxLength": 80}, "Token of an earlier answer"),
                query("limit", {"type": "integer", "minimum": 1, "maximum": 1000, "default": 500}, "Rows"),
            ],
        )
    },
    "/v1/packs": {
        "get": operation(
            "App",
            "getPacks",
            "Content packs",
            {"200": answer("The packs", json=ref("Packs")), **problems()},
        )
    },
    "/v1/packs/{name}": {
        method: operation(
            "App",
            f"{method}Pack",
            "A content pack",
            {
                "200": answer("The pack", gzip=_BYTES),
                "206": answer("A range of it", gzip=_BYTES),
                "304": empty("As known"),
                **problems(404, 416),
            },
            parameters=[path("name", TEXT, "Name of the pack"), *_RANGE],
        )
        for method in ("get", "head")
    },
    "/v1/attachments/{sha256}": {
        "head": operation(
            "App",
            "headAttachment",
            "How much of a file is kept",
            {"200": empty("It is complete"), "404": empty("Upload-Offset: bytes kept so far"), **problems()},
            parameters=[_ATTACHMENT],
        ),
        "put": operation(
            "App",
            "putAttachment",
            "Send a file, or a part of it",
            {
                "200": answer("It was complete already", json=ref("Upload")),
                "201": answer("It is complete now", json=ref("Upload")),
                "202": answer("The part is kept", json=ref("Upload")),
                **problems(400, 404, 409, 413, 415, 422, 429),
            },
            parameters=[_ATTACHMENT, header("Content-Range", "bytes a-b/total")],
            requestBody=body(bytes=_BYTES),
        ),
    },
    "/v1/media/{sha256}": {
        method: operation(
            "App",
            f"{method}Media",
            "A picture of a content row; its name stands for these bytes only",
            {
                "200": answer("The picture", webp=_BYTES),
                "206": answer("A range of it", webp=_BYTES),
                "304": empty("As known"),
                **problems(404, 416),
            },
            parameters=[_ATTACHMENT, *_RANGE],
        )
        for method in ("get", "head")
    },
    "/v1/submissions/{submission_id}": {
        "put": operation(
            "App",
            "putSubmission",
            "Send a submission, once",
            {
                "200": answer("Stored before: the same receipt", json=ref("Receipt")),
                "201": answer("Stored now", json=ref("Receipt")),
                **problems(400, 409, 413, 415, 422, 424, 426, 429),
            },
            parameters=[_UUID],
            requestBody=body(json=ref("Envelope")),
        ),
        "get": operation(
            "App",
            "getSubmission",
            "Status and timeline, for those who hold the key",
            {"200": answer("The status", json=ref("Status")), **problems(404, 429)},
            parameters=[_UUID],
        ),
    },
    "/v1/submissions/status": {
        "post": operation(
            "App",
            "postStatus",
            "What changed among one's own submissions",
            {
                "200": answer("Those that changed", json=ref("Statuses")),
                **problems(400, 413, 415, 422, 429),
            },
            requestBody=body(json=ref("StatusQuery")),
        )
    },
    "/v1/submissions/{submission_id}/files/{sha256}": {
        "get": operation(
            "App",
            "getFile",
            "A file that the ticket shows",
            {
                "200": answer("The file without metadata", **_IMAGES),
                "206": answer("A range of it", **_IMAGES),
                "304": empty("As known"),
                **problems(404, 416, 429),
            },
            parameters=[_UUID, _ATTACHMENT, *_RANGE],
        )
    },
    "/v1/tickets/find": {
        "post": operation(
            "App",
            "findTicket",
            "A ticket by its number and the phone given with it",
            {
                "200": answer("The ticket, without the reporter's words", json=ref("FoundTicket")),
                **problems(400, 404, 413, 415, 422, 429),
            },
            requestBody=body(json=ref("FindQuery")),
        )
    },
    "/v1/kiosks/{name}/heartbeat": {
        "post": operation(
            "App",
            "postHeartbeat",
            "A kiosk says that it lives",
            {
                "200": answer("What it should be like", json=ref("Kiosk")),
                **problems(400, 401, 413, 415, 422, 429),
            },
            parameters=[path("name", {"type": "string", "pattern": KIOSK_NAME}, "Name of the kiosk")],
            requestBody=body(json=ref("Heartbeat")),
            security=[{KIOSK_KEY: []}],
        )
    },
    "/v1/statistics": {
        "get": operation(
            "Open data",
            "getStatistics",
            "The public clock",
            {
                "200": answer("The figures", json=ref("Statistics")),
                "304": empty("As known"),
                **problems(422),
            },
            parameters=_FILTERS,
        )
    },
    "/v1/statistics/requests.csv": {
        "get": operation(
            "Open data",
            "getStatisticsRows",
            "The rows that the figures come from",
            {"200": answer("A row a ticket", csv=TEXT), "304": empty("As known"), **problems(422)},
            parameters=_FILTERS,
        )
    },
    "/v1/openapi.json": {
        "get": operation(
            "Open data",
            "getDefinition",
            "This document",
            {"200": answer("OpenAPI 3.1", json={"type": "object"}), "304": empty("As known")},
        )
    },
}
