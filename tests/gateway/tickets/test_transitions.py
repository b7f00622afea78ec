"""Every state with every action: what docs/tickets.md allows, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gateway.tickets.transitions import Action, Change, Refused, State, apply

GUIDE = Path(__file__).parents[3] / "docs" / "tickets.md"

R, V, N, A, S, C, X, D, W = (
    State.RECEIVED,
    State.IN_REVIEW,
    State.NEED_INFO,
    State.ANSWERED,
    State.RESOLVED,
    State.CLOSED,
    State.REJECTED,
    State.DUPLICATE,
    State.WITHDRAWN,
)

TABLE: dict[Action, tuple[str, dict[State, State]]] = {
    Action.TAKE: ("taken", {R: V, V: V, N: N, A: A}),
    Action.ASSIGN: ("taken", {R: V, V: V, N: N, A: A}),
    Action.ASK: ("question", {R: N, V: N, A: N}),
    Action.ANSWER: ("answered", {R: A, V: A, N: A, A: A}),
    Action.RESOLVE: ("resolved", {R: S, V: S, N: S, A: S}),
    Action.REJECT: ("rejected", {R: X, V: X, N: X, A: X}),
    Action.MERGE: ("duplicate", {R: D, V: D, N: D, A: D}),
    Action.TRANSFER: ("transferred", {R: R, V: R, N: R, A: R}),
    Action.NOTE: ("note", {state: state for state in State}),
    Action.COMMENT: ("comment", {R: R, V: V, N: V, A: A, S: S}),
    Action.ACCEPT: ("closed", {S: C}),
    Action.REOPEN: ("reopened", {S: V, C: V}),
    Action.RATE: ("rated", {A: A, S: S, C: C, X: X}),
    Action.WITHDRAW: ("withdrawn", {R: W, V: W, N: W, A: W, S: W}),
    Action.ERASE: ("erased", {C: C, X: X, D: D}),
    Action.EXPIRE: ("closed_silently", {S: C}),
}


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("state", list(State))
def test_every_pair(state: State, action: Action) -> None:
    event, targets = TABLE[action]
    if state in targets:
        assert apply(state.value, action) == Change(targets[state], event)
        return
    with pytest.raises(Refused) as caught:
        apply(state.value, action)
    assert (caught.value.state, caught.value.action) == (state, action)


@pytest.mark.parametrize("action", list(Action))
def test_an_unknown_state_allows_nothing(action: Action) -> None:
    with pytest.raises(Refused):
        apply("lost", action)


def test_the_guide_names_every_state_and_action() -> None:
    text = GUIDE.read_text("utf-8")
    named = set(re.findall(r"`(\w+)`", text))
    assert {state.value for state in State} <= named
    spoken = {Action.ACCEPT: "accepted", Action.REOPEN: "reopened", Action.RATE: "rating"}
    spoken |= {Action.WITHDRAW: "withdrawal", Action.EXPIRE: "closed_silently", Action.ERASE: "erased"}
    assert {spoken.get(action, action.value) for action in Action} <= named | {"accepted"}
