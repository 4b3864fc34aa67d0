"""Letters being written: saved as one writes, sealed to the writer alone."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import delete, func, select

from moderation.sanitise.pictures import picture_kind
from moderation.sanitise.text import clean_line
from portal.db import new_id
from portal.models.item import Attachment, Draft, Item
from portal.refusal import Refusal
from portal.sealing import (
    CopyKind,
    NewCopy,
    Recipient,
    account_recipient,
    forget_copy,
    open_blob,
    open_json,
    seal_blob,
    seal_json,
    store_copy,
)
from portal.services.sign_in import SignedIn
from portal.work import Work

MOST_KEPT = 400_000
MOST_DRAFT_PICTURES = 20
DESCRIPTION_LIMIT = 300


class NotThere(Refusal):
    """Not there, or not theirs: the same to everybody."""

    sentence = "There is nothing here that you can open."


class AlreadySent(Refusal):
    """The draft has become an item."""

    sentence = "This letter was sent already."

    def __init__(self, item_id: str) -> None:
        super().__init__(item_id)
        self.item_id = item_id


class DraftChangedElsewhere(Refusal):
    """The version seen isn't the current one."""

    sentence = "This letter was changed in another window. Please look at it again before you go on."


class TooManyPictures(Refusal):
    """More than the draft, or the arrangement, takes."""

    sentence = "There are too many pictures with this letter. Please take one out first."


class NotAPictureAtAll(Refusal):
    """The first bytes are of no kind we open."""

    sentence = "This file is not a photograph we can open. Please send a JPEG, PNG, WebP or HEIC picture."


class PictureTooLarge(Refusal):
    """More bytes than we take."""

    sentence = "This picture is too large. Please send one of at most 25 megabytes."


class EmptyPicture(Refusal):
    """No bytes."""

    sentence = "This file is empty. Please choose the picture again."


@dataclass(frozen=True)
class DraftContent:
    """What a draft holds: the letter's words, the note to staff, and through which own parties it goes."""

    text: str = ""
    note: str = ""
    to: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownDraft:
    """A draft, opened by its writer."""

    draft: Draft
    content: DraftContent


@dataclass(frozen=True)
class DraftPicture:
    """A picture of a draft or of a letter one sent, as its writer sees it."""

    attachment: Attachment
    file_name: str
    description: str


def writer(work: Work, me: SignedIn) -> list[Recipient]:
    """The writer as the one holder of what is being written."""
    return [account_recipient(work, me.account)]


def find_draft(work: Work, me: SignedIn, draft_id: str, *, lock: bool = False) -> Draft:
    """One's own draft. Raises AlreadySent, or NotThere for somebody else's and for none alike."""
    query = select(Draft).where(Draft.id == draft_id, Draft.account_id == me.account.id)
    draft = work.session.scalars(query.with_for_update() if lock else query).one_or_none()
    if draft is None:
        sent = select(Item.id).where(Item.draft_id == draft_id, Item.account_id == me.account.id)
        item_id = work.session.scalar(sent)
        raise NotThere if item_id is None else AlreadySent(item_id)
    return draft


def open_draft(work: Work, me: SignedIn, draft_id: str) -> KnownDraft:
    """One's own draft with its words. Raises AlreadySent, NotThere."""
    draft = find_draft(work, me, draft_id)
    return KnownDraft(draft, _content(work, me, draft))


def _content(work: Work, me: SignedIn, draft: Draft) -> DraftContent:
    stored = open_json(work, draft.copy_id, CopyKind.DRAFT, draft.id, me.opener)
    return DraftContent(**(stored | {"to": tuple(stored["to"])}))


def list_drafts(work: Work, me: SignedIn) -> list[KnownDraft]:
    """One's own drafts, newest first."""
    rows = work.session.scalars(
        select(Draft).where(Draft.account_id == me.account.id).order_by(Draft.updated_at.desc(), Draft.id)
    ).all()
    return [KnownDraft(row, _content(work, me, row)) for row in rows]


def save_draft(
    work: Work, me: SignedIn, draft_id: str, content: DraftContent, seen_version: int, again_of: str = ""
) -> Draft:
    """Save what was written. `seen_version` is the version the writer's page began with, 0 for a new one.

    Raises AlreadySent, NotThere, DraftChangedElsewhere; the caller still has the words.
    """
    if len(draft_id) != 32 or not set(draft_id) <= set(string.hexdigits.lower()):
        raise NotThere
    kept = DraftContent(content.text[:MOST_KEPT], content.note[:MOST_KEPT], content.to)
    try:
        draft = find_draft(work, me, draft_id, lock=True)
    except NotThere:
        if seen_version or work.session.get(Draft, draft_id) is not None:
            raise
        return _begin_draft(work, me, draft_id, kept, again_of)
    if draft.version != seen_version:
        if _content(work, me, draft) == kept:
            return draft  # a retry of the same saving
        raise DraftChangedElsewhere
    old = draft.copy_id
    draft.copy_id = _seal(work, me, draft_id, kept)
    draft.version, draft.updated_at = draft.version + 1, work.now
    work.session.flush()
    forget_copy(work, old)
    return draft


def _seal(work: Work, me: SignedIn, draft_id: str, content: DraftContent) -> str:
    agency_id = me.account.agency_id
    return seal_json(work, agency_id, CopyKind.DRAFT, draft_id, asdict(content), writer(work, me)).id


def _begin_draft(work: Work, me: SignedIn, draft_id: str, content: DraftContent, again_of: str) -> Draft:
    draft = Draft(
        id=draft_id,
        agency_id=me.account.agency_id,
        account_id=me.account.id,
        copy_id=_seal(work, me, draft_id, content),
        version=1,
        again_of=again_of or None,
        updated_at=work.now,
    )
    work.session.add(draft)
    work.session.flush()
    return draft


