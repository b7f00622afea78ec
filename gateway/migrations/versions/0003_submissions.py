"""Submissions.

Revision: 0003, after 0002
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KINDS = ("blank_spot", "wifi_check", "confirmation")


def upgrade() -> None:
    """Create the common tables, then one per kind."""
    _create_submission()
    _create_dependants()
    _create_blank_spot()
    _create_wifi_check()
    _create_confirmation()
    for kind in _KINDS:
        op.create_index(f"ix_{kind}_counted_at", kind, ["counted_at"])


def downgrade() -> None:
    """Drop them, dependants first."""
    dependants = ("withdrawal", "submission_attachment", "submission_event", "idempotency_key")
    for table in ("confirmation_operator", "blank_spot_operator", *_KINDS, *dependants):
        op.drop_table(table)
    op.drop_table("submission_number")
    op.drop_table("submission")


def _create_submission() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("number", sa.String(64), nullable=False),
        sa.Column("status", sa.String(64), nullable=False),
        _moment("received_at"),
        _moment("updated_at"),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        _moment("created_at"),
        sa.Column("app_version", sa.String(64), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("notice_version", sa.String(64), nullable=False),
        sa.Column("payload", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("number", name="uq_submission_number"),
        sa.UniqueConstraint("seq", name="uq_submission_seq"),
    )
    op.create_table(
        "submission_number",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_submission_number"),
    )


def _create_dependants() -> None:
    op.create_table(
        "idempotency_key",
        *_submission_key("idempotency_key", "id"),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_idempotency_key"),
    )
    op.create_table(
        "submission_event",
        sa.Column("id", sa.Integer(), nullable=False),
        *_submission_key("submission_event"),
        _moment("at"),
        sa.Column("event", sa.String(64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_submission_event"),
    )
    op.create_index("ix_submission_event_submission_id", "submission_event", ["submission_id"])
    op.create_table(
        "submission_attachment",
        *_submission_key("submission_attachment"),
        *_reference("submission_attachment", "sha256", 64, "attachment", "sha256"),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("submission_id", "sha256", name="pk_submission_attachment"),
    )
    op.create_index("ix_submission_attachment_sha256", "submission_attachment", ["sha256"])
    op.create_table(
        "withdrawal",
        *_submission_key("withdrawal"),
        *_reference("withdrawal", "target_id", 36, "submission", "id"),
        sa.PrimaryKeyConstraint("submission_id", name="pk_withdrawal"),
    )
    op.create_index("ix_withdrawal_target_id", "withdrawal", ["target_id"])


def _create_blank_spot() -> None:
    op.create_table(
        "blank_spot",
        *_submission_key("blank_spot"),
        *_position_and_time(),
        sa.Column("village_code", sa.String(20)),
        sa.Column("village_basis", sa.String(64)),
        sa.Column("environment", sa.String(64), nullable=False),
        sa.Column("connectivity", sa.String(64)),
        sa.Column("note", sa.Text()),
        sa.Column("similar_to", sa.String(64)),
        sa.PrimaryKeyConstraint("submission_id", name="pk_blank_spot"),
    )
    op.create_index("ix_blank_spot_village_code", "blank_spot", ["village_code"])
    op.create_table(
        "blank_spot_operator",
        *_reference("blank_spot_operator", "submission_id", 36, "blank_spot", "submission_id"),
        sa.Column("operator", sa.String(64), nullable=False),
        sa.Column("signal_class", sa.String(64), nullable=False),
        sa.Column("call", sa.Boolean()),
        sa.Column("sms", sa.Boolean()),
        sa.Column("data", sa.Boolean()),
        sa.Column("technology", sa.String(64)),
        sa.Column("signal_dbm", sa.Double()),
        sa.Column("signal_reason", sa.String(64)),
        sa.PrimaryKeyConstraint("submission_id", "operator", name="pk_blank_spot_operator"),
    )


def _create_wifi_check() -> None:
    op.create_table(
        "wifi_check",
        *_submission_key("wifi_check"),
        *_position_and_time(),
        sa.Column("station_id", sa.String(200), nullable=False),
        sa.Column("result", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name="pk_wifi_check"),
    )
    op.create_index("ix_wifi_check_station_id", "wifi_check", ["station_id"])


def _create_confirmation() -> None:
    op.create_table(
        "confirmation",
        *_submission_key("confirmation"),
        *_position_and_time(),
        sa.Column("about_type", sa.String(64), nullable=False),
        sa.Column("about_id", sa.String(64), nullable=False),
        sa.Column("village_code", sa.String(20)),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name="pk_confirmation"),
    )
    op.create_index("ix_confirmation_village_code", "confirmation", ["village_code"])
    op.create_table(
        "confirmation_operator",
        *_reference("confirmation_operator", "submission_id", 36, "confirmation", "submission_id"),
        sa.Column("operator", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("submission_id", "operator", name="pk_confirmation_operator"),
    )


def _moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _submission_key(table: str, name: str = "submission_id") -> tuple[Any, ...]:
    return _reference(table, name, 36, "submission", "id")


def _reference(table: str, name: str, length: int, target: str, target_column: str) -> tuple[Any, ...]:
    constraint = sa.ForeignKeyConstraint(
        [name], [f"{target}.{target_column}"], name=f"fk_{table}_{name}_{target}"
    )
    return sa.Column(name, sa.String(length), nullable=False), constraint


def _position_and_time() -> tuple[Any, ...]:
    return (
        sa.Column("lat", sa.Double()),
        sa.Column("lon", sa.Double()),
        sa.Column("accuracy_m", sa.Double()),
        sa.Column("position_source", sa.String(64)),
        sa.Column("age_s", sa.BigInteger()),
        sa.Column("fixes", sa.Integer()),
        sa.Column("mocked", sa.Boolean()),
        _moment("observed_at"),
        _moment("counted_at"),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True)),
    )
