"""Any history: whatever officers, the reporter and time do in any order, the ticket stays consistent."""

from __future__ import annotations

from datetime import datetime, timedelta

from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.db import Database
from gateway.submissions.tables import Submission
from gateway.tickets import repository
from gateway.tickets.public import TicketQuery, find_public
from gateway.tickets.service import OFFICER_ACTIONS, REPORTER, SYSTEM, Order, act, perform
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import OPEN_STATES, Action, Refused, State
from gateway.tickets.transitions import apply as move
from tests.gateway.samples import AGENCY, NOW, new_id
from tests.gateway.tickets.world import OTHER_AGENCY, add_ticket, officer

ACTIONS = st.lists(st.tuples(st.sampled_from(Action), st.integers(0, 5000)), min_size=3, max_size=14)
CLOSED = set(State) - OPEN_STATES
ANSWERS = ("answered", "resolved", "rejected")


async def _step(session: AsyncSession, key: str, action: Action, now: datetime, target: str) -> None:
    """Do it the way its owner does; what the state forbids changes nothing."""
    await sequence.lock(session)
    found = await repository.load(session, key)
    assert found is not None
    try:
        move(found[1].status, action)
    except Refused:
        return
    if action not in OFFICER_ACTIONS:
        actor = SYSTEM if action is Action.EXPIRE else REPORTER
        await perform(session, *found, actor, action, now, Order(text="Kata warga.", stars=3))
        return
    staff = await officer(session, f"{new_id()}@contoh.id")
    away = AGENCY if found[0].agency_id == OTHER_AGENCY else OTHER_AGENCY
    await act(
        session,
        staff,
        found[0],
        action,
        now,
        text="Kata petugas.",
        no_proof_reason="Tidak dapat difoto." if action is Action.RESOLVE else "",
        agency_id=away,
        assignee_id=staff.staff_id,
        target=await session.get_one(Ticket, target),
    )


async def _check(session: AsyncSession, key: str) -> None:
    found = await repository.load(session, key)
    assert found is not None
    ticket, submission = found
    events = [(event.event, event.at) for event in await repository.events_of(session, key)]

    def times(*names: str) -> list[datetime]:
        return [at for name, at in events if name in names]

    state = State(submission.status)
    assert ticket.answered_at == next(iter(times(*ANSWERS)), None)
    assert (ticket.closed_at is not None) == (state in CLOSED)
    assert ticket.reopened == len(times("reopened"))
    last_opened = max(times("reopened"), default=NOW)
    assert ticket.resolved_at == max((at for at in times("resolved") if at > last_opened), default=None)
    assert (ticket.duplicate_of is not None) == (state is State.DUPLICATE)
    assert submission.updated_at == max(at for name, at in events if name != "note")
    _check_public(await find_public(session, TicketQuery(numbers=[submission.number])), submission)


def _check_public(found: list[object], submission: Submission) -> None:
    assert len(found) == 1
    assert submission.id not in repr(found)
    assert "Kata warga" not in repr(found)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=ACTIONS)
async def test_any_history(app: FastAPI, history: list[tuple[Action, int]]) -> None:
    database: Database = app.state.services.database
    key, target = await add_ticket(database), await add_ticket(database)
    now, seqs = NOW, []
    for action, minutes in history:
        now += timedelta(minutes=minutes + 1)
        async with database.write() as session:
            await _step(session, key, action, now, target)
        async with database.read() as session:
            await _check(session, key)
            seqs.append((await session.get_one(Submission, key)).seq)
    assert seqs == sorted(seqs)
