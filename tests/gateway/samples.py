"""Valid content and submissions, to be spoiled one field at a time."""

from __future__ import annotations

import hashlib
import io
import json
import uuid
from datetime import UTC, datetime
from typing import Any

import httpx
import rfc8785
from fastapi import FastAPI
from PIL import Image

from gateway.db import Database
from gateway.feed.repository import upsert_rows
from gateway.forms.repository import publish_forms

NOW = datetime(2026, 11, 21, 5, tzinfo=UTC)
VILLAGE = "17.71.03.1011"
OTHER_VILLAGE = "17.71.03.1012"
STATION = "masjid-jamik"
NOBODYS_ID = "00000000-0000-4000-8000-000000000000"
AGENCY = "dinas-rekaan"
SERVICE = "jalan-rusak"


def words(text: str) -> dict[str, str]:
    """Return a sentence in both languages."""
    return {"id": text, "en": text}


FORM: dict[str, Any] = {
    "version": 1,
    "public_position": "village",
    "fields": [
        {
            "code": "kind",
            "type": "choice",
            "required": True,
            "public": True,
            "label": words("Apa?"),
            "options": [{"key": key, "label": words(key)} for key in ("pothole", "bridge")],
        },
        {
            "code": "story",
            "type": "text",
            "multiline": True,
            "required": True,
            "public": True,
            "label": words("Cerita"),
        },
        {"code": "name", "type": "text", "format": "name", "label": words("Nama")},
        {"code": "phone", "type": "text", "format": "phone", "label": words("Telepon")},
        {"code": "email", "type": "text", "format": "email", "label": words("Surel")},
        {"code": "nik", "type": "text", "format": "nik", "label": words("NIK")},
        {"code": "where", "type": "location", "label": words("Di mana")},
        {"code": "village", "type": "village", "public": True, "label": words("Desa")},
        {
            "code": "files",
            "type": "file",
            "accept": ["image", "pdf"],
            "max_items": 5,
            "label": words("Foto"),
        },
        {"code": "letter", "type": "file", "accept": ["pdf"], "label": words("Surat")},
    ],
}

CONTENT: dict[str, list[dict[str, Any]]] = {
    "regions": [
        {"id": "17.71", "level": "regency", "name": "Kota Bengkulu"},
        {"id": VILLAGE, "level": "village", "name": "Kebun Keling", "lat": -3.79, "lon": 102.25},
        {"id": OTHER_VILLAGE, "level": "village", "name": "Malabero"},
    ],
    "wifi-stations": [{"id": STATION, "name": "Masjid Jamik", "state": "unknown"}],
    "operators": [
        {"id": "telkomsel", "name": "Telkomsel", "mobile": True},
        {"id": "indosat", "name": "Indosat", "mobile": True},
        {"id": "indihome", "name": "IndiHome", "mobile": False},
    ],
    "agencies": [
        {"id": AGENCY, "name": "Dinas Rekaan"},
        {"id": "dinas-lain", "name": "Dinas Lain"},
    ],
    "services": [{"id": SERVICE, "name": words("Jalan rusak"), "agency_id": AGENCY, "target_days": 5}],
}


async def add_content(database: Database) -> None:
    """Store ``CONTENT``, and ``FORM`` for ``SERVICE``."""
    async with database.write() as session:
        for collection, rows in CONTENT.items():
            await upsert_rows(session, collection, rows)
        await publish_forms(session, [{"id": SERVICE, "form": FORM}], NOW)


async def add_blank_spot_service(database: Database) -> None:
    """Let blank spots open tickets."""
    row = {"id": "lapor-blank-spot", "agency_id": AGENCY, "target_days": 10, "kind": "blank_spot"}
    async with database.write() as session:
        await upsert_rows(session, "services", [*CONTENT["services"], row])


