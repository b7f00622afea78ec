"""Tables of the submissions: one common row, and one per kind with what is asked about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gateway.db import Base, UtcDateTime

_UUID = String(36)
_CODE = String(20)
_WORD = String(64)


def _submission_key() -> Mapped[str]:
    return mapped_column(_UUID, ForeignKey("submission.id"), primary_key=True)


class Submission(Base):
    """What every kind has. ``payload`` is as sent, and null once withdrawn; ``seq`` orders changes."""

    __tablename__ = "submission"

    id: Mapped[str] = mapped_column(_UUID, primary_key=True)
    kind: Mapped[str] = mapped_column(_WORD)
    number: Mapped[str] = mapped_column(_WORD, unique=True)
    status: Mapped[str] = mapped_column(_WORD)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seq: Mapped[int] = mapped_column(BigInteger, unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    app_version: Mapped[str] = mapped_column(_WORD)
    schema_version: Mapped[int]
    notice_version: Mapped[str] = mapped_column(_WORD)
    payload: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class IdempotencyKey(Base):
    """Proof that a key was used, for which content, and the receipt that was given."""

    __tablename__ = "idempotency_key"

    id: Mapped[str] = _submission_key()
    fingerprint: Mapped[str] = mapped_column(String(64))
    receipt: Mapped[dict[str, Any]] = mapped_column(JSON)


class SubmissionNumber(Base):
    """The last public number given out in a year."""

    __tablename__ = "submission_number"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class SubmissionEvent(Base):
    """One line of the timeline.

    ``by`` is reporter, agency or system; ``visibility`` says who may read the note: public, reporter
    (and the handling agency) or internal (the handling agency only).
    """

    __tablename__ = "submission_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[str] = mapped_column(_UUID, ForeignKey("submission.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    event: Mapped[str] = mapped_column(_WORD)
    note: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(20), default="system")
    visibility: Mapped[str] = mapped_column(String(20), default="reporter")
    agency_id: Mapped[str | None] = mapped_column(String(100))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff_account.id"))


class SubmissionAttachment(Base):
    """A photo cited by a submission, in the order given."""

    __tablename__ = "submission_attachment"

    submission_id: Mapped[str] = _submission_key()
    sha256: Mapped[str] = mapped_column(ForeignKey("attachment.sha256"), primary_key=True, index=True)
    place: Mapped[int]


class PositionColumns:
    """Where the sender was (degrees, metres, seconds); every column is null once withdrawn."""

    lat: Mapped[float | None]
    lon: Mapped[float | None]
    accuracy_m: Mapped[float | None]
    position_source: Mapped[str | None] = mapped_column(_WORD)
    age_s: Mapped[int | None] = mapped_column(BigInteger)
    fixes: Mapped[int | None]
    mocked: Mapped[bool | None]


class CountedColumns:
    """When it was seen by the device's clock, and the time used for counting (never in the future)."""

    observed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    counted_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class BlankSpot(PositionColumns, CountedColumns, Base):
    """A report that there is no signal."""

    __tablename__ = "blank_spot"

    submission_id: Mapped[str] = _submission_key()
    village_code: Mapped[str | None] = mapped_column(_CODE, index=True)
    village_basis: Mapped[str | None] = mapped_column(_WORD)
    environment: Mapped[str] = mapped_column(_WORD)
    connectivity: Mapped[str | None] = mapped_column(_WORD)
    note: Mapped[str | None] = mapped_column(Text)
    similar_to: Mapped[str | None] = mapped_column(_WORD)


class BlankSpotOperator(Base):
    """What one operator's network did at a blank spot; ``signal_class`` is blank, weak or ok."""

    __tablename__ = "blank_spot_operator"

    submission_id: Mapped[str] = mapped_column(
        _UUID, ForeignKey("blank_spot.submission_id"), primary_key=True
    )
    operator: Mapped[str] = mapped_column(_WORD, primary_key=True)
    signal_class: Mapped[str] = mapped_column(_WORD)
    call: Mapped[bool | None]
    sms: Mapped[bool | None]
    data: Mapped[bool | None]
    technology: Mapped[str | None] = mapped_column(_WORD)
    signal_dbm: Mapped[float | None]
    signal_reason: Mapped[str | None] = mapped_column(_WORD)


class WifiCheck(PositionColumns, CountedColumns, Base):
    """What a resident found at a station: ok, no_internet or absent."""

    __tablename__ = "wifi_check"

    submission_id: Mapped[str] = _submission_key()
    station_id: Mapped[str] = mapped_column(String(200), index=True)
    result: Mapped[str] = mapped_column(_WORD)


class Confirmation(PositionColumns, CountedColumns, Base):
    """ "Me too" or "not here", about a village (``blank_spot_area``) or another submission."""

    __tablename__ = "confirmation"

    submission_id: Mapped[str] = _submission_key()
    about_type: Mapped[str] = mapped_column(_WORD)
    about_id: Mapped[str] = mapped_column(_WORD)
    village_code: Mapped[str | None] = mapped_column(_CODE, index=True)
    agrees: Mapped[bool]


class ConfirmationOperator(Base):
    """An operator that a confirmation names."""

    __tablename__ = "confirmation_operator"

    submission_id: Mapped[str] = mapped_column(
        _UUID, ForeignKey("confirmation.submission_id"), primary_key=True
    )
    operator: Mapped[str] = mapped_column(_WORD, primary_key=True)


class Withdrawal(Base):
    """Which submission was taken back."""

    __tablename__ = "withdrawal"

    submission_id: Mapped[str] = _submission_key()
    target_id: Mapped[str] = mapped_column(_UUID, ForeignKey("submission.id"), index=True)
