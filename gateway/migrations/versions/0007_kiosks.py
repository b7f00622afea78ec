"""Kiosks, each with its last heartbeat.

Revision: 0007, after 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "kiosk",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("title_id", sa.String(80), nullable=False),
        sa.Column("title_en", sa.String(80), nullable=False),
        sa.Column("place_id", sa.String(200), nullable=True),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("controls_low", sa.Boolean(), nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("app_version", sa.String(40), nullable=True),
        sa.Column("content_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("clock_ahead_s", sa.BigInteger(), nullable=True),
        sa.Column("waiting", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_kiosk"),
        sa.UniqueConstraint("key_hash", name="uq_kiosk_key_hash"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("kiosk")
