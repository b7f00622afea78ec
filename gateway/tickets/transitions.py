"""The life of a ticket as a pure function: docs/tickets.md is its table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """``Submission.status`` of a submission that opened a ticket."""

    RECEIVED = "received"
    IN_REVIEW = "in_review"
    NEED_INFO = "need_info"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"


OPEN_STATES: Final = frozenset(
    {State.RECEIVED, State.IN_REVIEW, State.NEED_INFO, State.ANSWERED, State.RESOLVED}
)


class Action(StrEnum):
    """What can be done to a ticket: by officers, by the reporter, and by time (``expire``).

    A resolution of the reporter is ``accept`` or ``reopen``; a withdrawal is ``withdraw``, or ``erase`` where
    nothing is left to stop.
    """

    TAKE = "take"
    ASSIGN = "assign"
    ASK = "ask"
    ANSWER = "answer"
    RESOLVE = "resolve"
    REJECT = "reject"
    MERGE = "merge"
    TRANSFER = "transfer"
    NOTE = "note"
    COMMENT = "comment"
    ACCEPT = "accept"
    REOPEN = "reopen"
    RATE = "rate"
    WITHDRAW = "withdraw"
    ERASE = "erase"
    EXPIRE = "expire"


@dataclass(frozen=True, slots=True)
class Change:
    """The state that an action leads to, and the event that tells of it."""

    state: State
    event: str


class Refused(Exception):
    """The state does not allow the action."""

    def __init__(self, state: str, action: Action) -> None:
        super().__init__(f"{action} is not possible when {state}")
        self.state = state
        self.action = action


@dataclass(frozen=True, slots=True)
class _Rule:
    event: str
    targets: Mapping[State, State]


def _to(target: State, sources: Iterable[State]) -> dict[State, State]:
    return dict.fromkeys(sources, target)


def _stay(sources: Iterable[State], **moves: State) -> dict[State, State]:
    """Return the map of states that stay as they are, but for ``moves`` (by the name of the source)."""
    return {state: moves.get(state.value, state) for state in sources}


_WORKABLE = OPEN_STATES - {State.RESOLVED}

_RULES: Final[Mapping[Action, _Rule]] = {
    Action.TAKE: _Rule("taken", _stay(_WORKABLE, received=State.IN_REVIEW)),
    Action.ASSIGN: _Rule("taken", _stay(_WORKABLE, received=State.IN_REVIEW)),
    Action.ASK: _Rule("question", _to(State.NEED_INFO, _WORKABLE - {State.NEED_INFO})),
    Action.ANSWER: _Rule("answered", _to(State.ANSWERED, _WORKABLE)),
    Action.RESOLVE: _Rule("resolved", _to(State.RESOLVED, _WORKABLE)),
    Action.REJECT: _Rule("rejected", _to(State.REJECTED, _WORKABLE)),
    Action.MERGE: _Rule("duplicate", _to(State.DUPLICATE, _WORKABLE)),
    Action.TRANSFER: _Rule("transferred", _to(State.RECEIVED, _WORKABLE)),
    Action.NOTE: _Rule("note", _stay(State)),
    Action.COMMENT: _Rule("comment", _stay(OPEN_STATES, need_info=State.IN_REVIEW)),
    Action.ACCEPT: _Rule("closed", _to(State.CLOSED, [State.RESOLVED])),
    Action.REOPEN: _Rule("reopened", _to(State.IN_REVIEW, [State.RESOLVED, State.CLOSED])),
    Action.RATE: _Rule("rated", _stay([State.ANSWERED, State.RESOLVED, State.CLOSED, State.REJECTED])),
    Action.WITHDRAW: _Rule("withdrawn", _to(State.WITHDRAWN, OPEN_STATES)),
    Action.ERASE: _Rule("erased", _stay([State.CLOSED, State.REJECTED, State.DUPLICATE])),
    Action.EXPIRE: _Rule("closed_silently", _to(State.CLOSED, [State.RESOLVED])),
}


def apply(state: str, action: Action) -> Change:
    """Return where ``action`` leads from ``state``; raises :class:`Refused` for any other pair.

    How long a closed ticket may be reopened is not known here.
    """
    rule = _RULES[action]
    for source, target in rule.targets.items():
        if source.value == state:
            return Change(target, rule.event)
    raise Refused(state, action)
