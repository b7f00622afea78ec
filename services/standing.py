"""How one of my tickets stands: the gateway's last word, and what of mine it does not know yet.

The gateway's word stays the state; own acts that it has not confirmed are told beside it, never as done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.gateway_models import SubmissionStatus
from services.models import OutboxItem, OutboxState, SubmissionKind, TicketFacts
from services.public_state import PublicState

OPEN_STATES = frozenset(
    {
        PublicState.RECEIVED,
        PublicState.IN_REVIEW,
        PublicState.NEED_INFO,
        PublicState.ANSWERED,
        PublicState.RESOLVED,
    }
)
RATED_STATES = frozenset(
    {PublicState.ANSWERED, PublicState.RESOLVED, PublicState.CLOSED, PublicState.DECLINED}
)


class ActStage(StrEnum):
    """How far an own act is: typed, waiting here, at the gateway but not yet in its timeline, refused."""

    DRAFT = "draft"
    WAITING = "waiting"
    ARRIVED = "arrived"
    REFUSED = "refused"


class Need(StrEnum):
    """What the ticket wants of the person."""

    ANSWER = "answer"
    CONFIRMATION = "confirmation"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Act:
    """A comment, rating or resolution that the timeline does not tell yet."""

    item: OutboxItem
    stage: ActStage


@dataclass(frozen=True, slots=True)
class Standing:
    """One of my tickets: the gateway's last word, and my acts that it has not told yet, oldest first."""

    item: OutboxItem
    state: PublicState
    status: SubmissionStatus | None
    acts: tuple[Act, ...]

    @property
    def facts(self) -> TicketFacts | None:
        """Return the ticket as last known, None before the gateway told of one."""
        return self.status.ticket if self.status else None

    @property
    def received_at(self) -> datetime | None:
        """Return when the gateway received it, None before its receipt."""
        return self.item.receipt.received_at if self.item.receipt else None

    @property
    def is_ticket(self) -> bool:
        """Return whether an agency answers for it, as far as this device knows."""
        return self.item.kind is SubmissionKind.SERVICE_REQUEST or self.facts is not None

    @property
    def can_talk(self) -> bool:
        """Return whether a comment can be written: it is open and has its number."""
        return self.facts is not None and self.item.receipt is not None and self.state in OPEN_STATES

    @property
    def can_rate(self) -> bool:
        """Return whether a rating can be given now."""
        return self.facts is not None and self.state in RATED_STATES

    def live(self, kind: SubmissionKind) -> Act | None:
        """Return my newest act of a kind that is on its way and not told yet."""
        acts = [act for act in self.acts if act.item.kind is kind and act.stage in _ON_ITS_WAY]
        return acts[-1] if acts else None

    def draft(self, kind: SubmissionKind) -> OutboxItem | None:
        """Return what was typed of a kind and not sent."""
        drafts = [a.item for a in self.acts if a.item.kind is kind and a.stage is ActStage.DRAFT]
        return drafts[-1] if drafts else None

    @property
    def decision(self) -> bool | None:
        """Return my own word on "resolved" that is on its way: True done, False reopen, None not given."""
        act = self.live(SubmissionKind.RESOLUTION)
        return None if act is None else act.item.payload.get("accepted") is True

    @property
    def stars(self) -> int | None:
        """Return my newest rating, also one that waits."""
        act = self.live(SubmissionKind.RATING)
        if act is not None:
            return int(act.item.payload.get("stars") or 0) or None
        return self.facts.rating if self.facts else None

    @property
    def need(self) -> Need | None:
        """Return what the ticket wants of the person; what is on its way is not wanted again."""
        if any(act.stage is ActStage.REFUSED for act in self.acts):
            return Need.CORRECTION
        if self.state is PublicState.NEED_INFO and not self.live(SubmissionKind.COMMENT):
            return Need.ANSWER
        if self.state is PublicState.RESOLVED and self.facts and self.decision is None:
            return Need.CONFIRMATION
        return None

    @property
    def replied(self) -> bool:
        """Return whether the agency waits for a word of mine that is on its way."""
        if self.state is PublicState.NEED_INFO:
            return self.live(SubmissionKind.COMMENT) is not None
        return self.state is PublicState.RESOLVED and self.decision is not None

    @property
    def waits(self) -> bool:
        """Return whether an act of mine waits to be sent."""
        return any(act.stage is ActStage.WAITING for act in self.acts)


_ON_ITS_WAY = frozenset({ActStage.WAITING, ActStage.ARRIVED})
_STAGES = {
    OutboxState.DRAFT: ActStage.DRAFT,
    OutboxState.QUEUED: ActStage.WAITING,
    OutboxState.SENDING: ActStage.WAITING,
    OutboxState.REJECTED: ActStage.REFUSED,
    OutboxState.PARKED: ActStage.REFUSED,
}


def fold(
    item: OutboxItem, state: PublicState, status: SubmissionStatus | None, acts: Sequence[OutboxItem]
) -> Standing:
    """Put my ``acts`` on the ticket ``item`` (any order) to what the gateway said last."""
    mine = sorted(acts, key=lambda act: (act.created_at, act.id))
    staged = [Act(act, stage) for act in mine if (stage := _stage(act, status))]
    return Standing(item, state, status, tuple(staged))


def _stage(act: OutboxItem, status: SubmissionStatus | None) -> ActStage | None:
    """Return how far an act is; None: the status is from after its arrival, so the timeline tells it."""
    if act.state is not OutboxState.SENT:
        return _STAGES[act.state]
    if act.receipt and status and status.updated_at >= act.receipt.received_at:
        return None
    return ActStage.ARRIVED
