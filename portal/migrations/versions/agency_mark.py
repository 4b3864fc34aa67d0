"""The office's mark on what an agency says of itself, and on its rules.

A migration has no keys: what stood there before is marked by `letterbox rules` or `letterbox contact`, and
not relied on until then.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """A column for the mark."""
    op.add_column("agency", sa.Column("mark", sa.LargeBinary(), nullable=True))
