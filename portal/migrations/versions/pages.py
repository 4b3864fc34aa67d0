"""Files become pages: a photograph is one, a letter from a word processor several. None for the family door.

A photograph made safe before is a page under its own id, because its sealed copies are bound to that.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

FAMILY, STAFF, WORKER = "letterbox_family", "letterbox_staff", "letterbox_worker"
RIGHTS = {
    STAFF: {"page": "SELECT", "painted_page": "SELECT, DELETE"},
    WORKER: {"page": "SELECT, INSERT", "painted_page": "SELECT, INSERT, DELETE"},
}
HIDDEN = (
    "'safe-picture', 'small-picture', 'page-reading', 'file-notes', 'painted-page', 'painted-small', 'proof'"
)
OLD_COLUMNS = ("safe_copy_id", "small_copy_id")


def upgrade() -> None:
    """Two tables, the pages of today's photographs, and their rights."""
    op.execute(
        "CREATE TEMPORARY TABLE made_before AS SELECT id, agency_id, safe_copy_id, small_copy_id"
        " FROM attachment WHERE state = 'safe'"
    )
    _change_attachment()
    _make_tables()
    op.execute(
        "INSERT INTO page (id, agency_id, attachment_id, number, safe_copy_id, small_copy_id)"
        " SELECT id, agency_id, id, 1, safe_copy_id, small_copy_id FROM made_before"
    )
    op.execute("DROP TABLE made_before")
    if op.get_bind().dialect.name != "postgresql":
        return
    for role, rights in RIGHTS.items():
        for table, right in rights.items():
            op.execute(f"GRANT {right} ON {table} TO {role}")
    op.execute(
        f"CREATE POLICY {FAMILY}_no_pages ON copy AS RESTRICTIVE FOR ALL TO {FAMILY}"
        f" USING (kind NOT IN ({HIDDEN})) WITH CHECK (kind NOT IN ({HIDDEN}))"
    )


def _change_attachment() -> None:
    for column in OLD_COLUMNS:
        op.drop_index(op.f(f"ix_attachment_{column}"), "attachment")
    with op.batch_alter_table("attachment") as batch:
        for column in OLD_COLUMNS:
            batch.drop_constraint(op.f(f"fk_attachment_{column}"), type_="foreignkey")
            batch.drop_column(column)
        batch.add_column(sa.Column("notes_copy_id", sa.String(32), nullable=True))
        batch.create_foreign_key(op.f("fk_attachment_notes_copy_id"), "copy", ["notes_copy_id"], ["id"])
    op.create_index(op.f("ix_attachment_notes_copy_id"), "attachment", ["notes_copy_id"])


def _make_tables() -> None:
    _make_table(
        "page",
        [sa.Column("number", sa.Integer(), nullable=False)],
        {"attachment_id": "attachment"},
        {"safe_copy_id": False, "small_copy_id": False, "read_copy_id": True},
        ("attachment_id", "number"),
    )
    _make_table(
        "painted_page",
        [],
        {"delivery_id": "delivery", "page_id": "page"},
        {"copy_id": False, "small_copy_id": False, "proof_copy_id": False},
        ("delivery_id", "page_id"),
    )


def _make_table(
    name: str,
    more: list[sa.Column[int]],
    owners: dict[str, str],
    copies: dict[str, bool],
    unique: tuple[str, str],
) -> None:
    """`owners` and `copies`: columns that name other rows; which table, and whether they may be empty."""
    named = {"agency_id": "agency"} | owners | dict.fromkeys(copies, "copy")
    op.create_table(
        name,
        sa.Column("id", sa.String(32), nullable=False),
        *(sa.Column(column, sa.String(32), nullable=copies.get(column, False)) for column in named),
        *more,
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}_{table}"))
            for column, table in named.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}")),
    )
    for column in copies:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])
