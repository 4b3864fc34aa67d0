"""Letters being written: saved as one writes, sealed to the writer alone."""

from __future__ import annotations

import string
from dataclasses import asdict, dataclass

from sqlalchemy import delete, func, select

from moderation.sanitise.text import LETTER_LIMIT, TextTooLong
from portal.models.item import Draft, Item
from portal.refusal import NotThere, Refusal
from portal.sealing import (
    CopyKind,
    Recipient,
    account_recipient,
    forget_copy,
    open_json,
    seal_json,
)
from portal.services.granting import lock_account
from portal.services.on_paper import came_on_paper
from portal.services.sign_in import SignedIn
from portal.work import Work

MOST_KEPT = 4 * LETTER_LIMIT
DESCRIPTION_LIMIT = 300
MOST_DRAFTS = 50


class AlreadySent(Refusal):
    """The draft has become an item."""

    sentence = "This letter was sent already."

    def __init__(self, item_id: str) -> None:
        super().__init__(item_id)
        self.item_id = item_id


class TooManyDrafts(Refusal):
    """MOST_DRAFTS letters of this person wait to be finished."""

    sentence = (
        "You have 50 letters that are not sent. Please send one of them or throw one away, "
        "then press the button again. Your words are still on this page."
    )


class DraftChangedElsewhere(Refusal):
    """The version seen isn't the current one."""

    sentence = "This letter was changed in another window. Please look at it again before you go on."


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


def writer(work: Work, me: SignedIn) -> list[Recipient]:
    """The writer as the one holder of what is being written."""
    return [account_recipient(work, me.account)]


def find_draft(work: Work, me: SignedIn, draft_id: str, *, lock: bool = False) -> Draft:
    """One's own draft. Raises AlreadySent, or NotThere for somebody else's and for none alike."""
    query = select(Draft).where(Draft.id == draft_id, Draft.account_id == me.account.id)
    draft = work.session.scalars(query.with_for_update() if lock else query).one_or_none()
    if draft is None:
        sent = select(Item.id).where(Item.draft_id == draft_id, Item.account_id == me.account.id)
        item_id = work.session.scalar(sent.where(~came_on_paper(Item.id)))
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

    Raises AlreadySent, NotThere, DraftChangedElsewhere, TextTooLong, TooManyDrafts; the caller still has the
    words.
    """
    if len(draft_id) != 32 or not set(draft_id) <= set(string.hexdigits.lower()):
        raise NotThere
    if max(len(content.text), len(content.note)) > MOST_KEPT:
        raise TextTooLong(LETTER_LIMIT)  # refused and not cut: the words stay on the page
    # Two presses of the button at once must not both begin the draft. A lock that lets rows name the account
    # meanwhile: who sends this draft has its row already, and the letter that they make names the account.
    lock_account(work, me.account.id)
    try:
        draft = find_draft(work, me, draft_id, lock=True)
    except NotThere:
        if seen_version or work.session.get(Draft, draft_id) is not None:
            raise
        return _begin_draft(work, me, draft_id, content, again_of)
    if draft.version != seen_version:
        if _content(work, me, draft) == content:
            return draft  # a retry of the same saving
        raise DraftChangedElsewhere
    old = draft.copy_id
    draft.copy_id = _seal(work, me, draft_id, content)
    draft.version, draft.updated_at = draft.version + 1, work.now
    work.session.flush()
    forget_copy(work, old)
    return draft


def _seal(work: Work, me: SignedIn, draft_id: str, content: DraftContent) -> str:
    agency_id = me.account.agency_id
    return seal_json(work, agency_id, CopyKind.DRAFT, draft_id, asdict(content), writer(work, me)).id


def _begin_draft(work: Work, me: SignedIn, draft_id: str, content: DraftContent, again_of: str) -> Draft:
    # Counted under the lock of the account's row, which save_draft holds.
    kept = select(func.count()).select_from(Draft).where(Draft.account_id == me.account.id)
    if work.session.scalar(kept) >= MOST_DRAFTS:  # type: ignore[operator]
        raise TooManyDrafts
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


def remove_draft_row(work: Work, draft: Draft) -> None:
    """Delete a draft and its sealed words."""
    work.session.execute(delete(Draft).where(Draft.id == draft.id))
    forget_copy(work, draft.copy_id)
