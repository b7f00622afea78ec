"""Tables of the change feed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from gateway.db import Base, UtcDateTime


class ContentRow(Base):
    """The present form of one row; ``deleted_at`` marks a tombstone, whose body is empty."""

    __tablename__ = "content_row"
    __table_args__ = (Index("ix_content_row_feed", "collection", "seq", unique=True),)

    collection: Mapped[str] = mapped_column(String(40), primary_key=True)
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    seq: Mapped[int] = mapped_column(BigInteger)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class FeedHorizon(Base):
    """Up to which number the removals of a collection are forgotten; older tokens are stale."""

    __tablename__ = "feed_horizon"

    collection: Mapped[str] = mapped_column(String(40), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