def client_of(app: FastAPI) -> httpx.AsyncClient:
    """Return a client that calls the application in this process."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://gateway.test")


def new_id() -> str:
    """Return a key of a submission."""
    return str(uuid.uuid4())


def position(**changes: Any) -> dict[str, Any]:
    """Return a position in the city of Bengkulu."""
    sample = {
        "lat": -3.7928,
        "lon": 102.2608,
        "accuracy_m": 12.5,
        "source": "gps",
        "age_s": 3,
        "fixes": 4,
        "mocked": False,
    }
    return {**sample, **changes}


def blank_spot(**changes: Any) -> dict[str, Any]:
    """Return the payload of a report that Telkomsel is gone and Indosat weak."""
    sample = {
        "position": position(),
        "village_code": VILLAGE,
        "village_basis": "polygon",
        "environment": "outdoor",
        "operators": [
            {
                "operator": "telkomsel",
                "class": "blank",
                "call": False,
                "sms": None,
                "data": False,
                "technology": "none",
                "signal_dbm": None,
                "signal_reason": "platform_gives_none",
            },
            {"operator": "indosat", "class": "weak", "signal_dbm": -110},
        ],
        "observed_at": "2026-11-21T11:50:00+07:00",
        "connectivity": "none",
        "note": "Di belakang bukit tidak ada sinyal.",
        "similar_to": None,
    }
    return {**sample, **changes}


def wifi_check(**changes: Any) -> dict[str, Any]:
    """Return the payload of a check that worked."""
    sample = {
        "station_id": STATION,
        "result": "ok",
        "observed_at": "2026-11-21T11:50:00+07:00",
        "position": position(),
    }
    return {**sample, **changes}


def confirmation(**changes: Any) -> dict[str, Any]:
    """Return the payload of a "me too" about a village."""
    sample = {
        "about_type": "blank_spot_area",
        "about_id": VILLAGE,
        "agrees": True,
        "operators": ["telkomsel"],
        "observed_at": "2026-11-21T11:55:00+07:00",
        "position": None,
    }
    return {**sample, **changes}


def withdrawal(target: str) -> dict[str, Any]:
    """Return the payload that takes ``target`` back."""
    return {"target": target}


def service_request(files: tuple[str, ...] = (), **answers: Any) -> dict[str, Any]:
    """Return the payload of a request about a pothole; ``answers`` beside or instead of the usual ones."""
    sample: dict[str, Any] = {"kind": "pothole", "story": "Lubang besar di tikungan.", "village": VILLAGE}
    if files:
        sample["files"] = list(files)
    return {
        "service_id": SERVICE,
        "form_version": 1,
        "answers": {**sample, **answers},
        "observed_at": "2026-11-21T11:50:00+07:00",
    }


def comment(target: str, text: str = "Masih ada lubangnya.") -> dict[str, Any]:
    """Return the payload of a comment."""
    return {"target": target, "text": text}


def rating(target: str, stars: int = 4, text: str = "") -> dict[str, Any]:
    """Return the payload of a rating."""
    return {"target": target, "stars": stars, "text": text}


def resolution(target: str, *, accepted: bool = True, text: str = "") -> dict[str, Any]:
    """Return what the reporter says to "resolved"."""
    return {"target": target, "accepted": accepted, "text": text}


PAYLOADS = {
    "blank_spot": blank_spot,
    "wifi_check": wifi_check,
    "confirmation": confirmation,
    "service_request": service_request,
}


def fingerprint_of(body: dict[str, Any]) -> str:
    """Return the fingerprint as the contract defines it."""
    content = {name: body[name] for name in ("attachments", "kind", "payload")}
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


def submission(kind: str, payload: dict[str, Any], attachments: tuple[str, ...] = (), **changes: Any) -> dict:
    """Return the body of a submission with the right fingerprint."""
    body: dict[str, Any] = {
        "kind": kind,
        "created_at": "2026-11-21T11:51:00+07:00",
        "app_version": "0.1.0",
        "schema_version": 1,
        "notice_version": "2026-11",
        "payload": payload,
        "attachments": list(attachments),
    }
    return {**body, "fingerprint": fingerprint_of(body), **changes}


async def put(client: httpx.AsyncClient, body: Any, key: str | None = None) -> httpx.Response:
    """Send a submission; text and bytes go as they are."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    return await client.put(f"/v1/submissions/{key or new_id()}", content=raw, headers=headers)


async def feed_row(client: httpx.AsyncClient, collection: str, row_id: str) -> dict[str, Any] | None:
    """Return a row of the feed, None when it is not there."""
    answer = (await client.get(f"/v1/changes/{collection}")).json()
    return next((row for row in answer["items"] if row["id"] == row_id), None)


def image(format_name: str = "JPEG", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    """Return an image file."""
    target = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(target, format_name, **options)
    return target.getvalue()


def assert_problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Check that an answer is a problem document of that status and code; return it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert {"type", "title", "status", "detail", "errors"} <= set(body)
    assert (body["status"], body["code"]) == (status, code)
    return body
