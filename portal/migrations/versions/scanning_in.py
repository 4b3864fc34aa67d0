"""Staff may take in letters that came on paper: new items, files that were sent and new deliveries."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

FAMILY, STAFF, WORKER = "letterbox_family", "letterbox_staff", "letterbox_worker"
LEAVES = {
    "item": "safe_copy_id IS NULL AND again_of IS NULL",
    "attachment": "state = 'sent' AND item_id IS NOT NULL AND draft_id IS NULL AND notes_copy_id IS NULL"
    " AND refusal IS NULL",
    "delivery": "state = 'received' AND version = 1 AND claimed_by IS NULL AND hints_copy_id IS NULL"
    " AND review_copy_id IS NULL",
}
"""By table: what a new row must be like. The rest of what a delivery may become stays as it was."""


def upgrade() -> None:
    """Rights to insert, each with a policy that holds what is inserted to a beginning."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("ALTER TABLE item ENABLE ROW LEVEL SECURITY")
    for role in (FAMILY, STAFF, WORKER):
        op.execute(f"CREATE POLICY {role}_0 ON item FOR ALL TO {role} USING (true) WITH CHECK (true)")
    op.execute(
        f"CREATE POLICY {FAMILY}_no_scans ON copy AS RESTRICTIVE FOR INSERT TO {FAMILY}"
        " WITH CHECK (kind <> 'scan-label')"
    )
    for table, check in LEAVES.items():
        op.execute(f"GRANT INSERT ON {table} TO {STAFF}")
        op.execute(
            f"CREATE POLICY {STAFF}_scans_in ON {table} AS RESTRICTIVE FOR INSERT TO {STAFF}"
            f" WITH CHECK ({check})"
        )
