"""The ticket of a submission. Its state is ``Submission.status``, its history ``SubmissionEvent``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gateway.db import Base, UtcDateTime

_UUID = String(36)
_WORD = String(100)


class Ticket(Base):
    """What an agency answers for.

    ``public_*`` may be shown to everybody (already redacted), ``reporter_*``, ``lat`` and ``lon`` only to the
    handling agency; all of them, and the region codes, are null once withdrawn. ``due_on`` is a day in
    Bengkulu, fixed at receipt.
    """

    __tablename__ = "ticket"

    submission_id: Mapped[str] = mapped_column(_UUID, ForeignKey("submission.id"), primary_key=True)
    service_id: Mapped[str] = mapped_column(_WORD, index=True)
    form_version: Mapped[int | None]
    agency_id: Mapped[str | None] = mapped_column(_WORD, index=True)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("staff_account.id"))
    channel: Mapped[str] = mapped_column(String(20))
    api_key_id: Mapped[int | None] = mapped_column(ForeignKey("api_key.id"))
    due_on: Mapped[date | None] = mapped_column(index=True)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reopened: Mapped[int] = mapped_column(default=0)
    rating: Mapped[int | None]
    rating_text: Mapped[str | None] = mapped_column(Text)
    duplicate_of: Mapped[str | None] = mapped_column(_UUID, ForeignKey("submission.id"))
    village_code: Mapped[str | None] = mapped_column(String(20), index=True)
    regency_code: Mapped[str | None] = mapped_column(String(20), index=True)
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    public_lat: Mapped[float | None]
    public_lon: Mapped[float | None]
    public_text: Mapped[str | None] = mapped_column(Text)
    public_answers: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    reporter_name: Mapped[str | None] = mapped_column(Text)
    reporter_email: Mapped[str | None] = mapped_column(Text)
    reporter_phone: Mapped[str | None] = mapped_column(Text)


class TicketAct(Base):
    """Which ticket a comment, rating or resolution of the reporter belongs to."""

    __tablename__ = "ticket_act"

    submission_id: Mapped[str] = mapped_column(_UUID, ForeignKey("submission.id"), primary_key=True)
    target_id: Mapped[str] = mapped_column(_UUID, ForeignKey("submission.id"), index=True)


class EventFile(Base):
    """A photo or document that came with an event: a proof, or what a comment shows."""

    __tablename__ = "submission_event_file"

    event_id: Mapped[int] = mapped_column(ForeignKey("submission_event.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("attachment.sha256"), primary_key=True, index=True)
    place: Mapped[int]
