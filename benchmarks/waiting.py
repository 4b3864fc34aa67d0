"""Very many waiting letters: a few are really written, the rest are their rows again under other ids."""

from __future__ import annotations

from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection

from benchmarks.invented import letter_text
from portal.models.tables import METADATA
from tests.builders import Portal, add_arrangement, add_correspondent, party_id, send_letter

WRITTEN = 30
# Row n repeats one of the written ones; ids are named after n, so that a delivery finds its item.
REPEAT = """
    INSERT INTO {table} ({columns})
    SELECT {values}
    FROM generate_series({written} + 1, :count) AS n
    JOIN (SELECT *, row_number() OVER (ORDER BY {order}) AS rank FROM {table}) AS made
      ON made.rank = 1 + n % {written}
"""
NEW_IN = {
    "item": {"id": "md5('item' || n)", "draft_id": "md5('draft' || n)"},
    "delivery": {
        "id": "md5('delivery' || n)",
        "item_id": "md5('item' || n)",
        "received_at": "made.received_at + n * interval '1 minute'",
    },
}


def write_letters(portal: Portal) -> None:
    """WRITTEN letters, each on an arrangement of its own, waiting at the desk."""
    for number in range(WRITTEN):
        adoptive = party_id(portal, add_arrangement(portal), "adoptive")
        writer = add_correspondent(portal, f"Writer {number}", f"writer{number}@example.org", adoptive)
        send_letter(portal, writer, letter_text(350), [adoptive], work_off=False)
    portal.work_off()


def fill_up(database_url: str, count: int) -> None:
    """Bring the WRITTEN letters to `count`, and let PostgreSQL look at them.

    Their copies are shared: the queue opens none of them, only the terms of the arrangements.
    """
    engine = create_engine(database_url)
    with engine.begin() as connection:
        _repeat(connection, "item", "id", count)
        _repeat(connection, "delivery", "item_id", count)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    engine.dispose()


def _repeat(connection: Connection, table: str, order: str, count: int) -> None:
    columns = [column.name for column in METADATA.tables[table].columns]
    values = [NEW_IN[table].get(name, f"made.{name}") for name in columns]
    statement = REPEAT.format(
        table=table, columns=", ".join(columns), values=", ".join(values), written=WRITTEN, order=order
    )
    connection.execute(text(statement), {"count": count})
