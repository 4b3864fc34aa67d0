"""Letters of the demonstration are written, read at the desk, decided and opened, each at its own door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import select

from crypto.stream import seal_stream
from moderation.decision import content_digest
from moderation.lifecycle import State
from portal.blobs import put
from portal.db import new_id
from portal.demonstration.arrangements import ARRANGEMENTS
from portal.demonstration.pictures import PICTURES, file_of
from portal.demonstration.stage import Stage
from portal.demonstration.story import DemoDraft, DemoLetter, Ending, words_of
from portal.models.delivery import Delivery, Release
from portal.models.item import Draft
from portal.models.staff import StaffAccount
from portal.sealing import CopyKind, begin_copy
from portal.services.choosing import holds_left
from portal.services.claims import claim
from portal.services.deciding import Seen, hold, release, return_to_writer, stop, withdraw
from portal.services.desk import DeskItem, open_delivery, save_review
from portal.services.draft_pictures import attach_picture, describe_picture
from portal.services.drafts import DraftContent
from portal.services.grounds import Grounds
from portal.services.letters import begin_again, save_letter, submit
from portal.services.reading import mark_opened
from portal.services.review import Review
from portal.services.sign_in import SignedIn
from portal.work import SYSTEM, Work, unit_of_work

_WHY_IT_STAYS = "Both sides have known this for years."
_AGREED = {one.key: one for one in ARRANGEMENTS}
_DECIDE: dict[State, Callable[[Work, StaffAccount, str, int, Grounds], None]] = {
    State.RETURNED: return_to_writer,
    State.HELD: hold,
    State.STOPPED: stop,
}


def begin(stage: Stage, draft: DemoDraft) -> None:
    """Somebody begins a letter and leaves it for another day."""
    me = stage.people[draft.writer]
    with unit_of_work(stage.family, stage.as_person(draft.writer)) as work:
        _write(stage, work, me, DemoLetter(draft.words, draft.writer, 0, (), draft.pictures), (draft.to,))


def send(stage: Stage, letter: DemoLetter) -> None:
    """Somebody writes a letter and sends it in. The worker has not seen it yet."""
    me = stage.people[letter.writer]
    with unit_of_work(stage.family, stage.as_person(letter.writer)) as work:
        draft = _write(stage, work, me, letter, [key for key, _ in letter.to])
        stage.items[letter.words] = submit(work, me, draft.id, draft.version).id


def _write(stage: Stage, work: Work, me: SignedIn, letter: DemoLetter, to: Sequence[str]) -> Draft:
    draft_id, seen = new_id(), 0
    if letter.again_of:
        seen = begin_again(work, me, stage.items[letter.again_of], draft_id).version
    parties = tuple(stage.parties[key, _AGREED[key].side_of(letter.writer)] for key in to)
    content = DraftContent(words_of(letter.words), letter.note, parties)
    draft = save_letter(work, me, draft_id, content, seen)
    for name in letter.pictures:
        _attach(work, me, draft_id, name)
    return draft


def _attach(work: Work, me: SignedIn, draft_id: str, name: str) -> None:
    new = begin_copy(work, me.account.agency_id, CopyKind.PICTURE, new_id())
    new.row.blob = put(work.house.blobs, seal_stream(new.key, [file_of(name)], new.context))
    attached = attach_picture(work, me, draft_id, new, PICTURES[name].file_name)
    describe_picture(work, me, draft_id, attached.id, PICTURES[name].description)


def take(stage: Stage, letter: DemoLetter, key: str, ending: Ending) -> None:
    """A member of the team claims the letter and begins to take words out."""
    staff = stage.team[ending.by]
    with unit_of_work(stage.staff, stage.as_staff(ending.by)) as work:
        delivery = _delivery(stage, work, letter, key)
        claimed = claim(work, staff, delivery.id, delivery.version)
        if ending.takes_out or ending.pictures_out:
            item = open_delivery(work, stage.agency_id, delivery.id)
            save_review(work, staff, delivery.id, claimed.version, _review(item, ending))


def decide(stage: Stage, letter: DemoLetter, key: str, ending: Ending) -> None:
    """The team reads the letter and decides about it."""
    take(stage, letter, key, ending)
    staff = stage.team[ending.by]
    with unit_of_work(stage.staff, stage.as_staff(ending.by)) as work:
        item = open_delivery(work, stage.agency_id, _delivery(stage, work, letter, key).id)
        delivery, grounds = item.delivery, Grounds(ending.reasons, ending.record, ending.told)
        if ending.state in _DECIDE:
            _DECIDE[ending.state](work, staff, delivery.id, delivery.version, grounds)
        else:
            # What is to be withdrawn is released like any other letter; its record is about taking it back.
            said = Grounds() if ending.state is State.WITHDRAWN else grounds
            seen = Seen(delivery.version, content_digest(item.content()), item.terms_version)
            kept = tuple((one.key, _WHY_IT_STAYS) for one in holds_left(item))
            release(work, staff, delivery.id, seen, replace(said, kept=kept))


def take_back(stage: Stage, letter: DemoLetter, key: str, ending: Ending) -> None:
    """The team withdraws a release."""
    with unit_of_work(stage.staff, stage.as_staff(ending.by)) as work:
        delivery = _delivery(stage, work, letter, key)
        withdraw(work, stage.team[ending.by], delivery.id, delivery.version, Grounds(record=ending.record))


def open_letter(stage: Stage, letter: DemoLetter, key: str) -> None:
    """The first of the recipients opens the letter."""
    agreed = _AGREED[key]
    reader = (agreed.birth if agreed.side_of(letter.writer) == "adoptive" else agreed.adoptive).members[0]
    with unit_of_work(stage.staff, SYSTEM, writes=False) as work:
        delivery = _delivery(stage, work, letter, key)
        release_id = work.session.scalars(select(Release.id).where(Release.delivery_id == delivery.id)).one()
    with unit_of_work(stage.family, stage.as_person(reader)) as work:
        mark_opened(work, stage.people[reader], release_id)


def _delivery(stage: Stage, work: Work, letter: DemoLetter, key: str) -> Delivery:
    wanted = (
        Delivery.item_id == stage.items[letter.words],
        Delivery.arrangement_id == stage.arrangements[key],
    )
    return work.session.scalars(select(Delivery).where(*wanted)).one()


def _review(item: DeskItem, ending: Ending) -> Review:
    starts = [(item.text.index(words), len(words)) for words in ending.takes_out]
    names = {PICTURES[name].file_name for name in ending.pictures_out}
    return Review(
        tuple((start, start + length) for start, length in starts),
        tuple(one.id for one in item.pages if one.file_name in names),
    )
