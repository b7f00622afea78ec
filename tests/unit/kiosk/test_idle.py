"""When a visit is over: touches, the warning, holds, and clocks that mean nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kiosk.idle import IdleClock, IdleTimes, Presence

TIMES = IdleTimes(60, 10, 300)


@pytest.mark.parametrize(
    ("quiet", "presence", "left"),
    [
        (0, Presence.HERE, 70),
        (59.9, Presence.HERE, 11),
        (60, Presence.LEAVING, 10),
        (60.4, Presence.LEAVING, 10),
        (69.5, Presence.LEAVING, 1),
        (70, Presence.GONE, 0),
        (5000, Presence.GONE, 0),
    ],
)
def test_from_the_last_touch(quiet: float, presence: Presence, left: int) -> None:
    clock = IdleClock(TIMES, 1000)
    clock.touch(1500)
    assert clock.presence(1500 + quiet) is presence
    assert clock.left_s(1500 + quiet) == left


def test_a_touch_during_the_warning_begins_anew() -> None:
    clock = IdleClock(TIMES, 0)
    assert clock.presence(65) is Presence.LEAVING
    clock.touch(65)
    assert clock.presence(66) is Presence.HERE
    assert clock.presence(126) is Presence.LEAVING


def test_a_hold_keeps_the_visit_and_idle_time_begins_with_its_end() -> None:
    clock = IdleClock(TIMES, 0)
    ticket = clock.hold(10)
    assert clock.presence(250) is Presence.HERE
    clock.release(ticket, 250)
    assert clock.presence(309) is Presence.HERE
    assert clock.presence(311) is Presence.LEAVING


def test_a_hold_has_a_cap_also_when_it_is_released_late() -> None:
    clock = IdleClock(TIMES, 0)
    ticket = clock.hold(10)
    assert clock.presence(369) is Presence.HERE
    assert clock.presence(371) is Presence.LEAVING
    assert clock.presence(381) is Presence.GONE
    clock.release(ticket, 9000)
    assert clock.presence(9000) is Presence.GONE


def test_a_ticket_counts_once() -> None:
    clock = IdleClock(TIMES, 0)
    ticket = clock.hold(0)
    clock.release(ticket, 5)
    clock.release(ticket, 500)
    assert clock.presence(501) is Presence.GONE


@given(
    st.lists(st.tuples(st.sampled_from(["touch", "hold", "release"]), st.floats(0, 400)), max_size=30),
    st.floats(0, 1e6),
)
def test_nobody_stays_for_ever(steps: list[tuple[str, float]], start: float) -> None:
    """Whatever was touched and held: one hold, the idle time and the warning later nobody is there."""
    clock, now, tickets = IdleClock(TIMES, start), start, []
    for act, wait in steps:
        now += wait
        if act == "touch":
            clock.touch(now)
            assert clock.presence(now) is Presence.HERE
        elif act == "hold":
            tickets.append(clock.hold(now))
        elif tickets:
            clock.release(tickets.pop(), now)
    assert clock.presence(now + 300 + 60 + 10 + 0.001) is Presence.GONE
