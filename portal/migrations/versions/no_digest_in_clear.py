"""A decision's digest of what was decided is sealed with its reasons, and stands nowhere in clear."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Take the column out, with what stood there."""
    op.drop_column("decision", "content_digest")
