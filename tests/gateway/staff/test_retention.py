"""Personal data of tickets that were closed long ago goes; what is public stays."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from typer.testing import CliRunner

from gateway.app import create_app
from gateway.attachments.tables import Attachment
from gateway.cli import app as commands
from gateway.clock import SystemClock
from gateway.migrate import migrate
from gateway.settings import Settings
from gateway.staff.retention import due, erase_due
from gateway.submissions.tables import Submission, SubmissionEvent
from gateway.tickets import repository
from gateway.tickets.public import TicketQuery, find_public
from gateway.tickets.tables import Ticket, TicketAct
from tests.gateway.samples import NOW, new_id
from tests.gateway.staff.desk import audit_entries, services_of
from tests.gateway.staff.tickets import NIK, add_ticket, prepare

LONG_AGO = NOW - timedelta(days=731)
BEFORE = NOW - timedelta(days=730)
PHOTO = "a" * 64


async def _close(app: FastAPI, number: str, status: str = "closed", closed_days_ago: int = 731) -> None:
    """Bring a ticket to its end, with a comment, the agency's answer and a photo."""
    async with services_of(app).database.write() as session:
        found = await repository.find_by_number(session, number)
        assert found is not None
        ticket, submission = found
        submission.status = status
        ticket.closed_at = NOW - timedelta(days=closed_days_ago)
        ticket.rating_text = "Terima kasih, dari Budi"
        notes = {
            "comment": "Saya Budi, 0800 0000 0000",
            "note": "Budi menelepon",
            "answered": "Baik Pak Budi",
        }
        session.add_all(
            SubmissionEvent(submission_id=submission.id, at=LONG_AGO, event=event, note=note)
            for event, note in notes.items()
        )
        act = Submission(
            id=new_id(), kind="comment", number=new_id(), status="received", received_at=LONG_AGO,
            updated_at=LONG_AGO, seq=submission.seq + 1_000, created_at=LONG_AGO, app_version="0.1.0",
            schema_version=1, notice_version="2026-11", payload={"text": "Saya Budi"},
        )  # fmt: skip
        session.add(act)
        await session.flush()
        session.add(TicketAct(submission_id=act.id, target_id=submission.id))


async def _everything(app: FastAPI) -> str:
    """Return what the tables hold about tickets, as one text."""
    found = []
    async with services_of(app).database.read() as session:
        for table in (Ticket, Submission, SubmissionEvent):
            for row in (await session.execute(select(table))).scalars():
                found += [repr(getattr(row, column.key)) for column in table.__table__.columns]
    return " ".join(found)


async def test_erases_the_personal_and_keeps_the_public(app_on_both: FastAPI) -> None:
    app = app_on_both
    await prepare(app)
    async with services_of(app).database.write() as session:
        columns = {"media_type": "image/jpeg", "size": 1, "width": 1, "height": 1}
        session.add(Attachment(sha256=PHOTO, clean_sha256=PHOTO, clean_size=1, stored_at=NOW, **columns))
    number = await add_ticket(app, files=(PHOTO,))
    await _close(app, number)
    database = services_of(app).database
    async with database.read() as session:
        before = await find_public(session, TicketQuery(with_events=False))
    count, files = await erase_due(database, BEFORE, NOW)
    assert (count, files) == (1, [PHOTO])
    text = await _everything(app)
    for secret in ("Budi", "0800", "budi@", NIK, "102.2608", "Terima kasih"):
        assert secret not in text
    async with database.read() as session:
        assert await find_public(session, TicketQuery(with_events=False)) == before
        notes = (await session.execute(select(SubmissionEvent.note).order_by(SubmissionEvent.id))).scalars()
        assert list(notes) == ["", "", "", "Baik Pak •••"]
    entry = (await audit_entries(app))[-1]
    assert (entry.action, entry.detail) == ("retention", {"tickets": 1})
    assert await erase_due(database, BEFORE, NOW) == (0, []), "the second time there is nothing left"


@pytest.mark.parametrize(
    ("status", "days", "expected"),
    [
        ("closed", 731, 1),
        ("rejected", 731, 1),
        ("duplicate", 731, 1),
        ("closed", 729, 0),
        ("in_review", 731, 0),
        ("resolved", 731, 0),
    ],
)
async def test_only_what_was_closed_long_ago(app: FastAPI, status: str, days: int, expected: int) -> None:
    await prepare(app)
    await _close(app, await add_ticket(app), status, days)
    async with services_of(app).database.read() as session:
        assert len(await due(session, BEFORE)) == expected


def test_command_counts_first_and_then_erases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAFFLESIA_DATA_DIR", str(tmp_path))
    late_by = (SystemClock().now() - NOW).days

    async def fill() -> None:
        app = create_app(Settings())
        await migrate(services_of(app).database)
        await prepare(app)
        await _close(app, await add_ticket(app), closed_days_ago=731 - min(late_by, 0))
        await services_of(app).database.dispose()

    asyncio.run(fill())
    dry = CliRunner().invoke(commands, ["retention", "--dry-run"])
    assert dry.exit_code == 0, dry.output
    assert "1 tickets" in dry.output
    assert "nothing erased" in dry.output
    assert "1 tickets" in CliRunner().invoke(commands, ["retention"]).output
    assert "0 tickets" in CliRunner().invoke(commands, ["retention"]).output
