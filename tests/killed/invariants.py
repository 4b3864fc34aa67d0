"""What must be true of a portal at any moment at which nobody is in the middle of something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from crypto.errors import SealError
from crypto.grants import generation_of, unseal_from
from moderation.lifecycle import State
from portal.keyring import CONTENT, ESCROW
from portal.keys import load_keys
from portal.models.account import Account
from portal.models.audit import AuditEvent
from portal.models.background import Job, OutboxMessage
from portal.models.copy import Copy, Grant
from portal.models.delivery import Decision, Delivery, Release
from portal.models.item import Attachment, Draft, Item
from portal.models.page import Page
from portal.models.staff import StaffAccount
from portal.models.tables import METADATA
from portal.sealing import (
    AccountOpener,
    AgencyOpener,
    CopyKind,
    Opener,
    check_copy,
    open_blob,
    open_copy,
)
from portal.services.audit import CHAINS, check_chain
from portal.services.granting import release_copies
from portal.services.staff_marks import totp_context
from portal.services.unlocking import escrow_context
from portal.settings import Settings
from portal.work import SYSTEM, Work, open_house, unit_of_work
from tests.builders import Clock

AGENCY_ALONE = frozenset(
    {CopyKind.PERSON, CopyKind.TERMS, CopyKind.UNLOCK_LETTER, CopyKind.SAFE_LETTER, CopyKind.SAFE_PICTURE}
    | {CopyKind.SMALL_PICTURE, CopyKind.HINTS, CopyKind.REVIEW, CopyKind.REASONS, CopyKind.PAGE_READING}
    | {CopyKind.FILE_NOTES, CopyKind.PAINTED_PAGE, CopyKind.PAINTED_SMALL, CopyKind.PROOF}
)
NOT_COMPARED = frozenset({"rate_count", "alembic_version"})


def look(settings: Settings, clock: Clock) -> dict[str, Any]:
    """What is broken, what the portal looks like, and which notices it says have left."""
    house = open_house(settings, "worker", clock)
    try:
        with unit_of_work(house, SYSTEM, writes=False) as work:
            outbox = work.session.scalars(select(OutboxMessage)).all()
            return {
                "broken": list(broken(work)),
                "shape": shape(work),
                "outbox": {row.id: row.state for row in outbox},
            }
    finally:
        house.engine.dispose()


def broken(work: Work) -> Iterator[str]:
    """One line for everything that isn't as it must be."""
    yield from _chains(work)
    yield from _references(work)
    yield from _files(work)
    yield from _deliveries(work)
    yield from _items(work)
    yield from _grants(work)
    yield from _seals(work)
    yield from _generations(work)
    yield from _left_to_do(work)


def _chains(work: Work) -> Iterator[str]:
    for chain in CHAINS:
        key = load_keys(work.house.settings, chain)[f"chain_{chain}"]
        if (place := check_chain(work, chain, key).broken_at) is not None:
            yield f"the {chain} chain is broken at {place}"


def _references(work: Work) -> Iterator[str]:
    """Every name of a copy, an item, an account ... leads somewhere, and every copy is named by something."""
    named: set[str] = set()
    for table in METADATA.sorted_tables:
        for key in table.foreign_keys:
            target = key.column
            asked = select(key.parent).where(key.parent.is_not(None), key.parent.not_in(select(target)))
            for lost in work.session.scalars(asked):
                yield f"{table.name}.{key.parent.name} names {lost}, which isn't there"
            if target.table.name == Copy.__tablename__ and table.name != Grant.__tablename__:
                named |= set(work.session.scalars(select(key.parent).where(key.parent.is_not(None))))
    for copy in work.session.scalars(select(Copy).where(Copy.id.not_in(named))):
        yield f"nothing names the copy {copy.id}, a {copy.kind}"
    drafts = set(work.session.scalars(select(Draft.id)))
    for picture in work.session.scalars(select(Attachment)):
        if (picture.item_id is None) == (picture.draft_id is None) or not {picture.draft_id, None} & (
            drafts | {None} if picture.draft_id is None else drafts
        ):
            yield f"the picture {picture.id} belongs to nothing"


