"""An agency's own words for its hints, and how often each rule was right: nothing for the family door."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

FAMILY, STAFF, WORKER = "letterbox_family", "letterbox_staff", "letterbox_worker"
RIGHTS = {
    STAFF: {
        "agency_words": "SELECT, INSERT, UPDATE (version, copy_id)",
        "rule_count": "SELECT, INSERT, UPDATE (shown, taken_out, said_wrong)",
    },
    WORKER: {"agency_words": "SELECT"},
}


def upgrade() -> None:
    """Two tables; on PostgreSQL their rights, and the sealed list out of the family door's sight."""
    op.create_table(
        "agency_words",
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("copy_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_words_agency_id_agency")),
        sa.ForeignKeyConstraint(["copy_id"], ["copy.id"], name=op.f("fk_agency_words_copy_id_copy")),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_agency_words")),
    )
    op.create_index(op.f("ix_agency_words_copy_id"), "agency_words", ["copy_id"])
    op.create_table(
        "rule_count",
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("rule", sa.String(64), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("taken_out", sa.Integer(), nullable=False),
        sa.Column("said_wrong", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_rule_count_agency_id_agency")),
        sa.PrimaryKeyConstraint("agency_id", "rule", name=op.f("pk_rule_count")),
    )
    if op.get_bind().dialect.name != "postgresql":
        return
    for role, rights in RIGHTS.items():
        for table, right in rights.items():
            op.execute(f"GRANT {right} ON {table} TO {role}")
    # Beside the policies that let rows be seen: this one takes some away from what they let be seen.
    hidden = "kind <> 'agency-words'"
    op.execute(
        f"CREATE POLICY {FAMILY}_no_lists ON copy AS RESTRICTIVE FOR ALL TO {FAMILY}"
        f" USING ({hidden}) WITH CHECK ({hidden})"
    )
