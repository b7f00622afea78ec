"""Whether an officer's action is complete: its words, its proof, and what it names."""

from __future__ import annotations

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from gateway.errors import invalid_field
from gateway.feed.repository import get_row
from gateway.staff.tables import StaffAccount
from gateway.submissions.uploads import require_uploaded
from gateway.tickets import repository
from gateway.tickets.effects import Order
from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import Action, State

MAX_TEXT: Final = 4000
MAX_FILES: Final = 8

_NEED_TEXT: Final = frozenset({Action.ASK, Action.ANSWER, Action.RESOLVE, Action.REJECT, Action.NOTE})
_NO_TARGETS: Final = frozenset({State.DUPLICATE, State.WITHDRAWN})


async def check_order(session: AsyncSession, ticket: Ticket, action: Action, order: Order) -> None:
    """Raise 422 with the member to correct, or 424 for files that were not uploaded."""
    _check_words(action, order)
    await _check_files(session, order.files)
    match action:
        case Action.MERGE:
            await _check_target(session, ticket, order.target_id)
        case Action.TRANSFER:
            await _check_agency(session, ticket, order.agency_id)
        case Action.ASSIGN:
            await _check_assignee(session, order.assignee_id)
        case _:
            pass


def _check_words(action: Action, order: Order) -> None:
    if action in _NEED_TEXT and not order.text:
        raise invalid_field("text", "missing", "Say it in words.")
    for name in ("text", "no_proof_reason"):
        if len(getattr(order, name)) > MAX_TEXT:
            raise invalid_field(name, "too_long", f"At most {MAX_TEXT} characters.")
    if action is Action.RESOLVE and not order.files and not order.no_proof_reason:
        raise invalid_field("files", "missing", "Add a proof, or say why there can be none.")


async def _check_files(session: AsyncSession, files: tuple[str, ...]) -> None:
    if len(files) > MAX_FILES:
        raise invalid_field("files", "too_long", f"At most {MAX_FILES} files.")
    if len(set(files)) != len(files):
        raise invalid_field("files", "duplicate", "A file is named twice.")
    await require_uploaded(session, "files", files)


async def _check_target(session: AsyncSession, ticket: Ticket, target_id: str | None) -> None:
    """Take any other ticket of the service, but for one that is itself part of another or erased."""
    if target_id is None:
        raise invalid_field("target", "missing", "Name the request that it is merged into.")
    found = await repository.load(session, target_id)
    if found is None or target_id == ticket.submission_id or found[0].service_id != ticket.service_id:
        raise invalid_field("target", "unknown_value", "Must be another request for the same service.")
    if found[1].status in _NO_TARGETS:
        raise invalid_field("target", "state", f"That request is {found[1].status}.")


async def _check_agency(session: AsyncSession, ticket: Ticket, agency_id: str | None) -> None:
    if agency_id is None:
        raise invalid_field("agency_id", "missing", "Name the agency.")
    is_known = await get_row(session, repository.AGENCIES, agency_id) is not None
    if agency_id == ticket.agency_id or not is_known:
        raise invalid_field("agency_id", "unknown_value", "Must be another agency.")


async def _check_assignee(session: AsyncSession, assignee_id: int | None) -> None:
    if assignee_id is None:
        raise invalid_field("assignee_id", "missing", "Name the officer.")
    account = await session.get(StaffAccount, assignee_id)
    if account is None or not account.active:
        raise invalid_field("assignee_id", "unknown_value", "There is no such officer.")
