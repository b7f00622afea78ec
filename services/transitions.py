"""The life of an outbox item as one pure function, and the events that drive it.

::

    draft ──Submitted──▶ queued ──Started──▶ sending ──Accepted──▶ sent
      ▲                    ▲  ▲                 │
      │                    │  └──Deferred (temporary, counted) · Held (queue pause, not counted)
      │                    │     · Interrupted (the app ended, not counted)
      │                    └──Retried── parked ◀──Impossible, or Deferred for the 13th time
      └──Edited── rejected ◀──Declined (fields to correct)      Edited also leaves parked, with a new id

Every other pair of state and event raises ``InvalidTransition``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.errors import InvalidTransition
from services.models import FieldError, OutboxItem, OutboxState, Receipt

RETRY_BASE_S = 60.0
RETRY_CAP_S = 6 * 3600.0
RETRY_AFTER_CAP_S = 24 * 3600.0
MAX_ATTEMPTS = 13

Random = Callable[[], float]


class QueuePause(StrEnum):
    """Why nothing at all is sent."""

    OFFLINE = "offline"
    CAPTIVE_PORTAL = "captive_portal"
    SIGN_IN = "sign_in"
    UPDATE = "update"

    @property
    def message_id(self) -> str:
        """Return the catalogue id of the sentence for people."""
        return "error.update_needed" if self is QueuePause.UPDATE else f"error.{self.value}"


@dataclass(frozen=True, slots=True)
class Submitted:
    """The person pressed send; the content is frozen under this fingerprint."""

    fingerprint: str


@dataclass(frozen=True, slots=True)
class Started:
    """The call is about to be made (written ahead of it)."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The gateway's receipt for exactly this content."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Deferred:
    """A temporary failure of this item; ``retry_after_s`` when the gateway named a time."""

    error: str
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The whole queue cannot be sent now; this attempt does not count."""

    pause: QueuePause


@dataclass(frozen=True, slots=True)
class Declined:
    """The gateway wants fields corrected."""

    error: str
    fields: tuple[FieldError, ...] = ()


@dataclass(frozen=True, slots=True)
class Impossible:
    """Sending this again can never succeed."""

    error: str


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The app ended during the call; sending again is safe, and this attempt does not count."""


@dataclass(frozen=True, slots=True)
class Retried:
    """The person wants it tried again, from now."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The person takes it back to correct it. A parked item goes on as ``new_id``: its key may be in use."""

    new_id: str


SendOutcome = Accepted | Deferred | Held | Declined | Impossible
Event = Submitted | Started | SendOutcome | Interrupted | Retried | Edited


def retry_delay_s(attempts: int, random: Random) -> float:
    """Return the wait after the given number of attempts (≥ 1): full jitter, doubling, capped at 6 h."""
    doublings = min(max(attempts - 1, 0), 32)
    return random() * min(RETRY_CAP_S, RETRY_BASE_S * 2.0**doublings)


def step(item: OutboxItem, event: Event, now: datetime, *, random: Random) -> OutboxItem:
    """Return the item after ``event`` at ``now`` (aware); raises ``InvalidTransition``.

    ``random`` returns numbers in [0, 1).
    """
    state = OutboxState
    match item.state, event:
        case state.DRAFT, Submitted(fingerprint):
            changed = replace(_settled(item, state.QUEUED), fingerprint=fingerprint)
        case state.QUEUED, Started():
            attempts = item.attempts + 1
            wait = timedelta(seconds=retry_delay_s(attempts, random))
            changed = replace(item, state=state.SENDING, attempts=attempts, next_at=now + wait)
        case state.QUEUED, Retried():
            changed = replace(item, next_at=None)
        case state.SENDING, _:
            changed = _answered(item, event, now)
        case state.PARKED, Retried():
            changed = _settled(item, state.QUEUED)
        case state.REJECTED, Edited():
            changed = replace(_settled(item, state.DRAFT), fingerprint=None)
        case state.PARKED, Edited(new_id):
            changed = replace(_settled(item, state.DRAFT), fingerprint=None, id=new_id)
        case _:
            raise InvalidTransition(f"{type(event).__name__} while {item.state}")
    return replace(changed, updated_at=now)


def _settled(item: OutboxItem, state: OutboxState) -> OutboxItem:
    return replace(item, state=state, attempts=0, next_at=None, error=None, field_errors=())


def _answered(item: OutboxItem, event: Event, now: datetime) -> OutboxItem:
    match event:
        case Accepted(receipt):
            if (receipt.id, receipt.fingerprint) != (item.id, item.fingerprint):
                raise InvalidTransition("a receipt for something else")
            sent = replace(item, state=OutboxState.SENT, next_at=None, error=None, field_errors=())
            return replace(sent, receipt=receipt, status=receipt.status)
        case Deferred(error, retry_after_s):
            return _deferred(item, error, retry_after_s, now)
        case Held(pause):
            count = item.attempts - 1
            return replace(
                item, state=OutboxState.QUEUED, attempts=count, next_at=None, error=pause.message_id
            )
        case Declined(error, fields):
            return replace(item, state=OutboxState.REJECTED, next_at=None, error=error, field_errors=fields)
        case Impossible(error):
            return replace(item, state=OutboxState.PARKED, next_at=None, error=error)
        case Interrupted():
            # Not counted: thirteen kills by the phone must not make the next hiccup park a good report.
            return replace(item, state=OutboxState.QUEUED, attempts=item.attempts - 1)
        case _:
            raise InvalidTransition(f"{type(event).__name__} while {item.state}")


def _deferred(item: OutboxItem, error: str, retry_after_s: float | None, now: datetime) -> OutboxItem:
    if item.attempts >= MAX_ATTEMPTS:
        return replace(item, state=OutboxState.PARKED, next_at=None, error=error)
    next_at = item.next_at or now
    if retry_after_s is not None:
        asked = now + timedelta(seconds=min(max(retry_after_s, 0.0), RETRY_AFTER_CAP_S))
        next_at = max(next_at, asked)
    return replace(item, state=OutboxState.QUEUED, next_at=next_at, error=error)
