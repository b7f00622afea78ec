"""A row for each kiosk, with nothing but its last heartbeat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from gateway.db import Base, UtcDateTime


class Kiosk(Base):
    """One kiosk. ``pin_hash`` is made by :mod:`gateway.kiosks.pin`; the key is kept as its SHA-256.

    What a heartbeat tells is null until the first one and replaced by every further one. ``clock_ahead_s``:
    seconds by which the kiosk's own clock was ahead of the gateway's, negative when it was behind.
    """

    __tablename__ = "kiosk"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    title_id: Mapped[str] = mapped_column(String(80))
    title_en: Mapped[str] = mapped_column(String(80))
    place_id: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2))
    controls_low: Mapped[bool] = mapped_column(default=False)
    pin_hash: Mapped[str] = mapped_column(Text)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    app_version: Mapped[str | None] = mapped_column(String(40))
    content_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    clock_ahead_s: Mapped[int | None] = mapped_column(BigInteger)
    waiting: Mapped[int | None]
