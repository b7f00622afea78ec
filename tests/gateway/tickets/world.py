"""Tickets and officers, with and without the way through the API."""

from __future__ import annotations

import hashlib
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.db import Database
from gateway.feed.repository import upsert_rows
from gateway.staff.tables import StaffAccount
from gateway.state import Services
from gateway.submissions import repository
from gateway.submissions.tables import Submission
from gateway.tickets.places import Place
from gateway.tickets.service import Actor, NewTicket, act, open_ticket
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import Action
from tests.gateway.samples import (
    AGENCY,
    NOW,
    SERVICE,
    assert_problem,
    new_id,
    put,
    service_request,
    submission,
)

OTHER_AGENCY = "dinas-lain"


async def officer(session: AsyncSession, email: str = "petugas@contoh.id", agency: str = AGENCY) -> Actor:
    """Store an officer's account and return the actor."""
    account = StaffAccount(email=email, name="Petugas Rekaan", active=True, created_at=NOW)
    session.add(account)
    await session.flush()
    return Actor("agency", account.id, agency, account.name)


async def add_ticket(
    database: Database, service_id: str = SERVICE, place: Place | None = None, **changes: Any
) -> str:
    """Store a submission with a ticket and return its key; ``changes``: members of the new ticket."""
    key = new_id()
    async with database.write() as session:
        row = {"id": service_id, "agency_id": AGENCY, "target_days": 5}
        await upsert_rows(session, "services", [row])
        stored = Submission(
            id=key,
            kind="service_request",
            created_at=NOW,
            app_version="0.1.0",
            schema_version=1,
            notice_version="2026-11",
            payload={"service_id": service_id},
        )
        await repository.add_submission(session, stored, [], NOW)
        await open_ticket(session, stored, NewTicket(service_id, place or Place(), **changes))
    return key


async def file_ticket(client: httpx.AsyncClient, files: tuple[str, ...] = (), **answers: Any) -> str:
    """Send a request about a pothole and return its key."""
    return await send(client, "service_request", service_request(files, **answers), files)


async def send(
    client: httpx.AsyncClient, kind: str, payload: dict[str, Any], files: tuple[str, ...] = ()
) -> str:
    """Send a submission that is stored and return its key."""
    key = new_id()
    answer = await put(client, submission(kind, payload, files), key)
    assert answer.status_code == 201, answer.text
    return key


async def refused(client: httpx.AsyncClient, kind: str, payload: dict[str, Any], *files: str) -> Any:
    """Send a submission that is refused and return (field, code) of every problem."""
    problem = assert_problem(await put(client, submission(kind, payload, files)), 422, "invalid")
    return [(error["field"], error["code"]) for error in problem["errors"]]


async def upload(client: httpx.AsyncClient, content: bytes) -> str:
    """Upload a file and return its SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    answer = await client.put(f"/v1/attachments/{sha256}", content=content)
    assert answer.status_code in (200, 201), answer.text
    return sha256


async def status_of(client: httpx.AsyncClient, key: str) -> dict[str, Any]:
    """Return what its reporter is told of a submission."""
    answer = await client.get(f"/v1/submissions/{key}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


class Desk:
    """An officer of ``AGENCY`` who acts by the clock of the application."""

    def __init__(self, app: FastAPI) -> None:
        self._services: Services = app.state.services
        self._actor: Actor | None = None

    async def do(self, key: str, action: Action, **details: Any) -> None:
        """Act on a ticket; ``target`` is a key."""
        async with self._services.database.write() as session:
            self._actor = self._actor or await officer(session, f"{new_id()}@contoh.id")
            if "target" in details:
                details["target"] = await session.get_one(Ticket, details["target"])
            ticket = await session.get_one(Ticket, key)
            await act(session, self._actor, ticket, action, self._services.clock.now(), **details)

    async def resolve(self, key: str, *files: str) -> None:
        """Say that it is done."""
        reason = {} if files else {"no_proof_reason": "Tidak ada yang dapat difoto."}
        await self.do(key, Action.RESOLVE, text="Sudah ditambal.", files=files, **reason)
