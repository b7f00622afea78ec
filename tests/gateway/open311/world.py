"""A province with a few services, a partner's key, and requests in every state."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from xml.etree.ElementTree import Element

import httpx
from defusedxml.ElementTree import fromstring
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.db import Database
from gateway.feed.repository import upsert_rows
from gateway.forms.repository import publish_forms
from gateway.staff.keys import add_key
from gateway.submissions.tables import Submission
from gateway.tickets.effects import Order
from gateway.tickets.service import REPORTER, SYSTEM, Actor, act, perform
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import Action
from tests.gateway.samples import NOW, VILLAGE

V2 = "/open311/v2"
LISTS = {"services", "attributes", "values", "service_requests", "service_request_updates", "errors",
         "endpoints", "formats", "notes"}  # fmt: skip


def words(text: str) -> dict[str, str]:
    return {"id": text, "en": f"{text} (en)"}


def options(*keys: str) -> list[dict[str, Any]]:
    return [{"key": key, "label": words(key.capitalize())} for key in keys]


ROAD_FORM: dict[str, Any] = {
    "version": 1,
    "public_position": "exact",
    "fields": [
        {"code": "kind", "type": "choice", "required": True, "public": True,
         "label": words("Apa yang rusak?"), "options": options("pothole", "bridge", "other")},
        {"code": "other", "type": "text", "required": True, "public": True, "label": words("Sebutkan"),
         "max_length": 40, "show_if": {"field": "kind", "in": ["other"]}},
        {"code": "where", "type": "location", "required": True, "label": words("Di mana?")},
        {"code": "village", "type": "village", "required": True, "label": words("Desa")},
        {"code": "details", "type": "text", "multiline": True, "required": True, "public": True,
         "label": words("Ceritakan"), "help": words("Singkat saja.")},
        {"code": "depth", "type": "number", "min": 0, "max": 300, "unit": words("cm"), "public": True,
         "label": words("Dalamnya")},
        {"code": "since", "type": "date", "max": "today", "public": True, "label": words("Sejak kapan?")},
        {"code": "dangers", "type": "choices", "public": True, "label": words("Bahaya"),
         "options": options("dark", "bend", "school")},
        {"code": "name", "type": "text", "format": "name", "required": True, "label": words("Nama")},
        {"code": "phone", "type": "text", "format": "phone", "label": words("Telepon")},
        {"code": "photo", "type": "file", "label": words("Foto"), "max_items": 2},
        {"code": "truth", "type": "consent", "required": True, "label": words("Ini benar")},
    ],
}  # fmt: skip
INFORMATION_FORM: dict[str, Any] = {
    "version": 3,
    "public_position": "none",
    "fields": [{"code": "place", "type": "location", "label": words("Di mana?")}],
}


def service(service_id: str, form: Mapping[str, Any] | None, **changes: Any) -> dict[str, Any]:
    sample = {
        "id": service_id,
        "name": words(service_id.replace("-", " ").capitalize()),
        "owner": "Dinas",
        "agency_id": "dinas-pupr",
        "group": "complaint",
        "target_days": 5,
        "form": form,
        "source": "rekaan",
        "precision": "rekaan",
        "verified": "memory",
    }
    return {**sample, **changes}


SERVICES = [
    service("lubang-jalan", ROAD_FORM, keywords=["lubang", "aspal"], who=words("Semua orang.")),
    service("informasi.publik_1", INFORMATION_FORM, target_days=None, group="information"),
    service("bayar-pajak", None),
]


async def build(database: Database) -> str:
    """Store the services and a partner; return the partner's API key."""
    async with database.write() as session:
        await upsert_rows(session, "services", SERVICES)
        await upsert_rows(session, "agencies", [{"id": "dinas-pupr", "name": "Dinas PUPR"}])
        await upsert_rows(
            session,
            "regions",
            [
                {"id": "17.71.03", "level": "district", "name": "Teluk Segara"},
                {"id": VILLAGE, "level": "village", "name": "Kebun Keling", "lat": -3.79, "lon": 102.25},
            ],
        )
        await publish_forms(session, SERVICES, NOW)
        return (await add_key(session, "Kota Pintar", "kota@contoh.invalid", NOW))[1]


