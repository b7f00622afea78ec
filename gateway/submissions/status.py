"""What became of submissions, for those who hold their UUIDs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from gateway import sequence
from gateway.errors import Problem
from gateway.sequence import FeedState
from gateway.submissions import repository
from gateway.submissions.schemas import StatusQuery
from gateway.submissions.tables import Submission, SubmissionEvent
from gateway.tickets.wire import Background, load_background, ticket_facts, timeline
from gateway.tokens import Token, decode


async def get_status(session: AsyncSession, submission_id: str) -> dict[str, Any]:
    """Return the status and timeline of one submission; raises 404."""
    submission = await repository.find_submission(session, submission_id)
    if submission is None:
        raise Problem(404, "unknown_submission", "There is no such submission.")
    return (await _describe(session, [submission]))[0]


async def get_statuses(session: AsyncSession, query: StatusQuery) -> dict[str, Any]:
    """Return those of ``query.ids`` that changed after ``query.since``, the unknown ones and a token.

    A token of another database counts as none: the answer is then complete. Raises the 400 ``bad_token``.
    """
    state = await sequence.position(session)
    after = _seq_of(query.since, state)
    known = await repository.find_many(session, query.ids)
    found = {submission.id for submission in known}
    changed = [submission for submission in known if submission.seq > after]
    return {
        "items": await _describe(session, changed),
        "unknown": [submission_id for submission_id in query.ids if submission_id not in found],
        "token": Token(state.epoch, state.last_seq).encode(),
    }


def _seq_of(since: str | None, state: FeedState) -> int:
    if not since:
        return 0
    token = decode(since)
    if token is None:
        raise Problem(400, "bad_token", "This is not a change token.")
    return token.seq if token.epoch == state.epoch and token.seq <= state.last_seq else 0


async def _describe(session: AsyncSession, submissions: Sequence[Submission]) -> list[dict[str, Any]]:
    ids = [submission.id for submission in submissions]
    events = await repository.timelines(session, ids)
    background = await load_background(session, ids, events)
    return [_as_wire(submission, events.get(submission.id, []), background) for submission in submissions]


def _as_wire(
    submission: Submission, events: Sequence[SubmissionEvent], background: Background
) -> dict[str, Any]:
    return {
        "id": submission.id,
        "kind": submission.kind,
        "number": submission.number,
        "status": submission.status,
        "received_at": submission.received_at.isoformat(),
        "updated_at": submission.updated_at.isoformat(),
        "ticket": ticket_facts(submission, background),
        "timeline": timeline(submission, events, background),
    }
