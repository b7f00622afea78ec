"""The change feed.

Revision: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from gateway.ids import new_epoch

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the feed and name this database."""
    feed_state = op.create_table(
        "feed_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.String(32), nullable=False),
        sa.Column("last_seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed_state"),
    )
    op.bulk_insert(feed_state, [{"id": 1, "epoch": new_epoch(), "last_seq": 0}])
    op.create_table(
        "content_row",
        sa.Column("collection", sa.String(40), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("collection", "id", name="pk_content_row"),
    )
    op.create_index("ix_content_row_feed", "content_row", ["collection", "seq"], unique=True)
    op.create_table(
        "feed_horizon",
        sa.Column("collection", sa.String(40), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("collection", name="pk_feed_horizon"),
    )


def downgrade() -> None:
    """Drop the feed."""
    for table in ("feed_horizon", "content_row", "feed_state"):
        op.drop_table(table)
