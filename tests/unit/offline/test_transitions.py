"""Every state with every event: the table of the design, and its properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import InvalidTransition
from services.models import FieldError, OutboxItem, OutboxState, Receipt, SubmissionKind
from services.transitions import (
    MAX_ATTEMPTS,
    RETRY_CAP_S,
    Accepted,
    Declined,
    Deferred,
    Edited,
    Event,
    Held,
    Impossible,
    Interrupted,
    QueuePause,
    Retried,
    Started,
    Submitted,
    retry_delay_s,
    step,
)
from tests.fakes.clock import START

S = OutboxState
RECEIPT = Receipt("i1", "f1", "BKL-2026-000001", START, "received")
WRONG = FieldError("payload.note", "too_long", "at most 2000")
EVENTS: dict[str, Event] = {
    "Submitted": Submitted("f1"),
    "Started": Started(),
    "Accepted": Accepted(RECEIPT),
    "Deferred": Deferred("error.gateway_busy"),
    "Held": Held(QueuePause.OFFLINE),
    "Declined": Declined("error.refused", (WRONG,)),
    "Impossible": Impossible("error.key_reused"),
    "Interrupted": Interrupted(),
    "Retried": Retried(),
    "Edited": Edited("i2"),
}
TABLE = {
    (S.DRAFT, "Submitted"): S.QUEUED,
    (S.QUEUED, "Started"): S.SENDING,
    (S.QUEUED, "Retried"): S.QUEUED,
    (S.SENDING, "Accepted"): S.SENT,
    (S.SENDING, "Deferred"): S.QUEUED,
    (S.SENDING, "Held"): S.QUEUED,
    (S.SENDING, "Declined"): S.REJECTED,
    (S.SENDING, "Impossible"): S.PARKED,
    (S.SENDING, "Interrupted"): S.QUEUED,
    (S.PARKED, "Retried"): S.QUEUED,
    (S.PARKED, "Edited"): S.DRAFT,
    (S.REJECTED, "Edited"): S.DRAFT,
}


def item_in(state: OutboxState, attempts: int = 1) -> OutboxItem:
    item = OutboxItem("i1", SubmissionKind.WIFI_CHECK, {"note": "x"}, ("a",), state, START, START, "f1")
    return replace(item, attempts=attempts, error="error.old", next_at=START + timedelta(seconds=7))


def after(item: OutboxItem, event: Event, random: float = 0.5) -> OutboxItem:
    return step(item, event, START + timedelta(minutes=1), random=lambda: random)


@pytest.mark.parametrize(("state", "name"), list(product(S, EVENTS)), ids=str)
def test_the_table(state: OutboxState, name: str) -> None:
    item = item_in(state)
    if (state, name) in TABLE:
        changed = after(item, EVENTS[name])
        assert changed.state is TABLE[state, name]
        assert changed.updated_at == START + timedelta(minutes=1)
        assert (changed.payload, changed.attachments, changed.kind) == (
            item.payload,
            item.attachments,
            item.kind,
        )
        assert changed.created_at == START
    else:
        with pytest.raises(InvalidTransition):
            after(item, EVENTS[name])


def test_starting_is_written_ahead_with_attempt_and_next_time() -> None:
    started = after(replace(item_in(S.QUEUED), attempts=2), Started())
    assert started.attempts == 3
    assert started.next_at == START + timedelta(minutes=1, seconds=0.5 * 240)


def test_a_receipt_settles_everything() -> None:
    sent = after(item_in(S.SENDING), EVENTS["Accepted"])
    assert (sent.receipt, sent.status, sent.error, sent.next_at) == (RECEIPT, "received", None, None)


@pytest.mark.parametrize("receipt", [replace(RECEIPT, id="i9"), replace(RECEIPT, fingerprint="f9")])
def test_a_receipt_for_something_else_is_no_success(receipt: Receipt) -> None:
    with pytest.raises(InvalidTransition):
        after(item_in(S.SENDING), Accepted(receipt))


def test_a_queue_pause_does_not_count_and_does_not_wait() -> None:
    held = after(item_in(S.SENDING, attempts=5), Held(QueuePause.CAPTIVE_PORTAL))
    assert (held.attempts, held.next_at, held.error) == (4, None, "error.captive_portal")


def test_the_thirteenth_failure_parks_and_retry_starts_anew() -> None:
    assert after(item_in(S.SENDING, MAX_ATTEMPTS - 1), EVENTS["Deferred"]).state is S.QUEUED
    parked = after(item_in(S.SENDING, MAX_ATTEMPTS), EVENTS["Deferred"])
    assert (parked.state, parked.error) == (S.PARKED, "error.gateway_busy")
    again = after(parked, Retried())
    assert (again.state, again.attempts, again.next_at, again.error) == (S.QUEUED, 0, None, None)
    assert again.fingerprint == "f1"


def test_retry_after_is_honoured_within_reason() -> None:
    item = replace(item_in(S.SENDING), next_at=START)
    now = START + timedelta(minutes=1)
    assert after(item, Deferred("e", 300)).next_at == now + timedelta(seconds=300)
    assert after(item, Deferred("e", 1e12)).next_at == now + timedelta(days=1)
    later = replace(item, next_at=now + timedelta(hours=1))
    assert after(later, Deferred("e", 5)).next_at == later.next_at


def test_editing_keeps_the_text_and_changes_the_key_only_when_it_may_be_in_use() -> None:
    rejected, parked = after(item_in(S.REJECTED), Edited("i2")), after(item_in(S.PARKED), Edited("i2"))
    assert (rejected.id, parked.id) == ("i1", "i2")
    assert (rejected.fingerprint, rejected.attempts, rejected.payload) == (None, 0, {"note": "x"})


def test_declined_fields_are_kept_for_the_form() -> None:
    rejected = after(item_in(S.SENDING), EVENTS["Declined"])
    assert (rejected.field_errors, rejected.error) == ((WRONG,), "error.refused")


@given(attempts=st.integers(1, 10_000), random=st.floats(0, 1, exclude_max=True))
def test_the_wait_is_full_jitter_under_a_doubling_cap(attempts: int, random: float) -> None:
    wait = retry_delay_s(attempts, lambda: random)
    assert 0 <= wait <= min(RETRY_CAP_S, 60 * 2.0 ** min(attempts - 1, 30))
    assert retry_delay_s(attempts, lambda: 0.0) == 0


@given(names=st.lists(st.sampled_from(sorted(EVENTS)), max_size=60), random=st.floats(0, 1, exclude_max=True))
def test_whatever_happens_the_content_stays_and_sent_means_receipt(names: list[str], random: float) -> None:
    item = replace(item_in(S.DRAFT, 0), error=None, next_at=None, fingerprint=None)
    for name in names:
        before = item
        event = (
            replace(EVENTS[name], receipt=replace(RECEIPT, id=item.id))
            if name == "Accepted"
            else EVENTS[name]
        )
        try:
            item = after(item, event, random)
        except InvalidTransition:
            assert (before.state, name) not in TABLE
            continue
        assert (item.payload, item.attachments) == ({"note": "x"}, ("a",))
        assert (item.state is S.SENT) == (item.receipt is not None)
        assert 0 <= item.attempts <= MAX_ATTEMPTS
        assert before.state is not S.SENT
        assert item.state is not S.SENDING or item.next_at is not None
        assert (item.fingerprint is None) == (item.state is S.DRAFT)
