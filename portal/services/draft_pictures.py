"""The photographs, drawings and documents of a letter being written: sealed as they come in, with names and
descriptions. All are called pictures here, because pictures of pages are what they become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select

from moderation.sanitise.first_look import first_look, is_photograph
from moderation.sanitise.refusals import BY_NAME, EmptyFile, Refused, TooLarge
from moderation.sanitise.text import clean_line
from portal.db import new_id
from portal.models.item import Attachment
from portal.refusal import NotThere, Refusal
from portal.sealing import (
    CopyKind,
    NewCopy,
    forget_copy,
    open_blob,
    open_json,
    seal_blob,
    seal_json,
    store_copy,
)
from portal.services.drafts import DESCRIPTION_LIMIT, find_draft, writer
from portal.services.on_paper import was_scanned
from portal.services.sign_in import SignedIn
from portal.work import Work

MOST_DRAFT_PICTURES = 20
"""Files of one draft, photographs and documents together."""

IS = {True: "photograph", False: "document"}
FILE_NAME_LIMIT = 200


class TooManyPictures(Refusal):
    """More than the draft, or the arrangement, takes."""

    sentence = "There are too many photos or files with this letter. Please take one out first."


@dataclass(frozen=True)
class DraftPicture:
    """A file of a draft or of a letter one sent, as its writer sees it."""

    attachment: Attachment
    file_name: str
    description: str
    digest: str = ""
    photograph: bool = True

    @property
    def why_not(self) -> str:
        """Why the file can't be passed on, in a sentence for its writer; "" if it can or may."""
        if self.attachment.state != "refused":
            return ""
        return BY_NAME.get(self.attachment.refusal or "", Refused).sentence


def check_picture(untrusted_head: bytes, size: int, *, too_large: bool) -> bool:
    """A first look at a file as it came in; the worker looks at all of it. Is it a photograph or drawing?

    Raises EmptyFile, TooLarge, NotTaken, TwoKinds.
    """
    if size == 0:
        raise EmptyFile
    if too_large:
        raise TooLarge
    return is_photograph(first_look(untrusted_head))


def photographs(pictures: Iterable[DraftPicture]) -> int:
    """How many of them count towards the number that was agreed: photographs and drawings, not documents."""
    return sum(one.photograph for one in pictures)


def is_attached(work: Work, me: SignedIn, draft_id: str, digest: str) -> bool:
    """Is this very file with one's own draft already? Then it was sent twice: a second press, or a first
    one whose answer got lost. Raises NotThere, AlreadySent."""
    draft = find_draft(work, me, draft_id, lock=True)  # two presses at once must not both find nothing
    return any(open_label(work, me, row).digest == digest for row in _rows(work, draft_id=draft.id))


def attach_picture(
    work: Work,
    me: SignedIn,
    draft_id: str,
    uploaded: NewCopy,
    file_name: str,
    digest: str = "",
    *,
    photograph: bool = True,
) -> Attachment:
    """Put an uploaded file, already sealed in the store, with one's own draft. `digest` is the file's;
    `photograph` what the first look at it said.

    Raises NotThere, AlreadySent, TooManyPictures.
    """
    draft = find_draft(work, me, draft_id, lock=True)
    earlier = _rows(work, draft_id=draft.id)
    if len(earlier) >= MOST_DRAFT_PICTURES:
        raise TooManyPictures
    attachment_id = uploaded.row.subject_id
    label = {"file_name": short_name(file_name), "description": "", "digest": digest, "is": IS[photograph]}
    store_copy(work, uploaded, writer(work, me))
    attachment = Attachment(
        id=attachment_id,
        agency_id=me.account.agency_id,
        account_id=me.account.id,
        draft_id=draft.id,
        position=max((one.position for one in earlier), default=0) + 1,
        state="draft",
        original_copy_id=uploaded.row.id,
        label_copy_id=_seal_label(work, me, attachment_id, label),
        created_at=work.now,
    )
    work.session.add(attachment)
    work.session.flush()
    return attachment