def _files(work: Work) -> Iterator[str]:
    """A sealed file for each copy that names one, and nothing besides."""
    named = list(work.session.scalars(select(Copy.blob).where(Copy.blob.is_not(None))))
    for name, count in Counter(named).items():
        if count > 1:
            yield f"{count} copies name the file {name}"
    folder = Path(work.house.settings.blobs)
    there = {one.name for one in folder.rglob("*") if one.is_file()}
    yield from (f"the file {name} is named and not there" for name in set(named) - there)
    yield from (f"the file {name} is there and not named" for name in there - set(named))
    for copy in work.session.scalars(select(Copy)):
        if (copy.body is None) == (copy.blob is None):
            yield f"the copy {copy.id} has no content, or two"


def _deliveries(work: Work) -> Iterator[str]:
    """State, claim, release, grants and decisions of a delivery tell the same story."""
    for row in work.session.scalars(select(Delivery)):
        state, name = State(row.state), f"the delivery {row.id} ({row.state})"
        if (state is State.CLAIMED) != (row.claimed_by is not None):
            yield f"{name} has a claim that doesn't fit"
        if (state is State.RECEIVED) != (row.hints_copy_id is None):
            yield f"{name} has hints that don't fit"
        releases = work.session.scalars(select(Release).where(Release.delivery_id == row.id)).all()
        live = [one for one in releases if one.withdrawn_at is None]
        if len(live) != (state is State.RELEASED):
            yield f"{name} has {len(live)} releases"
        if state is State.WITHDRAWN and not releases:
            yield f"{name} never had a release"
        decisions = work.session.scalars(select(Decision).where(Decision.delivery_id == row.id)).all()
        told = work.session.scalars(
            select(AuditEvent.event).where(AuditEvent.subject_id == row.id, AuditEvent.chain == "staff")
        ).all()
        if len(decisions) != len([one for one in told if one not in _NO_DECISION]):
            yield f"{name} has {len(decisions)} decisions and these events: {told}"


_NO_DECISION = frozenset({"delivery_claimed", "delivery_handed_back"})


def _items(work: Work) -> Iterator[str]:
    """An item was submitted once, goes to each recipient once, and is made safe as a whole."""
    for item in work.session.scalars(select(Item)):
        rows = work.session.scalars(select(Delivery).where(Delivery.item_id == item.id)).all()
        if not rows or len({row.to_party_id for row in rows}) != len(rows):
            yield f"the item {item.id} has {len(rows)} deliveries"
        received = {row.state == State.RECEIVED for row in rows}
        if received != {item.safe_copy_id is None}:
            yield f"the item {item.id} is half made safe"
        came, safe = ("letter_submitted", "letter_scanned_in"), ("letter_made_safe",)
        for events, most in ((came, 1), (safe, item.safe_copy_id is not None)):
            asked = select(AuditEvent).where(AuditEvent.subject_id == item.id, AuditEvent.event.in_(events))
            if (count := len(work.session.scalars(asked).all())) != most:
                yield f"the item {item.id} was {' or '.join(events)} {count} times"
        if work.session.get(Draft, item.draft_id) is not None:
            yield f"the item {item.id} is a draft as well"
    for picture in work.session.scalars(select(Attachment)):
        pages = work.session.scalars(select(Page.number).where(Page.attachment_id == picture.id)).all()
        rebuilt = (picture.notes_copy_id is not None, bool(pages))
        if set(rebuilt) != {picture.state == "safe"} or sorted(pages) != list(range(1, len(pages) + 1)):
            yield f"the file {picture.id} ({picture.state}) is half rebuilt"


def _grants(work: Work) -> Iterator[str]:
    """Who holds what: the agency its own, writers their own, recipients what is released to them."""
    released = _released_to(work)
    drafts = set(work.session.scalars(select(Draft.copy_id)))
    pictures = work.session.scalars(select(Attachment).where(Attachment.draft_id.is_not(None)))
    drafts |= {one for row in pictures for one in (row.original_copy_id, row.label_copy_id)}
    for copy in work.session.scalars(select(Copy)):
        rows = work.session.scalars(select(Grant).where(Grant.copy_id == copy.id)).all()
        kinds = Counter(row.holder_kind for row in rows)
        accounts = {row.holder_id for row in rows if row.holder_kind == "account"}
        if kinds["agency"] != (copy.id not in drafts):
            yield f"the agency's grants on the {copy.kind} {copy.id}: {kinds['agency']}"
        if copy.kind in AGENCY_ALONE and accounts:
            yield f"accounts hold the {copy.kind} {copy.id}"
        if copy.kind.startswith("released-") and accounts != released.get(copy.id, set()):
            yield f"not those who should hold the {copy.kind} {copy.id}"


