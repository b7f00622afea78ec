"""Table of the attachments."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from gateway.db import Base, UtcDateTime


class Attachment(Base):
    """One complete photo or document, named after ``sha256``. Sizes in bytes, sides in pixels or 0."""

    __tablename__ = "attachment"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    clean_sha256: Mapped[str] = mapped_column(String(64))
    clean_size: Mapped[int]
    stored_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