def short_name(untrusted_name: str) -> str:
    """A file's name as it is kept: one line, its end if it is long."""
    # The name is the writer's own help to know the file again; no more of it is needed than fits a line.
    # A character may become three when it is cleaned (Unicode NFC), and a name is no reason to refuse.
    return clean_line(untrusted_name[-(FILE_NAME_LIMIT // 3) :], FILE_NAME_LIMIT)


def _seal_label(work: Work, me: SignedIn, attachment_id: str, label: dict[str, str]) -> str:
    to = writer(work, me)
    return seal_json(work, me.account.agency_id, CopyKind.LABEL, attachment_id, label, to).id


def _label(work: Work, me: SignedIn, row: Attachment) -> dict[str, str]:
    label: dict[str, str] = open_json(work, row.label_copy_id, CopyKind.LABEL, row.id, me.opener)
    return label


def _rows(work: Work, *, draft_id: str) -> Sequence[Attachment]:
    query = select(Attachment).where(Attachment.draft_id == draft_id)
    return work.session.scalars(query.order_by(Attachment.position, Attachment.id)).all()


def pictures_of_draft(work: Work, me: SignedIn, draft_id: str) -> list[DraftPicture]:
    """The pictures of one's own draft, in order."""
    find_draft(work, me, draft_id)
    return [open_label(work, me, row) for row in _rows(work, draft_id=draft_id)]


def open_label(work: Work, me: SignedIn, row: Attachment) -> DraftPicture:
    """A picture's name and description, for its writer."""
    label = _label(work, me, row)
    # Labels of the time when only photographs were taken don't say what it is.
    photograph = label.get("is", IS[True]) == IS[True]
    return DraftPicture(row, label["file_name"], label["description"], label.get("digest", ""), photograph)


def find_picture(work: Work, me: SignedIn, attachment_id: str) -> Attachment:
    """A picture one uploaded oneself, and not one that staff scanned of one's letter. Raises NotThere."""
    query = select(Attachment).where(
        Attachment.id == attachment_id, Attachment.account_id == me.account.id, ~was_scanned()
    )
    row = work.session.scalars(query).one_or_none()
    if row is None:
        raise NotThere
    return row


def original_picture(work: Work, me: SignedIn, attachment_id: str) -> Iterator[bytes]:
    """The file as one uploaded it oneself. Raises NotThere."""
    row = find_picture(work, me, attachment_id)
    return open_blob(work, row.original_copy_id, CopyKind.PICTURE, row.id, me.opener)


def describe_picture(work: Work, me: SignedIn, draft_id: str, attachment_id: str, untrusted: str) -> None:
    """Say what is on a picture (read aloud to people who can't see it). Raises NotThere, TextTooLong."""
    description = clean_line(untrusted, DESCRIPTION_LIMIT)
    find_draft(work, me, draft_id, lock=True)
    row = find_picture(work, me, attachment_id)
    if row.draft_id != draft_id:
        raise NotThere
    old, known = row.label_copy_id, _label(work, me, row)
    row.label_copy_id = _seal_label(work, me, row.id, known | {"description": description})
    work.session.flush()
    forget_copy(work, old)


def remove_picture(work: Work, me: SignedIn, draft_id: str, attachment_id: str) -> None:
    """Take a picture out of one's own draft. One that is nowhere was taken out already, by a first press."""
    find_draft(work, me, draft_id, lock=True)
    try:
        row = find_picture(work, me, attachment_id)
    except NotThere:
        return
    if row.draft_id != draft_id:
        raise NotThere
    _forget_picture(work, row)


def _forget_picture(work: Work, row: Attachment) -> None:
    copies = (row.original_copy_id, row.label_copy_id)
    work.session.execute(delete(Attachment).where(Attachment.id == row.id))
    for copy_id in copies:
        forget_copy(work, copy_id)


def forget_pictures(work: Work, draft_id: str) -> None:
    """Take all pictures out of a draft that is thrown away."""
    for row in _rows(work, draft_id=draft_id):
        _forget_picture(work, row)


def copy_pictures(work: Work, me: SignedIn, item_id: str, draft_id: str) -> None:
    """Put the pictures of a letter one sent into a new draft of it; those that could not be opened stay."""
    rows = work.session.scalars(
        select(Attachment)
        .where(Attachment.item_id == item_id, Attachment.state != "refused")
        .order_by(Attachment.position)
    ).all()
    for row in rows:
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
                label_copy_id=_seal_label(work, me, fresh, _label(work, me, row)),
                created_at=work.now,
            )
        )
