"""Are the audit log's chains whole?"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from crypto.chain import GENESIS, find_break
from portal.models.audit import AuditEvent, ChainHead
from portal.work import Work

CHAINS = ("family", "staff", "worker")


@dataclass(frozen=True)
class ChainReport:
    """One chain: how many events, and the number of the first that doesn't fit, if any."""

    chain: str
    events: int
    broken_at: int | None


def start_chains(work: Work) -> None:
    """Make the heads of the chains that have none yet."""
    for chain in CHAINS:
        if work.session.get(ChainHead, chain) is None:
            work.session.add(ChainHead(chain=chain, number=0, link=GENESIS))


def check_chain(work: Work, chain: str, key: bytes) -> ChainReport:
    """Walk one chain with its key. Finds an edit, a removal, a change of order and a cut end."""
    session = work.session
    events = session.scalars(
        select(AuditEvent).where(AuditEvent.chain == chain).order_by(AuditEvent.number)
    ).all()
    broken = find_break(key, ((event.number, event.encoded(), event.link) for event in events))
    head = session.get(ChainHead, chain)
    end = (events[-1].number, events[-1].link) if events else (0, GENESIS)
    if broken is None and (head is None or (head.number, head.link) != end):
        broken = len(events) + 1
    return ChainReport(chain, len(events), broken)
