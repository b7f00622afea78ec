"""A ticket as its reporter sees it, and what the reporter can do to it (docs/tickets.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.models import wire
from services.models.submission import SubmissionKind

ACT_KINDS = frozenset({SubmissionKind.COMMENT, SubmissionKind.RATING, SubmissionKind.RESOLUTION})
"""Submissions that are about a ticket: they show in it and not by themselves."""
TICKET_KINDS = frozenset({SubmissionKind.SERVICE_REQUEST, SubmissionKind.BLANK_SPOT})
COMMENT_MAX, RATING_TEXT_MAX, REOPEN_MIN = 2000, 500, 10
COMMENT_PHOTOS_MAX = 3


@dataclass(frozen=True, slots=True)
class TicketFacts:
    """The ticket of a submission. ``due_on`` is a day in Bengkulu; ``duplicate_of`` a public number."""

    service_id: str | None = None
    agency_id: str | None = None
    agency: str | None = None
    due_on: date | None = None
    answered_at: datetime | None = None
    resolved_at: datetime | None = None
    confirm_until: datetime | None = None
    reopen_until: datetime | None = None
    rating: int | None = None
    duplicate_of: str | None = None

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> TicketFacts:
        """Read the member ``ticket`` of a status; raises ``WireError``."""
        rating = wire.optional_number(row, "rating")
        return cls(
            service_id=wire.optional_text(row, "service_id"),
            agency_id=wire.optional_text(row, "agency_id"),
            agency=wire.optional_text(row, "agency"),
            due_on=_day(row, "due_on"),
            answered_at=wire.optional_moment(row, "answered_at"),
            resolved_at=wire.optional_moment(row, "resolved_at"),
            confirm_until=wire.optional_moment(row, "confirm_until"),
            reopen_until=wire.optional_moment(row, "reopen_until"),
            rating=None if rating is None else int(rating),
            duplicate_of=wire.optional_text(row, "duplicate_of"),
        )


def _day(row: Mapping[str, Any], field: str) -> date | None:
    raw = wire.optional_text(row, field)
    try:
        return date.fromisoformat(raw) if raw else None
    except ValueError as error:
        raise wire.WireError(f"{field}: expected a date, got {str(raw)[:40]!r}") from error


@dataclass(frozen=True, slots=True)
class TicketFile:
    """A photo or document of a ticket, by the SHA-256 of what was sent."""

    sha256: str
    media_type: str

    @property
    def is_image(self) -> bool:
        """Return whether it can be shown as a picture."""
        return self.media_type.startswith("image/")

    @classmethod
    def from_wire(cls, row: Mapping[str, Any]) -> TicketFile:
        """Read one of ``files``; raises ``WireError``."""
        return cls(wire.text(row, "sha256"), wire.text(row, "media_type"))


@dataclass(frozen=True, slots=True)
class Comment:
    """Words of the reporter; the answer to a question too."""

    target: str
    text: str

    def to_wire(self) -> dict[str, Any]:
        """Return the payload of the submission."""
        return {"target": self.target, "text": self.text}


@dataclass(frozen=True, slots=True)
class Rating:
    """``stars`` 1 … 5; ``text`` may be empty."""

    target: str
    stars: int
    text: str = ""

    def to_wire(self) -> dict[str, Any]:
        """Return the payload of the submission."""
        return {"target": self.target, "stars": self.stars, "text": self.text}


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the reporter says to "resolved": done, or not done and why (``text`` of 10 characters or more)."""

    target: str
    accepted: bool
    text: str = ""

    def to_wire(self) -> dict[str, Any]:
        """Return the payload of the submission."""
        return {"target": self.target, "accepted": self.accepted, "text": self.text}