def _released_to(work: Work) -> dict[str, set[str]]:
    held: dict[str, set[str]] = {}
    membership = METADATA.tables["membership"]
    for release in work.session.scalars(select(Release).where(Release.withdrawn_at.is_(None))):
        members = (
            select(Account.id)
            .join(membership, membership.c.account_id == Account.id)
            .where(membership.c.party_id == release.to_party_id, Account.public.is_not(None))
        )
        who = set(work.session.scalars(members))
        held |= dict.fromkeys(release_copies(work, release), who)
    return held


def _seals(work: Work) -> Iterator[str]:
    """Everything opens for everybody who holds a grant on it."""
    openers = _openers(work)
    for copy, grant in work.session.execute(select(Copy, Grant).join(Grant, Grant.copy_id == Copy.id)).all():
        opener = openers.get((grant.holder_kind, grant.holder_id))
        if opener is None:
            yield f"a grant on the {copy.kind} {copy.id} for somebody without a key"
            continue
        try:
            _open(work, copy, opener)
        except Exception as fault:
            yield f"the {copy.kind} {copy.id} doesn't open for the {grant.holder_kind}: {fault!r}"


def _openers(work: Work) -> dict[tuple[str, str], Opener]:
    agencies = METADATA.tables["agency"]
    found: dict[tuple[str, str], Opener] = {
        ("agency", one): AgencyOpener(one) for one in work.session.scalars(select(agencies.c.id))
    }
    for account in work.session.scalars(select(Account).where(Account.escrow.is_not(None))):
        assert account.escrow is not None
        number = generation_of(account.escrow)
        private = work.house.keyring.private(work.session, account.agency_id, ESCROW, number)
        key = unseal_from(private, account.escrow, escrow_context(account.id, account.agency_id))
        found["account", account.id] = AccountOpener(account.id, key)
    return found


def _open(work: Work, copy: Copy, opener: Opener) -> None:
    name = (copy.id, CopyKind(copy.kind), copy.subject_id, opener)
    check_copy(work, *name)
    if copy.body is not None:
        open_copy(work, *name)
    else:
        _drain(open_blob(work, *name))


def _drain(parts: Iterable[bytes]) -> None:
    for _part in parts:
        pass


def _generations(work: Work) -> Iterator[str]:
    """A grant's row names the generation that its seal names, and every second factor opens."""
    for grant in work.session.scalars(select(Grant)):
        if generation_of(grant.sealed_key) != grant.generation:
            yield f"the grant {grant.id} isn't of generation {grant.generation}"
    for staff in work.session.scalars(select(StaffAccount)):
        number = generation_of(staff.totp)
        try:
            private = work.house.keyring.private(work.session, staff.agency_id, CONTENT, number)
            unseal_from(private, staff.totp, totp_context(staff.id, staff.agency_id))
        except SealError as fault:
            yield f"the second factor of {staff.id} doesn't open: {fault!r}"


def _left_to_do(work: Work) -> Iterator[str]:
    for job in work.session.scalars(select(Job)):
        yield f"a job is left: {job.kind}, {job.state}, {job.fault}"
    for row in work.session.scalars(select(OutboxMessage).where(OutboxMessage.state != "sent")):
        yield f"a notice is left: {row.template}, {row.state}, {row.fault}"


def shape(work: Work) -> dict[str, int]:
    """How many of what there is: the same for two portals in which the same things happened."""
    counts: Counter[str] = Counter()
    for table in METADATA.sorted_tables:
        if table.name not in NOT_COMPARED:
            for row in work.session.execute(select(*_telling(table))):
                counts[f"{table.name}: {', '.join(str(one) for one in row)}"] += 1
    asked = select(Copy.kind, Grant.holder_kind).join(Grant, Grant.copy_id == Copy.id)
    for kind, holder in work.session.execute(asked):
        counts[f"a grant of a {kind} to an {holder}"] += 1
    return dict(counts)


TELLING = ("state", "kind", "template", "channel", "chain", "event", "actor_kind", "action", "version")


def _telling(table: Table) -> list[Any]:
    """The columns of a table that say what a row is; for tables without such, the first of its key."""
    columns: list[Any] = [one for one in table.columns if one.name in TELLING]
    return columns or [(next(iter(table.primary_key.columns)).is_not(None)).label("there")]
