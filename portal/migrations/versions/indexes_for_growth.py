"""Indexes without which saving a draft, a home page and the post room grow slower with every letter kept."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

# Whenever a copy is forgotten, the database looks in each of these whether a row still names it.
NAMES_A_COPY = (
    ("account", "details_copy_id"),
    ("unlock_code", "letter_copy_id"),
    ("arrangement_version", "copy_id"),
    ("party", "card_copy_id"),
    ("delivery", "review_copy_id"),
    ("delivery", "hints_copy_id"),
    ("decision", "reasons_copy_id"),
    ("decision", "told_copy_id"),
    ("release", "copy_id"),
    ("released_picture", "copy_id"),
    ("released_picture", "small_copy_id"),
    ("draft", "copy_id"),
    ("item", "copy_id"),
    ("item", "safe_copy_id"),
    ("item", "note_copy_id"),
    ("attachment", "original_copy_id"),
    ("attachment", "label_copy_id"),
    ("attachment", "safe_copy_id"),
    ("attachment", "small_copy_id"),
    ("staff_account", "details_copy_id"),
)


def upgrade() -> None:
    """Index every column that names a copy, letters by their sender, and releases by day."""
    for table, column in NAMES_A_COPY:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    op.create_index("ix_delivery_from_party_id_received_at", "delivery", ["from_party_id", "received_at"])
    op.create_index("ix_release_agency_id_released_at", "release", ["agency_id", "released_at"])
