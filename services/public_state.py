"""How an item stands in the words of a person."""

from __future__ import annotations

from enum import StrEnum

from services.models import OutboxItem, OutboxState


class PublicState(StrEnum):
    """How an item stands in the words of a person; the last known state when offline."""

    DRAFT = "draft"
    WAITING = "waiting"
    SENDING = "sending"
    TO_CORRECT = "to_correct"
    STUCK = "stuck"
    RECEIVED = "received"
    IN_REVIEW = "in_review"
    NEED_INFO = "need_info"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    CLOSED = "closed"
    DECLINED = "declined"
    DUPLICATE = "duplicate"
    WITHDRAWING = "withdrawing"
    WITHDRAWN = "withdrawn"


_LOCAL = {
    OutboxState.DRAFT: PublicState.DRAFT,
    OutboxState.QUEUED: PublicState.WAITING,
    OutboxState.SENDING: PublicState.SENDING,
    OutboxState.REJECTED: PublicState.TO_CORRECT,
    OutboxState.PARKED: PublicState.STUCK,
}
_REMOTE = {
    "in_review": PublicState.IN_REVIEW,
    "need_info": PublicState.NEED_INFO,
    "answered": PublicState.ANSWERED,
    "resolved": PublicState.RESOLVED,
    "closed": PublicState.CLOSED,
    "rejected": PublicState.DECLINED,
    "duplicate": PublicState.DUPLICATE,
    "withdrawn": PublicState.WITHDRAWN,
}


def state_of(status: str | None) -> PublicState:
    """Return what a status of the gateway means; one that this app does not know is at least received."""
    return _REMOTE.get(status or "", PublicState.RECEIVED)


def last_known(item: OutboxItem) -> PublicState:
    """Return how ``item`` stood when the gateway told last; before its receipt, how far it is here."""
    if item.state is OutboxState.SENT:
        return state_of(item.status)
    return _LOCAL[item.state]
