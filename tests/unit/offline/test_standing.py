"""Own acts folded into what the gateway said: told, on their way, refused; what the ticket wants of me."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.gateway_models import SubmissionStatus
from services.models import FieldError, OutboxItem, OutboxState, Receipt, SubmissionKind, TicketFacts
from services.public_state import PublicState
from services.standing import ActStage, Need, Standing, fold
from tests.fakes.clock import START

MINUTE = timedelta(minutes=1)
TICKET = "t"


def item(item_id: str, kind: SubmissionKind, state: OutboxState, **payload: Any) -> OutboxItem:
    return OutboxItem(item_id, kind, {"target": TICKET, **payload}, (), state, START, START, fingerprint="f")


def sent(act: OutboxItem, minutes: int = 0) -> OutboxItem:
    receipt = Receipt(act.id, "f", "BKL-2026-000009", START + minutes * MINUTE, "received")
    return replace(act, state=OutboxState.SENT, receipt=receipt)


def comment(state: OutboxState = OutboxState.QUEUED, name: str = "c") -> OutboxItem:
    return item(name, SubmissionKind.COMMENT, state, text="Lantai dua")


def resolution(accepted: bool, state: OutboxState = OutboxState.QUEUED) -> OutboxItem:
    return item("r", SubmissionKind.RESOLUTION, state, accepted=accepted, text="")


def rating(stars: int, state: OutboxState = OutboxState.QUEUED) -> OutboxItem:
    return item("s", SubmissionKind.RATING, state, stars=stars, text="")


def standing(state: PublicState, *acts: OutboxItem, minutes: int = 0, **facts: Any) -> Standing:
    request = sent(item(TICKET, SubmissionKind.SERVICE_REQUEST, OutboxState.QUEUED))
    status = SubmissionStatus(
        TICKET, state.value, "BKL-2026-000777", START + minutes * MINUTE, (), TicketFacts(**facts)
    )
    return fold(request, state, status, acts)


def stages(one: Standing) -> list[ActStage]:
    return [act.stage for act in one.acts]


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        (OutboxState.DRAFT, ActStage.DRAFT),
        (OutboxState.QUEUED, ActStage.WAITING),
        (OutboxState.SENDING, ActStage.WAITING),
        (OutboxState.REJECTED, ActStage.REFUSED),
        (OutboxState.PARKED, ActStage.REFUSED),
    ],
)
def test_an_act_without_a_receipt_is_where_its_item_is(state: OutboxState, stage: ActStage) -> None:
    assert stages(standing(PublicState.IN_REVIEW, comment(state))) == [stage]


def test_a_sent_act_counts_as_arrived_until_a_newer_status_tells_it() -> None:
    act = sent(comment(), minutes=5)
    assert stages(standing(PublicState.NEED_INFO, act, minutes=4)) == [ActStage.ARRIVED]
    assert stages(standing(PublicState.IN_REVIEW, act, minutes=5)) == []


def test_without_any_status_a_sent_act_has_only_arrived() -> None:
    request = sent(item(TICKET, SubmissionKind.SERVICE_REQUEST, OutboxState.QUEUED))
    one = fold(request, PublicState.RECEIVED, None, [sent(comment())])
    assert stages(one) == [ActStage.ARRIVED]
    assert (one.facts, one.is_ticket, one.can_talk) == (None, True, False)


def test_the_gateways_word_stays_the_state() -> None:
    one = standing(PublicState.RESOLVED, resolution(True))
    assert one.state is PublicState.RESOLVED
    assert one.decision is True


def test_a_question_wants_an_answer_until_one_is_on_its_way() -> None:
    assert standing(PublicState.NEED_INFO).need is Need.ANSWER
    assert standing(PublicState.NEED_INFO, comment(OutboxState.DRAFT)).need is Need.ANSWER
    answered = standing(PublicState.NEED_INFO, comment())
    assert (answered.need, answered.waits) == (None, True)


def test_done_wants_a_word_until_one_is_on_its_way() -> None:
    assert standing(PublicState.RESOLVED).need is Need.CONFIRMATION
    assert standing(PublicState.RESOLVED, resolution(False)).need is None
    assert standing(PublicState.RESOLVED, resolution(False)).decision is False
    assert standing(PublicState.CLOSED).need is None


def test_what_is_answered_here_is_not_asked_again() -> None:
    assert standing(PublicState.NEED_INFO, comment()).replied
    assert not standing(PublicState.NEED_INFO, comment(OutboxState.DRAFT)).replied
    assert not standing(PublicState.IN_REVIEW, comment()).replied
    assert standing(PublicState.RESOLVED, resolution(True)).replied
    assert not standing(PublicState.RESOLVED, comment()).replied


def test_a_refused_act_wants_to_be_looked_at_first() -> None:
    refused = replace(
        comment(OutboxState.REJECTED), field_errors=(FieldError("payload.target", "state", ""),)
    )
    assert standing(PublicState.RESOLVED, refused).need is Need.CORRECTION


def test_the_newest_rating_counts_and_a_refused_one_does_not() -> None:
    assert standing(PublicState.CLOSED, rating=2).stars == 2
    assert standing(PublicState.CLOSED, rating(5), rating=2).stars == 5
    assert standing(PublicState.CLOSED, rating(5, OutboxState.REJECTED), rating=2).stars == 2
    assert standing(PublicState.CLOSED).stars is None


def test_acts_stand_in_the_order_they_were_made() -> None:
    late = replace(comment(name="b"), created_at=START + MINUTE)
    one = standing(PublicState.IN_REVIEW, late, comment(name="z"))
    assert [act.item.id for act in one.acts] == ["z", "b"]
    live = one.live(SubmissionKind.COMMENT)
    assert live is not None
    assert live.item.id == "b"


@pytest.mark.parametrize("state", list(PublicState))
def test_one_can_talk_while_it_is_open_and_rate_once_it_is_answered(state: PublicState) -> None:
    open_ = {"received", "in_review", "need_info", "answered", "resolved"}
    rated = {"answered", "resolved", "closed", "declined"}
    one = standing(state)
    assert one.can_talk is (state.value in open_)
    assert one.can_rate is (state.value in rated)


def test_the_draft_of_a_comment_is_found_again() -> None:
    one = standing(PublicState.IN_REVIEW, comment(), replace(comment(OutboxState.DRAFT), id="d"))
    draft = one.draft(SubmissionKind.COMMENT)
    assert draft is not None
    assert draft.id == "d"
    assert one.draft(SubmissionKind.RATING) is None