def delete_draft(work: Work, me: SignedIn, draft_id: str) -> None:
    """Throw one's own draft away, with its pictures."""
    draft = find_draft(work, me, draft_id, lock=True)
    for picture in _rows(work, draft_id=draft_id):
        _forget_picture(work, picture)
    remove_draft_row(work, draft)


def remove_draft_row(work: Work, draft: Draft) -> None:
    """Delete a draft and its sealed words."""
    work.session.execute(delete(Draft).where(Draft.id == draft.id))
    forget_copy(work, draft.copy_id)


def check_picture(head: bytes, size: int) -> None:
    """A first look at a file as it comes in; the worker looks at all of it. Raises why it is refused."""
    if size == 0:
        raise EmptyPicture
    if picture_kind(head) is None:
        raise NotAPictureAtAll


def attach_picture(work: Work, me: SignedIn, draft_id: str, uploaded: NewCopy, file_name: str) -> Attachment:
    """Put an uploaded picture, already sealed in the store, with one's own draft.

    Raises NotThere, AlreadySent, TooManyPictures.
    """
    draft = find_draft(work, me, draft_id, lock=True)
    count = work.session.scalar(
        select(func.count()).select_from(Attachment).where(Attachment.draft_id == draft.id)
    )
    if (count or 0) >= MOST_DRAFT_PICTURES:
        raise TooManyPictures
    attachment_id = uploaded.row.subject_id
    store_copy(work, uploaded, writer(work, me))
    attachment = Attachment(
        id=attachment_id,
        agency_id=me.account.agency_id,
        account_id=me.account.id,
        draft_id=draft.id,
        position=(count or 0) + 1,
        state="draft",
        original_copy_id=uploaded.row.id,
        label_copy_id=_seal_label(work, me, attachment_id, clean_line(file_name, 200), ""),
        created_at=work.now,
    )
    work.session.add(attachment)
    work.session.flush()
    return attachment


def _seal_label(work: Work, me: SignedIn, attachment_id: str, file_name: str, description: str) -> str:
    label = {"file_name": file_name, "description": description}
    to = writer(work, me)
    return seal_json(work, me.account.agency_id, CopyKind.LABEL, attachment_id, label, to).id


def _rows(work: Work, *, draft_id: str) -> Sequence[Attachment]:
    query = select(Attachment).where(Attachment.draft_id == draft_id)
    return work.session.scalars(query.order_by(Attachment.position, Attachment.id)).all()


def pictures_of_draft(work: Work, me: SignedIn, draft_id: str) -> list[DraftPicture]:
    """The pictures of one's own draft, in order."""
    find_draft(work, me, draft_id)
    return [open_label(work, me, row) for row in _rows(work, draft_id=draft_id)]


def open_label(work: Work, me: SignedIn, row: Attachment) -> DraftPicture:
    """A picture's name and description, for its writer."""
    label = open_json(work, row.label_copy_id, CopyKind.LABEL, row.id, me.opener)
    return DraftPicture(row, label["file_name"], label["description"])


def find_picture(work: Work, me: SignedIn, attachment_id: str) -> Attachment:
    """A picture one uploaded oneself. Raises NotThere."""
    row = work.session.get(Attachment, attachment_id)
    if row is None or row.account_id != me.account.id:
        raise NotThere
    return row


def describe_picture(work: Work, me: SignedIn, draft_id: str, attachment_id: str, untrusted: str) -> None:
    """Say what is on a picture (read aloud to people who can't see it)."""
    find_draft(work, me, draft_id, lock=True)
    row = find_picture(work, me, attachment_id)
    if row.draft_id != draft_id:
        raise NotThere
    old, name = row.label_copy_id, open_label(work, me, row).file_name
    row.label_copy_id = _seal_label(work, me, row.id, name, clean_line(untrusted, DESCRIPTION_LIMIT))
    work.session.flush()
    forget_copy(work, old)


def remove_picture(work: Work, me: SignedIn, draft_id: str, attachment_id: str) -> None:
    """Take a picture out of one's own draft."""
    find_draft(work, me, draft_id, lock=True)
    row = find_picture(work, me, attachment_id)
    if row.draft_id != draft_id:
        raise NotThere
    _forget_picture(work, row)


def _forget_picture(work: Work, row: Attachment) -> None:
    copies = (row.original_copy_id, row.label_copy_id)
    work.session.execute(delete(Attachment).where(Attachment.id == row.id))
    for copy_id in copies:
        forget_copy(work, copy_id)


def copy_pictures(work: Work, me: SignedIn, item_id: str, draft_id: str) -> None:
    """Put the pictures of a letter one sent into a new draft of it."""
    rows = work.session.scalars(
        select(Attachment).where(Attachment.item_id == item_id).order_by(Attachment.position)
    ).all()
    for row in rows:
        label = open_label(work, me, row)
        fresh = new_id()
        content = open_blob(work, row.original_copy_id, CopyKind.PICTURE, row.id, me.opener)
        copy = seal_blob(work, row.agency_id, CopyKind.PICTURE, fresh, content, writer(work, me))
        work.session.add(
            Attachment(
                id=fresh,
                agency_id=row.agency_id,
                account_id=me.account.id,
                draft_id=draft_id,
                position=row.position,
                state="draft",
                original_copy_id=copy.id,
                label_copy_id=_seal_label(work, me, fresh, label.file_name, label.description),
                created_at=work.now,
            )
        )
