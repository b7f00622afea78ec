"""Doing something to a ticket: the action is allowed or refused, and becomes one event.

Callers are inside ``Database.write()``. The state is read again under the sequence lock, so that of two
who act at once the second meets what the first has done.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.errors import Problem
from gateway.submissions.tables import Submission
from gateway.tickets import repository
from gateway.tickets.checks import check_order
from gateway.tickets.effects import Order, settle
from gateway.tickets.events import REPORTER, SYSTEM, Actor, record
from gateway.tickets.opening import NewTicket, open_ticket
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import Action, Change, Refused, State, apply

__all__ = [
    "OFFICER_ACTIONS",
    "REPORTER",
    "SYSTEM",
    "Actor",
    "NewTicket",
    "Order",
    "act",
    "open_ticket",
    "perform",
]

OFFICER_ACTIONS: Final = frozenset(
    {
        Action.TAKE,
        Action.ASSIGN,
        Action.ASK,
        Action.ANSWER,
        Action.RESOLVE,
        Action.REJECT,
        Action.MERGE,
        Action.TRANSFER,
        Action.NOTE,
    }
)


async def act(
    session: AsyncSession,
    actor: Actor,
    ticket: Ticket,
    action: Action,
    now: datetime,
    *,
    text: str = "",
    files: Sequence[str] = (),
    no_proof_reason: str = "",
    target: Ticket | None = None,
    agency_id: str | None = None,
    assignee_id: int | None = None,
) -> Change:
    """Do what an officer asks; return the new state and the event.

    ``files``: SHA-256 of uploaded photos or documents; ``target``: of ``merge``; ``agency_id``: of
    ``transfer``; ``assignee_id``: of ``assign``. Whether the officer may do it is the caller's question.
    Raises 409 ``wrong_state``, 422 with the member to correct, 424 for files that are not there.
    """
    if action not in OFFICER_ACTIONS:
        raise ValueError(f"{action} is not an officer's")
    await sequence.lock(session)
    ticket, submission = await _load(session, ticket)
    order = Order(
        text=text.strip(),
        files=tuple(files),
        no_proof_reason=no_proof_reason.strip(),
        target_id=target.submission_id if target else None,
        agency_id=agency_id,
        assignee_id=actor.staff_id if action is Action.TAKE else assignee_id,
    )
    try:
        apply(submission.status, action)
    except Refused as refused:
        detail = f"Not possible any more: the request is {refused.state}."
        raise Problem(409, "wrong_state", detail) from refused
    await check_order(session, ticket, action, order)
    change = await perform(session, ticket, submission, actor, action, now, order)
    if action is Action.MERGE:
        await _follow(session, ticket, actor, now)
    return change


async def perform(
    session: AsyncSession,
    ticket: Ticket,
    submission: Submission,
    actor: Actor,
    action: Action,
    now: datetime,
    order: Order,
) -> Change:
    """Change the ticket and its timeline; raises :class:`Refused`. The caller holds the sequence lock."""
    change = apply(submission.status, action)
    settle(ticket, action, order, now)
    submission.status = change.state.value
    await record(session, submission, actor, change.event, now, note=order.note, files=order.files)
    return change


async def _load(session: AsyncSession, ticket: Ticket) -> tuple[Ticket, Submission]:
    found = await repository.load(session, ticket.submission_id)
    if found is None:
        raise LookupError("the ticket is gone")
    return found


async def _follow(session: AsyncSession, merged: Ticket, actor: Actor, now: datetime) -> None:
    """Point what was merged into ``merged`` to the ticket that it is part of now, and tell its reporter."""
    assert merged.duplicate_of is not None
    found = await repository.load(session, merged.duplicate_of)
    assert found is not None
    for duplicate, _ in await repository.duplicates_of(session, merged.submission_id):
        duplicate.duplicate_of = merged.duplicate_of
    await session.flush()
    await record(session, found[1], actor, "merged", now)


async def release_duplicates(session: AsyncSession, submission_id: str, now: datetime) -> None:
    """Bring what was merged into a withdrawn ticket back to the desk: its cause may still be there."""
    for ticket, submission in await repository.duplicates_of(session, submission_id):
        ticket.duplicate_of = ticket.closed_at = None
        submission.status = State.RECEIVED.value
        await record(session, submission, SYSTEM, "reopened", now)
