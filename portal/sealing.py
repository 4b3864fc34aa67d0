"""Sealing copies and opening them by grant: the one way in which anything is kept or read.

To find every place that reads something in clear, search for `open_copy`, `open_json` and
`open_blob`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from sqlalchemy import bindparam, delete, select

from crypto.certificates import check_certificate
from crypto.context import Context
from crypto.derivation import labelled_key
from crypto.envelope import new_key, seal, unseal
from crypto.errors import NotCertified
from crypto.grants import Holder, ReadyKey, generation_of, make_grant, open_grant
from crypto.stream import seal_stream, unseal_stream
from portal.blobs import put
from portal.db import new_id
from portal.keyring import CONTENT
from portal.models.account import Account
from portal.models.copy import Copy, Grant
from portal.office import check_mark, make_mark
from portal.refusal import Refusal
from portal.work import Work


class CopyKind(StrEnum):
    """What a sealed copy is. Bound into the seal: a note can't be opened as a letter."""

    PERSON = "person"
    TERMS = "terms"
    CARD = "card"
    UNLOCK_LETTER = "unlock-letter"
    DRAFT = "draft"
    LETTER = "letter"
    SAFE_LETTER = "safe-letter"
    NOTE = "note-to-staff"
    PICTURE = "picture"
    LABEL = "label"
    SCAN_LABEL = "scan-label"
    SAFE_PICTURE = "safe-picture"
    SMALL_PICTURE = "small-picture"
    PAGE_READING = "page-reading"
    FILE_NOTES = "file-notes"
    PAINTED_PAGE = "painted-page"
    PAINTED_SMALL = "painted-small"
    PROOF = "proof"
    HINTS = "hints"
    REVIEW = "review"
    REASONS = "reasons"
    AGENCY_WORDS = "agency-words"
    TOLD = "told"
    TOLD_PLACES = "told-places"
    RELEASED_LETTER = "released-letter"
    RELEASED_PICTURE = "released-picture"
    RELEASED_SMALL = "released-small"


WRITERS_OWN = frozenset({CopyKind.DRAFT, CopyKind.LETTER, CopyKind.NOTE, CopyKind.PICTURE, CopyKind.LABEL})
"""What correspondents make. Everything else the office makes, and it carries the office's mark."""


class NoGrant(Refusal):
    """The holder has no grant for this copy. To a person this is the same as not there."""

    sentence = "There is nothing here that you can open."


@dataclass(frozen=True)
class Recipient:
    """Somebody a copy can be sealed to: who, and the public half of their key."""

    holder: Holder
    public: bytes


class Opener(Protocol):
    """Somebody's private key at work."""

    @property
    def kind(self) -> str: ...

    @property
    def id(self) -> str: ...

    def private(self, work: Work, generation: int) -> ReadyKey: ...


@dataclass(frozen=True)
class AccountOpener:
    """A correspondent, while signed in: the private half came out of their own session."""

    id: str
    key: bytes = field(repr=False)
    kind: str = "account"

    def private(self, work: Work, generation: int) -> ReadyKey:
        return self._ready

    @cached_property
    def _ready(self) -> ReadyKey:
        return ReadyKey(self.key)


@dataclass(frozen=True)
class AgencyOpener:
    """An agency, at the staff door or in the worker."""

    id: str
    kind: str = "agency"

    def private(self, work: Work, generation: int) -> ReadyKey:
        return work.house.keyring.ready(work.session, self.id, CONTENT, generation)


def agency_recipient(work: Work, agency_id: str) -> Recipient:
    """The agency under its newest generation, with its certificate checked."""
    number, public = work.house.keyring.public(work.session, agency_id, CONTENT)
    return Recipient(Holder("agency", agency_id, number), public)


def account_key_context(account_id: str, agency_id: str) -> Context:
    """What an account key's certificate is bound to."""
    return Context("account-key", account_id, agency_id)


def account_recipient(work: Work, account: Account) -> Recipient:
    """A correspondent's account. Raises NotCertified if the key isn't one the worker made."""
    if account.public is None or account.certificate is None:
        raise NotCertified
    context = account_key_context(account.id, account.agency_id)
    check_certificate(work.house.keys["certificate_check"], account.public, account.certificate, context)
    return Recipient(Holder("account", account.id), account.public)


