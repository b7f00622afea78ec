"""The queue: which tickets an officer sees, late ones first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from gateway.clock import WIB
from gateway.staff.rights import Officer, agencies
from gateway.staff.tables import EVERY_AGENCY
from gateway.submissions.tables import Submission
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import OPEN_STATES, State

PAGE: Final = 50
OPEN: Final = "open"
ALL: Final = "all"

Pair = tuple[Ticket, Submission]
AnySelect = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What is looked for. Empty: no restriction; ``state`` is a state, ``open`` or ``all``."""

    state: str = OPEN
    service: str = ""
    agency: str = ""
    regency: str = ""
    text: str = ""
    late: bool = False
    mine: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue, and counts of everything that the filter finds."""

    tickets: Sequence[Pair]
    total: int
    late: int
    mine: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def today(now: datetime) -> date:
    """Return the day in Bengkulu."""
    return now.astimezone(WIB).date()


def is_late(ticket: Ticket, submission: Submission, day: date) -> bool:
    """Tell whether the reporter still waits after the day that was promised."""
    return submission.status in OPEN_STATES and ticket.due_on is not None and ticket.due_on < day


async def read_queue(session: AsyncSession, officer: Officer, wanted: QueueFilter, day: date) -> QueuePage:
    """Return the page of tickets that the officer may read, the late ones first, then by due day."""
    conditions = _conditions(officer, wanted, day)
    late, mine = _is_late(day), Ticket.assignee_id == officer.id
    counts = _joined(select(func.count(), _how_many(late), _how_many(mine)).select_from(Ticket), conditions)
    total, late_count, mine_count = (await session.execute(counts)).one()
    query = _joined(select(Ticket, Submission), conditions).order_by(
        case((late, 0), else_=1),
        case((Ticket.due_on.is_(None), 1), else_=0),
        Ticket.due_on,
        Submission.received_at,
        Submission.number,
    )
    rows = await session.execute(query.offset((wanted.page - 1) * PAGE).limit(PAGE))
    return QueuePage([(row[0], row[1]) for row in rows], total, late_count or 0, mine_count or 0)


async def every_ticket(
    session: AsyncSession, officer: Officer, wanted: QueueFilter, day: date, limit: int
) -> Sequence[Pair]:
    """Return what the filter finds without pages, oldest first: for the export."""
    query = _joined(select(Ticket, Submission), _conditions(officer, wanted, day, "ticket.export"))
    rows = await session.execute(query.order_by(Submission.received_at, Submission.number).limit(limit))
    return [(row[0], row[1]) for row in rows]


def _joined(query: AnySelect, conditions: Sequence[ColumnElement[bool]]) -> AnySelect:
    return query.join(Submission, Submission.id == Ticket.submission_id).where(*conditions)


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _is_late(day: date) -> ColumnElement[bool]:
    return and_(Submission.status.in_(_names(OPEN_STATES)), Ticket.due_on < day)


def _names(states: frozenset[State]) -> list[str]:
    return sorted(state.value for state in states)


def _conditions(
    officer: Officer, wanted: QueueFilter, day: date, action: str = "ticket.read"
) -> list[ColumnElement[bool]]:
    held = agencies(officer, action)
    found: list[ColumnElement[bool]] = []
    if EVERY_AGENCY not in held:
        found.append(Ticket.agency_id.in_(held))
    if wanted.state == OPEN:
        found.append(Submission.status.in_(_names(OPEN_STATES)))
    elif wanted.state != ALL:
        found.append(Submission.status == wanted.state)
    for column, value in (
        (Ticket.service_id, wanted.service),
        (Ticket.agency_id, wanted.agency),
        (Ticket.regency_code, wanted.regency),
    ):
        if value:
            found.append(column == value)
    if wanted.late:
        found.append(_is_late(day))
    if wanted.mine:
        found.append(Ticket.assignee_id == officer.id)
    if wanted.text:
        found.append(_contains(wanted.text))
    return found


def _contains(text: str) -> ColumnElement[bool]:
    columns = (Submission.number, Ticket.public_text)
    return or_(*(func.lower(column).contains(text.lower(), autoescape=True) for column in columns))
