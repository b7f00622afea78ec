"""Officers' actions on both databases: what changes, what is told, what is refused."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from gateway.attachments.tables import Attachment
from gateway.db import Database
from gateway.errors import Problem
from gateway.feed.repository import upsert_rows
from gateway.staff.tables import StaffAccount
from gateway.submissions.tables import SubmissionEvent
from gateway.tickets import repository
from gateway.tickets.public import TicketQuery, find_public
from gateway.tickets.service import Actor, act
from gateway.tickets.tables import EventFile, Ticket
from gateway.tickets.transitions import Action
from tests.gateway.samples import NOW
from tests.gateway.tickets.world import AGENCY, OTHER_AGENCY, add_ticket, officer

PROOF = "a" * 64
LATER = NOW + timedelta(hours=3)


@pytest.fixture
async def staff(database: Database) -> Actor:
    """An officer of ``AGENCY``; a proof is uploaded."""
    async with database.write() as session:
        agencies = [{"id": AGENCY, "name": "Dinas Rekaan"}, {"id": OTHER_AGENCY, "name": "Dinas Lain"}]
        await upsert_rows(session, "agencies", agencies)
        session.add(
            Attachment(
                sha256=PROOF,
                media_type="image/jpeg",
                size=1,
                width=1,
                height=1,
                clean_sha256=PROOF,
                clean_size=1,
                stored_at=NOW,
            )
        )
        return await officer(session)


async def do(database: Database, staff: Actor, key: str, action: Action, **details: Any) -> None:
    async with database.write() as session:
        ticket = await session.get_one(Ticket, key)
        await act(session, staff, ticket, action, LATER, **details)


async def look(database: Database, key: str) -> tuple[Ticket, str, list[SubmissionEvent]]:
    async with database.read() as session:
        found = await repository.load(session, key)
        assert found is not None
        return found[0], found[1].status, list(await repository.events_of(session, key))


async def test_taking(database: Database, staff: Actor) -> None:
    key = await add_ticket(database)
    await do(database, staff, key, Action.TAKE)
    ticket, status, events = await look(database, key)
    assert (status, ticket.assignee_id) == ("in_review", staff.staff_id)
    last = events[-1]
    assert (last.event, last.by, last.visibility, last.at) == ("taken", "agency", "reporter", LATER)
    assert (last.agency_id, last.staff_id, last.note) == (AGENCY, staff.staff_id, "")


async def test_assigning_another(database: Database, staff: Actor) -> None:
    key = await add_ticket(database)
    async with database.write() as session:
        other = await officer(session, email="lain@contoh.id")
        gone = await officer(session, email="pergi@contoh.id")
        (await session.get_one(StaffAccount, gone.staff_id)).active = False
    await do(database, staff, key, Action.ASSIGN, assignee_id=other.staff_id)
    assert (await look(database, key))[0].assignee_id == other.staff_id
    for wrong in (None, gone.staff_id, 999):
        with pytest.raises(Problem) as caught:
            await do(database, staff, key, Action.ASSIGN, assignee_id=wrong)
        assert caught.value.errors[0].field == "assignee_id"


async def test_times_of_an_answer_and_a_resolution(database: Database, staff: Actor) -> None:
    key = await add_ticket(database)
    await do(database, staff, key, Action.ANSWER, text=" Kami perbaiki. ")
    ticket, status, events = await look(database, key)
    assert (status, ticket.answered_at, ticket.resolved_at) == ("answered", LATER, None)
    assert (events[-1].note, events[-1].visibility) == ("Kami perbaiki.", "public")
    await do(database, staff, key, Action.RESOLVE, text="Selesai.", files=[PROOF])
    ticket, status, events = await look(database, key)
    assert (status, ticket.answered_at, ticket.resolved_at, ticket.closed_at) == (
        "resolved",
        LATER,
        LATER,
        None,
    )
    async with database.read() as session:
        files = (await session.execute(select(EventFile.event_id, EventFile.sha256))).all()
    assert [tuple(row) for row in files] == [(events[-1].id, PROOF)]


async def test_no_proof_needs_a_reason(database: Database, staff: Actor) -> None:
    key = await add_ticket(database)
    with pytest.raises(Problem) as caught:
        await do(database, staff, key, Action.RESOLVE, text="Selesai.", no_proof_reason="  ")
    assert [(e.field, e.code) for e in caught.value.errors] == [("files", "missing")]
    await do(database, staff, key, Action.RESOLVE, text="Selesai.", no_proof_reason="Hanya nasihat.")
    _, status, events = await look(database, key)
    assert (status, events[-1].note) == ("resolved", "Selesai.\n\nHanya nasihat.")


async def test_transfer(database: Database, staff: Actor) -> None:
    key = await add_ticket(database)
    await do(database, staff, key, Action.TAKE)
    due = (await look(database, key))[0].due_on
    await do(database, staff, key, Action.TRANSFER, agency_id=OTHER_AGENCY)
    ticket, status, events = await look(database, key)
    assert (status, ticket.agency_id, ticket.assignee_id) == ("received", OTHER_AGENCY, None)
    assert (ticket.due_on, events[-1].event) == (due, "transferred")


async def test_internal_note_tells_nobody(database: Database, staff: Actor) -> None:
    key = await add_ticket(database)
    async with database.read() as session:
        before = await repository.load(session, key)
    await do(database, staff, key, Action.NOTE, text="Warga sudah ditelepon.")
    async with database.read() as session:
        after = await repository.load(session, key)
        public = await find_public(session, TicketQuery())
    assert before is not None
    assert after is not None
    assert (before[1].seq, before[1].updated_at) == (after[1].seq, after[1].updated_at)
    assert (await look(database, key))[2][-1].visibility == "internal"
    assert [event.event for event in public[0].events] == ["received"]


@pytest.mark.parametrize(
    ("action", "details", "field", "code"),
    [
        (Action.ASK, {}, "text", "missing"),
        (Action.ANSWER, {"text": "  "}, "text", "missing"),
        (Action.REJECT, {"text": "a" * 4001}, "text", "too_long"),
        (Action.NOTE, {}, "text", "missing"),
        (Action.RESOLVE, {"text": "a", "files": [PROOF, PROOF]}, "files", "duplicate"),
        (Action.RESOLVE, {"text": "a", "files": [f"{n:064}" for n in range(9)]}, "files", "too_long"),
        (Action.RESOLVE, {"text": "a", "files": ["b" * 64]}, "files.0", "attachment_missing"),
        (Action.TRANSFER, {}, "agency_id", "missing"),
        (Action.TRANSFER, {"agency_id": AGENCY}, "agency_id", "unknown_value"),
        (Action.TRANSFER, {"agency_id": "nowhere"}, "agency_id", "unknown_value"),
        (Action.MERGE, {}, "target", "missing"),
    ],
)
async def test_incomplete_orders(
    database: Database, staff: Actor, action: Action, details: dict[str, Any], field: str, code: str
) -> None:
    key = await add_ticket(database)
    with pytest.raises(Problem) as caught:
        await do(database, staff, key, action, **details)
    assert [(error.field, error.code) for error in caught.value.errors] == [(field, code)]
    assert len((await look(database, key))[2]) == 1


async def test_wrong_state(database: Database, staff: Actor) -> None:
    key = await add_ticket(database)
    await do(database, staff, key, Action.REJECT, text="Bukan wewenang kami.")
    for action in (Action.TAKE, Action.ASK, Action.ANSWER, Action.RESOLVE, Action.MERGE, Action.TRANSFER):
        with pytest.raises(Problem) as caught:
            await do(database, staff, key, action, text="a")
        assert (caught.value.status, caught.value.code) == (409, "wrong_state")


async def test_an_officer_cannot_act_as_the_reporter(database: Database, staff: Actor) -> None:
    key = await add_ticket(database)
    with pytest.raises(ValueError, match="officer"):
        await do(database, staff, key, Action.WITHDRAW)


async def test_of_two_officers_one_wins(database: Database, staff: Actor) -> None:
    key = await add_ticket(database)
    orders = [do(database, staff, key, Action.RESOLVE, text=f"Selesai {n}.", files=[PROOF]) for n in range(2)]
    results = await asyncio.gather(*orders, return_exceptions=True)
    refused = [result for result in results if isinstance(result, Problem)]
    assert [(problem.status, problem.code) for problem in refused] == [(409, "wrong_state")]
    assert [event.event for event in (await look(database, key))[2]] == ["received", "resolved"]


async def test_merge_tells_both_reporters(database: Database, staff: Actor) -> None:
    kept, merged, earlier = [await add_ticket(database) for _ in range(3)]
    async with database.read() as session:
        target = await session.get_one(Ticket, kept)
        middle = await session.get_one(Ticket, merged)
    await do(database, staff, earlier, Action.MERGE, target=middle)
    await do(database, staff, merged, Action.MERGE, target=target)
    assert (await look(database, merged))[1] == (await look(database, earlier))[1] == "duplicate"
    assert (await look(database, earlier))[0].duplicate_of == kept
    assert [event.event for event in (await look(database, kept))[2]] == ["received", "merged"]
    before = await _places(database, [kept, merged, earlier])
    await do(database, staff, kept, Action.ANSWER, text="Kami perbaiki.")
    after = await _places(database, [kept, merged, earlier])
    assert all(later > sooner for later, sooner in zip(after, before, strict=True))
    await do(database, staff, kept, Action.ASK, text="Di mana?")
    assert (await _places(database, [merged, earlier])) == after[1:], "a question is for one reporter"


async def _places(database: Database, keys: list[str]) -> list[int]:
    async with database.read() as session:
        found = [await repository.load(session, key) for key in keys]
    return [pair[1].seq for pair in found if pair]


@pytest.mark.parametrize("wrong", ["itself", "service", "state"])
async def test_merging_into_the_wrong_ticket(database: Database, staff: Actor, wrong: str) -> None:
    key = await add_ticket(database)
    other = await add_ticket(database, service_id="lain" if wrong == "service" else "jalan-rusak")
    last = await add_ticket(database)
    async with database.read() as session:
        tickets = {name: await session.get_one(Ticket, name) for name in (key, other, last)}
    if wrong == "state":
        await do(database, staff, other, Action.MERGE, target=tickets[last])
    with pytest.raises(Problem) as caught:
        await do(database, staff, key, Action.MERGE, target=tickets[key if wrong == "itself" else other])
    assert caught.value.errors[0].field == "target"