def _context(copy: Copy) -> Context:
    return Context(copy.kind, copy.subject_id, copy.agency_id, copy.id)


def _grant_row(key: bytes, copy: Copy, to: Recipient) -> Grant:
    return Grant(
        id=new_id(),
        copy_id=copy.id,
        holder_kind=to.holder.kind,
        holder_id=to.holder.id,
        generation=to.holder.generation,
        sealed_key=make_grant(key, to.public, to.holder, copy.id, copy.agency_id),
    )


@dataclass(frozen=True)
class NewCopy:
    """A copy about to be sealed: a fresh key, and the row that is not stored yet."""

    row: Copy
    key: bytes

    @property
    def context(self) -> Context:
        """What the content is bound to."""
        return _context(self.row)


def begin_copy(work: Work, agency_id: str, kind: CopyKind, subject_id: str) -> NewCopy:
    """A copy with a fresh key and nothing in it yet (for content that comes in as a stream)."""
    row = Copy(
        id=new_id(), agency_id=agency_id, kind=kind, subject_id=subject_id, created_at=work.now, blob=None
    )
    return NewCopy(row, new_key())


def _commitment(key: bytes) -> bytes:
    return labelled_key(key, "letterbox/1 office mark")


def store_copy(work: Work, new: NewCopy, to: Sequence[Recipient]) -> Copy:
    """Store a begun copy whose content is sealed, with its grants."""
    if new.row.kind not in WRITERS_OWN:
        new.row.mark = make_mark(work, new.context, _commitment(new.key))
    work.session.add(new.row)
    work.session.flush()
    work.session.add_all(_grant_row(new.key, new.row, recipient) for recipient in to)
    return new.row


def seal_copy(
    work: Work, agency_id: str, kind: CopyKind, subject_id: str, content: bytes, to: Sequence[Recipient]
) -> Copy:
    """Seal small content under a fresh key, granted to `to` and nobody else."""
    new = begin_copy(work, agency_id, kind, subject_id)
    new.row.body = seal(new.key, content, new.context)
    return store_copy(work, new, to)


def seal_json(
    work: Work, agency_id: str, kind: CopyKind, subject_id: str, content: Any, to: Sequence[Recipient]
) -> Copy:
    """Seal a record (anything json can hold)."""
    return seal_copy(work, agency_id, kind, subject_id, json.dumps(content).encode(), to)


def seal_blob(
    work: Work,
    agency_id: str,
    kind: CopyKind,
    subject_id: str,
    content: Iterable[bytes],
    to: Sequence[Recipient],
) -> Copy:
    """Seal large content into the store. The file is there, synced, before the row that names it."""
    new = begin_copy(work, agency_id, kind, subject_id)
    new.row.blob = put(work.house.blobs, seal_stream(new.key, content, new.context))
    return store_copy(work, new, to)


_COPIES_WITH_GRANTS = (
    select(Copy, Grant)
    .join(Grant, Grant.copy_id == Copy.id)
    .where(
        Copy.id.in_(bindparam("copy_ids", expanding=True)),
        Grant.holder_kind == bindparam("holder_kind"),
        Grant.holder_id == bindparam("holder_id"),
    )
)


def read_together(work: Work, copy_ids: Iterable[str], opener: Opener) -> None:
    """Fetch copies with the opener's grants in one query; in this unit of work they open without another."""
    asked = {"copy_ids": list(copy_ids), "holder_kind": opener.kind, "holder_id": opener.id}
    keep_at_hand(work, ((copy, grant) for copy, grant in work.session.execute(_COPIES_WITH_GRANTS, asked)))


def keep_at_hand(work: Work, found: Iterable[tuple[Copy, Grant]]) -> None:
    """Take in copies, each with a grant on it, that a query of its own brought along."""
    work.at_hand |= {(copy.id, grant.holder_kind, grant.holder_id): (copy, grant) for copy, grant in found}


def _find(work: Work, copy_id: str, opener: Opener) -> tuple[Copy, Grant]:
    name = (copy_id, opener.kind, opener.id)
    if name not in work.at_hand:
        read_together(work, [copy_id], opener)
    if name not in work.at_hand:
        raise NoGrant
    return work.at_hand[name]


