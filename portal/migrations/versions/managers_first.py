"""What needs a manager stands first in the queue, managers are told, and what was told of places is kept.

Nothing of it is the family door's: it has no right to the new column, and none to the new tables.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

FAMILY, STAFF, WORKER = "letterbox_family", "letterbox_staff", "letterbox_worker"
# All that the family door had of a delivery, by name: the new column is not among it.
OF_A_DELIVERY = (
    "id, agency_id, item_id, arrangement_id, from_party_id, to_party_id, state, version, received_at, due_on,"
    " review_on, claimed_by, claimed_until, review_copy_id, hints_copy_id"
)
OFFICE_ONLY = "'person', 'terms', 'safe-letter', 'hints', 'review', 'reasons', 'told-places'"
GRANTS = (
    f"REVOKE SELECT, INSERT ON delivery FROM {FAMILY}",
    f"GRANT SELECT ({OF_A_DELIVERY}), INSERT ({OF_A_DELIVERY}) ON delivery TO {FAMILY}",
    # Looking again finds hints anew at the staff door, and may find what a manager must see.
    f"GRANT UPDATE (hints_copy_id, rank) ON delivery TO {STAFF}",
    f"GRANT SELECT, INSERT ON told_places TO {STAFF}",
    f"GRANT SELECT ON told_places TO {WORKER}",
    f"GRANT SELECT, INSERT ON office_message TO {STAFF}",
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON office_message TO {WORKER}",
    f"DROP POLICY {FAMILY}_0 ON copy",
    f"CREATE POLICY {FAMILY}_0 ON copy FOR ALL TO {FAMILY}"
    f" USING (kind NOT IN ({OFFICE_ONLY})) WITH CHECK (kind NOT IN ({OFFICE_ONLY}))",
)


def upgrade() -> None:
    """The column with the queue's index, both tables, and who may what."""
    op.add_column("delivery", sa.Column("rank", sa.SmallInteger(), nullable=False, server_default="1"))
    op.drop_index("ix_delivery_queue", "delivery")
    op.create_index("ix_delivery_queue", "delivery", ["agency_id", "state", "rank", "received_at", "id"])
    _make_tables()
    if op.get_bind().dialect.name == "postgresql":
        for statement in GRANTS:
            op.execute(statement)


def _make_tables() -> None:
    op.create_table(
        "told_places",
        sa.Column("release_id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("from_party_id", sa.String(32), nullable=False),
        sa.Column("copy_id", sa.String(32), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_told_places_{column}_{table}"))
            for column, table in (
                ("release_id", "release"),
                ("agency_id", "agency"),
                ("from_party_id", "party"),
                ("copy_id", "copy"),
            )
        ),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_told_places")),
    )
    for column in ("from_party_id", "copy_id"):
        op.create_index(op.f(f"ix_told_places_{column}"), "told_places", [column])
    op.create_table(
        "office_message",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("template", sa.String(length=32), nullable=False),
        sa.Column("occasion", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fault", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agency.id"], name=op.f("fk_office_message_agency_id_agency")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff_account.id"], name=op.f("fk_office_message_staff_id_staff_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_message")),
        sa.UniqueConstraint(
            "template", "staff_id", "occasion", name=op.f("uq_office_message_template_staff_id_occasion")
        ),
    )
    op.create_index("ix_office_message_next", "office_message", ["state", "run_at"])
