"""Officers, their rights and sessions, the audit log, API keys.

Revision: 0004, after 0003
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _create_accounts()
    _create_audit()
    _create_keys()


def downgrade() -> None:
    """Drop them, dependants first."""
    for table in ("api_key", "audit_entry", "staff_session", "staff_role", "staff_account"):
        op.drop_table(table)


def _create_accounts() -> None:
    op.create_table(
        "staff_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("password_hash", sa.Text()),
        sa.Column("oidc_subject", sa.String(255)),
        sa.Column("active", sa.Boolean(), nullable=False),
        _moment("created_at"),
        _moment("last_seen_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_staff_account"),
        sa.UniqueConstraint("email", name="uq_staff_account_email"),
        sa.UniqueConstraint("oidc_subject", name="uq_staff_account_oidc_subject"),
    )
    op.create_table(
        "staff_role",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.String(100), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("account_id", "agency_id", "role", name="pk_staff_role"),
        _of_account("staff_role", "account_id"),
    )
    op.create_table(
        "staff_session",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        _moment("created_at"),
        _moment("expires_at"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_staff_session"),
        _of_account("staff_session", "account_id"),
    )
    op.create_index("ix_staff_session_account_id", "staff_session", ["account_id"])
    op.create_index("ix_staff_session_expires_at", "staff_session", ["expires_at"])


def _create_audit() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        _moment("at"),
        sa.Column("staff_id", sa.Integer()),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("object_type", sa.String(64), nullable=False),
        sa.Column("object_id", sa.String(200), nullable=False),
        sa.Column("agency_id", sa.String(100)),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
        _of_account("audit_entry", "staff_id"),
    )
    op.create_index("ix_audit_entry_at", "audit_entry", ["at"])
    op.create_index("ix_audit_entry_staff_id", "audit_entry", ["staff_id"])


def _create_keys() -> None:
    op.create_table(
        "api_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        _moment("created_at"),
        _moment("revoked_at", nullable=True),
        _moment("last_used_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_api_key"),
        sa.UniqueConstraint("key_hash", name="uq_api_key_key_hash"),
    )


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _of_account(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["staff_account.id"], name=f"fk_{table}_{column}_staff_account")