def report(**changes: Any) -> dict[str, Any]:
    """Return the parameters of a complete report, but for the key."""
    sample = {
        "service_code": "lubang-jalan",
        "lat": "-3.7901",
        "long": "102.2512",
        "attribute[kind]": "pothole",
        "attribute[truth]": "yes",
        "description": "Lubang besar di tikungan.",
        "first_name": "Bunga",
        "last_name": "Rampai",
    }
    merged = {**sample, **changes}
    return {name: value for name, value in merged.items() if value is not None}


async def post(client: httpx.AsyncClient, suffix: str = "json", **changes: Any) -> httpx.Response:
    """File a report."""
    return await client.post(f"{V2}/requests.{suffix}", data=report(**changes))


async def file(client: httpx.AsyncClient, key: str, **changes: Any) -> str:
    """File a report and return its number."""
    answer = await post(client, api_key=key, **changes)
    assert answer.status_code == 200, answer.text
    number: str = answer.json()[0]["service_request_id"]
    return number


async def do(app: FastAPI, number: str, action: Action, now: datetime, **order: Any) -> None:
    """Let an officer, the reporter or time do something to a ticket."""
    async with app.state.services.database.write() as session:
        ticket, submission = await _load(session, number)
        by = {Action.ACCEPT: REPORTER, Action.REOPEN: REPORTER, Action.RATE: REPORTER, Action.EXPIRE: SYSTEM}
        if action in by or action is Action.WITHDRAW:
            await perform(session, ticket, submission, by.get(action, REPORTER), action, now, Order(**order))
        else:
            await act(session, Actor("agency", None, "dinas-pupr", "Petugas"), ticket, action, now, **order)


async def stored(app: FastAPI, number: str) -> tuple[Ticket, Submission]:
    """Return what the database knows of a request."""
    async with app.state.services.database.read() as session:
        return await _load(session, number)


async def _load(session: AsyncSession, number: str) -> tuple[Ticket, Submission]:
    join = select(Ticket, Submission).join(Submission, Submission.id == Ticket.submission_id)
    row = (await session.execute(join.where(Submission.number == number))).one()
    return row[0], row[1]


def plain(element: Element) -> Any:
    """Return an XML element as the JSON that it stands for; every value is text."""
    if element.tag in LISTS:
        return [plain(child) for child in element]
    if len(element):
        return {child.tag: plain(child) for child in element}
    return element.text


def texts(value: Any) -> Any:
    """Return JSON with every value as XML shows it."""
    match value:
        case dict():
            return {name: texts(member) for name, member in value.items()} or None
        case list():
            return [texts(member) for member in value]
        case bool():
            return str(value).lower()
        case None:
            return None
    return str(value) or None


def read(answer: httpx.Response, suffix: str, root: str) -> Any:
    """Return the document of an answer in either format, after checking its type and root."""
    if suffix == "json":
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        return json.loads(answer.content.decode("utf-8"))
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert answer.content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    element = fromstring(answer.content)
    assert element.tag == root
    return plain(element)


def errors(answer: httpx.Response, suffix: str) -> list[tuple[str, str]]:
    """Return (code, parameter) of every error."""
    found = read(answer, suffix, "errors")
    assert all(set(error) == {"code", "description"} and error["description"] for error in found)
    assert found[0]["code"] == str(answer.status_code)
    return [(error["code"], error["description"].partition(":")[0]) for error in found]


def numbers(document: Iterable[Mapping[str, Any]]) -> list[str]:
    return [request["service_request_id"] for request in document]


def later(days: float = 0, **delta: float) -> datetime:
    return NOW + timedelta(days=days, **delta)