def _find_copy(
    work: Work, copy_id: str, kind: CopyKind, subject_id: str, opener: Opener
) -> tuple[Copy, Grant]:
    copy, grant = _find(work, copy_id, opener)
    if copy.kind != kind or copy.subject_id != subject_id:
        raise NoGrant
    return copy, grant


def _content_key(work: Work, copy: Copy, grant: Grant, opener: Opener) -> bytes:
    holder = Holder(opener.kind, opener.id, generation_of(grant.sealed_key))
    private = opener.private(work, holder.generation)
    key = open_grant(grant.sealed_key, private, holder, copy.id, copy.agency_id)
    if copy.kind not in WRITERS_OWN:
        check_mark(work, copy.mark, _context(copy), _commitment(key))
    return key


def check_copy(work: Work, copy_id: str, kind: CopyKind, subject_id: str, opener: Opener) -> None:
    """Raises NoGrant or a SealError unless this copy is what it must be, with the office's mark if due."""
    _content_key(work, *_find_copy(work, copy_id, kind, subject_id, opener), opener)


def open_copy(work: Work, copy_id: str, kind: CopyKind, subject_id: str, opener: Opener) -> bytes:
    """The content of a small copy. Raises NoGrant, or a SealError when it isn't what it says."""
    copy, grant = _find_copy(work, copy_id, kind, subject_id, opener)
    if copy.body is None:
        raise NoGrant
    return unseal(_content_key(work, copy, grant, opener), copy.body, _context(copy))


def open_json(work: Work, copy_id: str, kind: CopyKind, subject_id: str, opener: Opener) -> Any:
    """A record out of a small copy."""
    return json.loads(open_copy(work, copy_id, kind, subject_id, opener))


def open_blob(work: Work, copy_id: str, kind: CopyKind, subject_id: str, opener: Opener) -> Iterator[bytes]:
    """The content of a large copy, part by part; every part is authenticated before it is given out."""
    copy, grant = _find_copy(work, copy_id, kind, subject_id, opener)
    if copy.blob is None:
        raise NoGrant
    key = _content_key(work, copy, grant, opener)
    return unseal_stream(key, work.house.blobs.read(copy.blob), _context(copy))


def grant_copy(work: Work, copy_id: str, opener: Opener, to: Sequence[Recipient]) -> None:
    """Let more holders open a copy that `opener` can open. Holders who can already are passed over."""
    grants = select(Grant.holder_kind, Grant.holder_id).where(Grant.copy_id == copy_id)
    held = {(kind, holder) for kind, holder in work.session.execute(grants)}
    missing = [one for one in to if (one.holder.kind, one.holder.id) not in held]
    if missing:
        copy, grant = _find(work, copy_id, opener)
        key = _content_key(work, copy, grant, opener)
        work.session.add_all(_grant_row(key, copy, one) for one in missing)


def reseal_grant(
    work: Work, sealed_key: bytes, copy_id: str, agency_id: str, opener: Opener, to: Recipient
) -> bytes:
    """The grant of somebody whose key was replaced by a newer one: the same content key, sealed to that."""
    holder = Holder(opener.kind, opener.id, generation_of(sealed_key))
    key = open_grant(sealed_key, opener.private(work, holder.generation), holder, copy_id, agency_id)
    return make_grant(key, to.public, to.holder, copy_id, agency_id)


def forget_copy(work: Work, copy_id: str) -> None:
    """Delete a copy with every grant. Its sealed file, if any, is swept later."""
    work.at_hand.clear()
    work.session.execute(delete(Grant).where(Grant.copy_id == copy_id))
    work.session.execute(delete(Copy).where(Copy.id == copy_id))


def take_back_grants(
    work: Work, copy_ids: Sequence[str], holder_kind: str, holder_id: str | None = None
) -> None:
    """Delete the grants on these copies of one kind of holder, or of one holder of that kind."""
    work.at_hand.clear()
    held = Grant.copy_id.in_(copy_ids) & (Grant.holder_kind == holder_kind)
    work.session.execute(
        delete(Grant).where(held if holder_id is None else held & (Grant.holder_id == holder_id))
    )
