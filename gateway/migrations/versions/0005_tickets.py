"""Tickets, form versions, and who said what in a timeline.

Revision: 0005, after 0004
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_EVENT_COLUMNS = ("staff_id", "agency_id", "visibility", "by")


def upgrade() -> None:
    """Create the tables; what was in a timeline before was told to its reporter by the system."""
    _create_service_form()
    with op.batch_alter_table("submission_event") as event:
        event.add_column(sa.Column("by", sa.String(20), nullable=False, server_default="system"))
        event.add_column(sa.Column("visibility", sa.String(20), nullable=False, server_default="reporter"))
        event.add_column(sa.Column("agency_id", sa.String(100)))
        event.add_column(sa.Column("staff_id", sa.Integer()))
        event.create_foreign_key(
            "fk_submission_event_staff_id_staff_account", "staff_account", ["staff_id"], ["id"]
        )
    _create_ticket()
    _create_ticket_act()
    _create_event_file()


def downgrade() -> None:
    """Drop them, dependants first."""
    for table in ("submission_event_file", "ticket_act", "ticket", "service_form"):
        op.drop_table(table)
    with op.batch_alter_table("submission_event") as event:
        event.drop_constraint("fk_submission_event_staff_id_staff_account", type_="foreignkey")
        for column in _EVENT_COLUMNS:
            event.drop_column(column)


def _create_service_form() -> None:
    op.create_table(
        "service_form",
        sa.Column("service_id", sa.String(100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        _moment("published_at", nullable=False),
        sa.PrimaryKeyConstraint("service_id", "version", name="pk_service_form"),
    )


def _create_ticket() -> None:
    op.create_table(
        "ticket",
        sa.Column("submission_id", sa.String(36), nullable=False),
        sa.Column("service_id", sa.String(100), nullable=False),
        sa.Column("form_version", sa.Integer()),
        sa.Column("agency_id", sa.String(100)),
        sa.Column("assignee_id", sa.Integer()),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("api_key_id", sa.Integer()),
        sa.Column("due_on", sa.Date()),
        _moment("answered_at"),
        _moment("resolved_at"),
        _moment("closed_at"),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.Column("rating", sa.Integer()),
        sa.Column("rating_text", sa.Text()),
        sa.Column("duplicate_of", sa.String(36)),
        sa.Column("village_code", sa.String(20)),
        sa.Column("regency_code", sa.String(20)),
        *(sa.Column(name, sa.Double()) for name in ("lat", "lon", "public_lat", "public_lon")),
        sa.Column("public_text", sa.Text()),
        sa.Column("public_answers", sa.JSON()),
        *(sa.Column(f"reporter_{name}", sa.Text()) for name in ("name", "email", "phone")),
        sa.PrimaryKeyConstraint("submission_id", name="pk_ticket"),
        _link("ticket", "submission_id", "submission"),
        _link("ticket", "duplicate_of", "submission"),
        _link("ticket", "assignee_id", "staff_account"),
        _link("ticket", "api_key_id", "api_key"),
    )
    for column in ("service_id", "agency_id", "due_on", "village_code", "regency_code"):
        op.create_index(f"ix_ticket_{column}", "ticket", [column])


def _create_ticket_act() -> None:
    op.create_table(
        "ticket_act",
        sa.Column("submission_id", sa.String(36), nullable=False),
        sa.Column("target_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name="pk_ticket_act"),
        _link("ticket_act", "submission_id", "submission"),
        _link("ticket_act", "target_id", "submission"),
    )
    op.create_index("ix_ticket_act_target_id", "ticket_act", ["target_id"])


def _create_event_file() -> None:
    op.create_table(
        "submission_event_file",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "sha256", name="pk_submission_event_file"),
        _link("submission_event_file", "event_id", "submission_event"),
        sa.ForeignKeyConstraint(
            ["sha256"], ["attachment.sha256"], name="fk_submission_event_file_sha256_attachment"
        ),
    )
    op.create_index("ix_submission_event_file_sha256", "submission_event_file", ["sha256"])


def _moment(name: str, *, nullable: bool = True) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _link(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}")
