"""What an officer does to a ticket, from the form that was sent to the gateway's own action."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import FormData, UploadFile

from gateway import sequence
from gateway.attachments.service import Attachments
from gateway.errors import Problem
from gateway.staff.audit import record
from gateway.staff.context import Desk
from gateway.staff.rights import Officer, may, officer_of
from gateway.staff.tables import StaffAccount
from gateway.submissions.tables import Submission
from gateway.tickets import repository
from gateway.tickets.service import Actor, act
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import Action

MOST_FILES: Final = 3


class TicketChanged(Exception):
    """Somebody else was faster: the page was made from an older state of the ticket."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the form asks for. ``seq`` is the state of the ticket that the officer saw."""

    action: Action
    seq: int = -1
    text: str = ""
    no_proof_reason: str = ""
    files: Sequence[str] = ()
    target: str = ""
    agency_id: str | None = None
    assignee_id: int | None = None
    kept: Mapping[str, str] = field(default_factory=dict)


def read_wish(action: Action, form: FormData) -> Wish:
    """Return what a form asks for; numbers that are none count as absent."""
    texts = {name: value for name, value in form.items() if isinstance(value, str) and name != "csrftoken"}
    seq, assignee = texts.get("seq", ""), texts.get("assignee_id", "")
    return Wish(
        action,
        seq=int(seq) if seq.isdecimal() and len(seq) < 19 else -1,
        text=texts.get("text", ""),
        no_proof_reason=texts.get("no_proof_reason", ""),
        target=texts.get("target", "").strip(),
        agency_id=texts.get("agency_id") or None,
        assignee_id=int(assignee) if assignee.isdecimal() and len(assignee) < 10 else None,
        kept=texts,
    )


async def fulfil(desk: Desk, officer: Officer, number: str, wish: Wish) -> None:
    """Do it in one transaction with its audit entry.

    Raises :class:`TicketChanged`, ``PermissionError`` when the rights do not reach, ``LookupError`` for
    a number nobody has, and the :class:`Problem` of the action.
    """
    now = desk.services.clock.now()
    async with desk.services.database.write() as session:
        await sequence.lock(session)
        ticket, submission = await _load(session, number)
        if not may(officer, f"ticket.{wish.action.value}", ticket.agency_id):
            raise PermissionError
        if submission.seq != wish.seq:
            raise TicketChanged
        before, agency_id = submission.status, ticket.agency_id
        target = await _target(session, officer, wish)
        await _check_assignee(session, ticket, wish)
        actor = Actor("agency", officer.id, ticket.agency_id, officer.name)
        change = await act(
            session,
            actor,
            ticket,
            wish.action,
            now,
            text=wish.text,
            files=wish.files,
            no_proof_reason=wish.no_proof_reason,
            target=target,
            agency_id=wish.agency_id,
            assignee_id=wish.assignee_id,
        )
        detail = {"from": before, "to": change.state.value, **_named(wish)}
        about = ("ticket", number)
        record(
            session, now, officer.id, f"ticket.{wish.action.value}", about, agency_id=agency_id, detail=detail
        )


async def take_in(attachments: Attachments, uploads: Sequence[UploadFile | str]) -> list[str]:
    """Store proofs like a resident's photos (checked, without metadata); return their SHA-256."""
    found = []
    for upload in uploads[:MOST_FILES]:
        content = await upload.read() if isinstance(upload, UploadFile) else b""
        if content:
            sha256 = hashlib.sha256(content).hexdigest()
            await attachments.put(sha256, None, _once(content))
            found.append(sha256)
    return list(dict.fromkeys(found))


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content


async def _load(session: AsyncSession, number: str) -> tuple[Ticket, Submission]:
    found = await repository.find_by_number(session, number)
    if found is None:
        raise LookupError(number)
    return found


async def _target(session: AsyncSession, officer: Officer, wish: Wish) -> Ticket | None:
    """Return the ticket to merge into; one that the officer may not read is as good as none."""
    if wish.action is not Action.MERGE or not wish.target:
        return None
    found = await repository.find_by_number(session, wish.target)
    if found is None or not may(officer, "ticket.read", found[0].agency_id):
        raise Problem(422, "invalid", "There is no such request for the same service.")
    return found[0]


async def _check_assignee(session: AsyncSession, ticket: Ticket, wish: Wish) -> None:
    """Assign to those only who may handle the ticket."""
    if wish.action is not Action.ASSIGN or wish.assignee_id is None:
        return
    account = await session.get(StaffAccount, wish.assignee_id)
    if account is None or not may(officer_of(account), "ticket.answer", ticket.agency_id):
        raise Problem(422, "invalid", "This officer does not handle the agency's tickets.")


def _named(wish: Wish) -> dict[str, Any]:
    """Return what the audit log may know of the order: ids and counts, no words."""
    match wish.action:
        case Action.MERGE:
            return {"target": wish.target}
        case Action.TRANSFER:
            return {"agency": wish.agency_id}
        case Action.ASSIGN:
            return {"assignee": wish.assignee_id}
        case Action.RESOLVE:
            return {"files": len(wish.files)}
    return {}
