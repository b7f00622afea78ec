"""What an answer means. Only our gateway's proof counts: whatever else speaks on this network is not it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from services.errors import (
    BadAnswer,
    Busy,
    CaptivePortal,
    GatewayError,
    NoGateway,
    NoMatch,
    Refused,
    SignInNeeded,
    StaleToken,
    TooManyTries,
    UpdateNeeded,
)
from services.models import FieldError, OutboxItem, Receipt, WireError
from services.transitions import Accepted, Declined, Deferred, Held, Impossible, QueuePause, SendOutcome

_OWN_TROUBLE = {"key_reused": "error.key_reused", "fingerprint_mismatch": "error.fingerprint_mismatch"}
_TEMPORARY = {408, 409, 425, 429}
_TO_CORRECT = {400, 413, 415, 422}


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; header names in lower case. ``host`` is the one that was asked."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    host: str

    @property
    def media_type(self) -> str:
        """Return the content type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_json(self) -> bool:
        """Return True for JSON and problem documents."""
        return self.media_type == "application/json" or self.media_type.endswith("+json")

    def document(self) -> Mapping[str, Any]:
        """Return the JSON object of the body; raises ``BadAnswer``."""
        try:
            value = json.loads(self.body) if self.is_json else None
        except ValueError as error:
            raise BadAnswer("broken JSON") from error
        if not isinstance(value, dict):
            raise BadAnswer("no JSON object")
        return value

    def problem(self) -> Mapping[str, Any] | None:
        """Return the problem document (RFC 9457); None: this is not our gateway's word."""
        if self.media_type != "application/problem+json":
            return None
        try:
            return self.document()
        except BadAnswer:
            return None


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header (number or date) asks for, None when it says nothing."""
    if not value:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def is_captive_portal(answer: Answer) -> bool:
    """Return True when somebody else answered: 511, a redirect elsewhere, or a page instead of data."""
    if answer.status == 511:
        return True
    if 300 <= answer.status < 400 and answer.status != 304:
        target = urlsplit(answer.headers.get("location", "")).hostname
        return target != urlsplit(f"//{answer.host}").hostname if target else answer.status == 302
    return answer.status in {200, 201, 202, 203, 401, 403, 407} and not answer.is_json


def problem_code(problem: Mapping[str, Any]) -> str:
    """Return the stable word of a problem: ``code``, else the last part of ``type``."""
    code = problem.get("code")
    return code if isinstance(code, str) else str(problem.get("type") or "").rpartition(":")[2]


def field_errors(problem: Mapping[str, Any]) -> tuple[FieldError, ...]:
    """Return the fields that a problem document names; entries of another form are left out."""
    rows = problem.get("errors")
    return tuple(
        FieldError(str(row.get("field", "")), str(row.get("code", "")), str(row.get("message", "")))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict)
    )


def send_outcome(answer: Answer, item: OutboxItem, now: datetime) -> SendOutcome:
    """Return what an answer to ``PUT /v1/submissions/{id}`` means for ``item``."""
    if is_captive_portal(answer):
        return Held(QueuePause.CAPTIVE_PORTAL)
    if answer.status in {200, 201}:
        return _receipt_outcome(answer, item)
    return refusal_outcome(answer, now)


def _receipt_outcome(answer: Answer, item: OutboxItem) -> SendOutcome:
    try:
        receipt = Receipt.from_wire(answer.document())
    except (BadAnswer, WireError):
        return Deferred(BadAnswer.default_message_id)
    if (receipt.id, receipt.fingerprint) != (item.id, item.fingerprint):
        return Deferred(BadAnswer.default_message_id)
    return Accepted(receipt)


def refusal_outcome(answer: Answer, now: datetime) -> SendOutcome:
    """Return what an answer without success means for the item it was about."""
    status, problem = answer.status, answer.problem()
    if status in {401, 403}:
        return Held(QueuePause.SIGN_IN)
    if status in _TEMPORARY or status >= 500:
        retry_after_s = parse_retry_after(answer.headers.get("retry-after"), now)
        return Deferred(Busy.default_message_id, retry_after_s)
    if problem is None:
        return Deferred(BadAnswer.default_message_id)
    if status in {410, 426}:
        return Held(QueuePause.UPDATE)
    if status == 424:
        return Deferred("error.attachment_missing")
    if status not in _TO_CORRECT:
        return Deferred(BadAnswer.default_message_id)
    code = problem_code(problem)
    if code in _OWN_TROUBLE:
        return Impossible(_OWN_TROUBLE[code])
    return Declined(Refused.default_message_id, field_errors(problem))


def read_error(answer: Answer, now: datetime) -> GatewayError | None:
    """Return what is wrong with the answer to a question (GET, POST status), None when it is good."""
    status, problem = answer.status, answer.problem()
    if is_captive_portal(answer):
        return CaptivePortal(f"{status} {answer.media_type}")
    if status in {200, 206, 304}:
        return None
    if status in {401, 403}:
        return SignInNeeded(str(status))
    if status in _TEMPORARY or status >= 500:
        return Busy(str(status), parse_retry_after(answer.headers.get("retry-after"), now))
    code = problem_code(problem) if problem else ""
    if status == 410 and code == "stale_token":
        return StaleToken(code)
    if status in {410, 426} and problem:
        return UpdateNeeded(code)
    return Refused(f"{status} {code}", code) if problem else NoGateway(str(status))


def find_error(answer: Answer, now: datetime) -> GatewayError | None:
    """Return what is wrong with the answer to ``POST /v1/tickets/find``, None when it is good."""
    error = read_error(answer, now)
    if isinstance(error, Refused) and error.code == "no_match":
        return NoMatch(str(error), error.code)
    if isinstance(error, Busy) and answer.status == 429:
        return TooManyTries(str(error), error.retry_after_s)
    return error
