"""Reading what was released to one's own party. A grant opens it, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, select

from portal.models.arrangement import Membership, Party
from portal.models.copy import Copy, Grant
from portal.models.delivery import Reading, Release, ReleasedPicture
from portal.refusal import NotThere
from portal.sealing import CopyKind, keep_at_hand, open_blob, open_json, read_together
from portal.services.correspondence import card_of
from portal.services.sign_in import SignedIn
from portal.terms import Card
from portal.work import Work


@dataclass(frozen=True)
class WaitingLetter:
    """A letter released to one's own party, from whom (the card), and whether it was opened."""

    release: Release
    party: Party
    card: Card
    opened: bool


@dataclass(frozen=True)
class LetterPicture:
    """A picture of a released letter: a photograph, or page `number` of the `of` pages of a document.

    `width` and `height` are pixels of the picture; 0 where a letter released before doesn't say.
    """

    id: str
    description: str
    photograph: bool = True
    number: int = 1
    of: int = 1
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class OpenLetter:
    """A released letter, opened. `in_office`: how many more pictures may be looked at with the team."""

    release: Release
    card: Card
    party_id: str
    text: str
    pictures: list[LetterPicture]
    in_office: int = 0

    @property
    def photographs(self) -> list[LetterPicture]:
        """Photographs and drawings, in order."""
        return [one for one in self.pictures if one.photograph]

    @property
    def pages(self) -> list[LetterPicture]:
        """The pages of documents, in order."""
        return [one for one in self.pictures if not one.photograph]


def released_letters(work: Work, me: SignedIn) -> list[WaitingLetter]:
    """Everything released to one's own parties, newest first."""
    rows = work.session.execute(
        select(Release, Party, Reading.account_id)
        .join(Party, Party.id == Release.to_party_id)
        .join(Membership, Membership.party_id == Party.id)
        .outerjoin(Reading, (Reading.release_id == Release.id) & (Reading.account_id == me.account.id))
        .where(Membership.account_id == me.account.id, Release.withdrawn_at.is_(None))
        .order_by(Release.released_at.desc(), Release.id)
    ).all()
    read_together(work, {party.card_copy_id for _, party, _ in rows}, me.opener)
    cards: dict[str, Card] = {}
    for _, party, _ in rows:
        if party.id not in cards:
            cards[party.id] = card_of(work, me, party)
    return [
        WaitingLetter(release, party, cards[party.id], reader is not None) for release, party, reader in rows
    ]


def _find(work: Work, me: SignedIn, release_id: str, *, lock: bool = False) -> Release:
    # One question, whether there is no such letter or it is somebody else's: the answers take equally long.
    query = (
        select(Release)
        .join(Membership, Membership.party_id == Release.to_party_id)
        .where(Release.id == release_id, Release.withdrawn_at.is_(None))
        .where(Membership.account_id == me.account.id)
    )
    release = work.session.scalars(query.with_for_update(of=Release) if lock else query).one_or_none()
    if release is None:
        raise NotThere
    return release


_ME: BindParameter[str] = bindparam("account_id")
# Made once, and all in one: putting a query together takes as long as asking it. A row for each sealed copy.
_RELEASED_TO_ME = (
    select(Release, Party, Reading.opened_at, Copy, Grant)
    .join(Party, Party.id == Release.to_party_id)
    .join(Membership, (Membership.party_id == Party.id) & (Membership.account_id == _ME))
    .outerjoin(Reading, (Reading.release_id == Release.id) & (Reading.account_id == _ME))
    .join(Copy, (Copy.id == Release.copy_id) | (Copy.id == Party.card_copy_id))
    .join(Grant, (Grant.copy_id == Copy.id) & (Grant.holder_kind == "account") & (Grant.holder_id == _ME))
    .where(Release.id == bindparam("release_id"), Release.withdrawn_at.is_(None))
)


def waiting_letter(work: Work, me: SignedIn, release_id: str) -> WaitingLetter:
    """From whom a letter is, and whether one has opened it before; its words stay shut. Raises NotThere."""
    asked = {"release_id": release_id, "account_id": me.account.id}
    rows = work.session.execute(_RELEASED_TO_ME, asked).all()
    if not rows:
        raise NotThere
    keep_at_hand(work, [(copy, grant) for *_, copy, grant in rows])
    release, party, opened_at, _, _ = rows[0]
    return WaitingLetter(release, party, card_of(work, me, party), opened_at is not None)


def read_letter(work: Work, me: SignedIn, waiting: WaitingLetter) -> OpenLetter:
    """The words of a letter, and what there is to see with them."""
    release = waiting.release
    content = open_json(work, release.copy_id, CopyKind.RELEASED_LETTER, release.id, me.opener)
    pictures = [LetterPicture(**one) for one in content["pictures"]]
    in_office = content.get("in_office", 0)
    return OpenLetter(release, waiting.card, waiting.party.id, content["text"], pictures, in_office)


def mark_opened(work: Work, me: SignedIn, release_id: str) -> None:
    """The person chose to open the letter. Nobody on the other side is told."""
    release = _find(work, me, release_id, lock=True)  # two presses of the button open it once
    if work.session.get(Reading, (release.id, me.account.id)) is None:
        work.session.add(Reading(release_id=release.id, account_id=me.account.id, opened_at=work.now))
        work.record("letter_opened", release.agency_id, release.id)


def read_picture(
    work: Work, me: SignedIn, release_id: str, picture_id: str, *, small: bool
) -> Iterator[bytes]:
    """A picture of a released letter, as JPEG. Raises NotThere."""
    release = _find(work, me, release_id)
    query = select(ReleasedPicture).where(
        ReleasedPicture.id == picture_id, ReleasedPicture.release_id == release.id
    )
    picture = work.session.scalars(query).one_or_none()
    if picture is None:
        raise NotThere
    if small:
        return open_blob(work, picture.small_copy_id, CopyKind.RELEASED_SMALL, picture.id, me.opener)
    return open_blob(work, picture.copy_id, CopyKind.RELEASED_PICTURE, picture.id, me.opener)
