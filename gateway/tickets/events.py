"""Writing the timeline: who did what, who may read it, and the new place in the sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.submissions.tables import Submission, SubmissionEvent
from gateway.tickets import repository
from gateway.tickets.repository import INTERNAL
from gateway.tickets.tables import EventFile

AGENCY_PUBLIC: Final = frozenset({"answered", "resolved", "rejected"})
"""Events whose words everybody may read, redacted."""
PUBLIC_EVENTS: Final = AGENCY_PUBLIC | {
    "received",
    "taken",
    "transferred",
    "duplicate",
    "reopened",
    "closed",
    "closed_silently",
}
"""Events that everybody may know of; the words of the others belong to the reporter and the agency."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: ``by`` is reporter, agency or system; the rest is known of officers only."""

    by: str
    staff_id: int | None = None
    agency_id: str | None = None
    name: str = ""


REPORTER: Final = Actor("reporter")
SYSTEM: Final = Actor("system")


async def record(
    session: AsyncSession,
    submission: Submission,
    actor: Actor,
    event: str,
    now: datetime,
    *,
    note: str = "",
    files: Sequence[str] = (),
) -> SubmissionEvent:
    """Add an event; all but internal notes move the submission on in the sequence.

    Those who were merged into it are moved as well when they are told of the event.
    """
    row = SubmissionEvent(
        submission_id=submission.id,
        at=now,
        event=event,
        note=note,
        by=actor.by,
        visibility=_visibility(event),
        agency_id=actor.agency_id,
        staff_id=actor.staff_id,
    )
    session.add(row)
    await session.flush()
    session.add_all(
        EventFile(event_id=row.id, sha256=sha256, place=place) for place, sha256 in enumerate(files)
    )
    if row.visibility != INTERNAL:
        await _move(session, submission, event, now)
    await session.flush()
    return row


async def _move(session: AsyncSession, submission: Submission, event: str, now: datetime) -> None:
    moved = [submission]
    if event in PUBLIC_EVENTS:
        moved += [other for _, other in await repository.duplicates_of(session, submission.id)]
    for one, seq in zip(moved, await sequence.allocate(session, len(moved)), strict=True):
        one.seq, one.updated_at = seq, now


def _visibility(event: str) -> str:
    if event == "note":
        return INTERNAL
    return "public" if event in AGENCY_PUBLIC else "reporter"
