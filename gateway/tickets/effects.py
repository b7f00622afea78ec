"""What an action changes in the ticket itself, apart from its state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gateway.tickets.tables import Ticket
from gateway.tickets.transitions import Action

_ANSWERS: Final = frozenset({Action.ANSWER, Action.RESOLVE, Action.REJECT})
_ENDS: Final = frozenset({Action.REJECT, Action.MERGE, Action.ACCEPT, Action.WITHDRAW, Action.EXPIRE})


@dataclass(frozen=True, slots=True)
class Order:
    """What comes with an action; which members count depends on the action."""

    text: str = ""
    files: tuple[str, ...] = ()
    no_proof_reason: str = ""
    target_id: str | None = None
    agency_id: str | None = None
    assignee_id: int | None = None
    stars: int | None = None

    @property
    def note(self) -> str:
        """The words that the timeline keeps."""
        return "\n\n".join(filter(None, [self.text, self.no_proof_reason]))


def settle(ticket: Ticket, action: Action, order: Order, now: datetime) -> None:
    """Bring times, agency, assignee, link and rating of ``ticket`` up to date."""
    if action in _ANSWERS:
        ticket.answered_at = ticket.answered_at or now
    if action in _ENDS:
        ticket.closed_at = now
    match action:
        case Action.TAKE | Action.ASSIGN:
            ticket.assignee_id = order.assignee_id
        case Action.RESOLVE:
            ticket.resolved_at = now
        case Action.MERGE:
            ticket.duplicate_of = order.target_id
        case Action.TRANSFER:
            ticket.agency_id, ticket.assignee_id = order.agency_id, None
        case Action.REOPEN:
            ticket.resolved_at = ticket.closed_at = None
            ticket.reopened += 1
        case Action.RATE:
            ticket.rating, ticket.rating_text = order.stars, order.text or None
        case _:
            pass
